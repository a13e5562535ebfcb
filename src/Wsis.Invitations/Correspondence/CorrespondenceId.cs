using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Wsis.Invitations.Correspondence;

/// <summary>The id of a message: the time of its arrival in UTC, to the tick, and a hash of its source id, such as
/// <c>20180110T0931220000000Z-4f1c2d3e4a5b6c7d</c>. Ids sort by the time of arrival.</summary>
public readonly partial record struct CorrespondenceId : IParsable<CorrespondenceId>
{
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmssfffffff'Z'"
    );

    /// <exception cref="FormatException">The text is not such an id.</exception>
    public CorrespondenceId(string value) =>
        Value = Form().IsMatch(value)
            ? value
            : throw new FormatException($"'{value}' is not the id of a piece of correspondence.");

    public string Value { get; }

    /// <summary>Creates the id of a message from its arrival and its source id.</summary>
    public static CorrespondenceId Create(Instant receivedAt, string sourceId)
    {
        var hash = SHA256.HashData(Encoding.Unicode.GetBytes(sourceId));
        return new($"{Moment.Format(receivedAt)}-{Convert.ToHexStringLower(hash)[..16]}");
    }

    /// <summary>All ids of a time are between this text and that of <see cref="EndOf"/>, in ordinal order.</summary>
    public static string BeginOf(Instant time) => $"{Moment.Format(time)}-";

    /// <summary>Comes after all ids of a time, in ordinal order.</summary>
    public static string EndOf(Instant time) => $"{Moment.Format(time)}.";

    public static bool TryParse([NotNullWhen(true)] string? text, out CorrespondenceId id)
    {
        var valid = text is not null && Form().IsMatch(text);
        id = valid ? new CorrespondenceId(text!) : default;
        return valid;
    }

    static CorrespondenceId IParsable<CorrespondenceId>.Parse(string s, IFormatProvider? provider) => new(s);

    static bool IParsable<CorrespondenceId>.TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        out CorrespondenceId result
    ) => TryParse(s, out result);

    public override string ToString() => Value;

    [GeneratedRegex(
        @"^[0-9]{8}T[0-9]{13}Z-[0-9a-f]{16}\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Form();
}
