using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Wsis.Local;

/// <summary>Creates options whose value is a number in a range. A number is written as in English, whatever the
/// language of the machine is.</summary>
internal static class NumberOption
{
    /// <summary>Creates the option of a port on this machine.</summary>
    /// <param name="min">The smallest port: 0 if the command can choose a free port, otherwise 1.</param>
    /// <param name="value">The default.</param>
    /// <param name="description">The description.</param>
    public static Option<int> CreatePort(int min, int value, string description) =>
        Create("--port", value, description, port => port >= min && port <= 65535, $"a port from {min} to 65535");

    /// <summary>Creates an option.</summary>
    /// <param name="name">The name, such as <c>--seed</c>.</param>
    /// <param name="value">The default.</param>
    /// <param name="description">The description.</param>
    /// <param name="isAllowed">Whether a number is in the range.</param>
    /// <param name="allowed">The range in words, which follow "must be".</param>
    public static Option<T> Create<T>(string name, T value, string description, Func<T, bool> isAllowed, string allowed)
        where T : INumber<T> =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            CustomParser = result => Parse(result, isAllowed, $"{name} must be {allowed}."),
        };

    private static T Parse<T>(ArgumentResult result, Func<T, bool> isAllowed, string problem)
        where T : INumber<T>
    {
        if (
            T.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && isAllowed(number)
        )
            return number;
        result.AddError(problem);
        return T.Zero;
    }
}
