using System.CommandLine;

namespace Wsis.Local.Remote.Arguments;

/// <summary>Adds arguments and options that are in a list.</summary>
internal static class CommandParts
{
    public static Command With(this Command command, IEnumerable<Argument> arguments, IEnumerable<Option> options)
    {
        foreach (var argument in arguments)
            command.Arguments.Add(argument);
        return command.With(options);
    }

    public static Command With(this Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
            command.Options.Add(option);
        return command;
    }
}
