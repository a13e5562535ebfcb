using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>What a list is asked for, as the address says it. What cannot be read is an error by name, never passed
/// over.</summary>
public sealed class ListQuery(IQueryCollection query)
{
    /// <summary>A page's size where none is asked for.</summary>
    public const int Usual = 100;

    public const int Most = 1000;

    private readonly Dictionary<string, string> errors = [];

    public IReadOnlyDictionary<string, string> Errors => errors;

    public int Top() =>
        Read(
            "top",
            t =>
                int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is >= 1 and <= Most
                    ? top
                    : (int?)null,
            $"a whole number from 1 to {Most}"
        ) ?? Usual;

    public string? Continuation() => query["continuation"].ToString() is { Length: > 0 } text ? text : null;

    public OrchestrationStatus? Status() => Name<OrchestrationStatus>("status");

    public InvitationFilter Filter() =>
        new(
            Name<Phase>("phase"),
            Read(
                "answer",
                t => t is "accepted" or "declined" or "delegated" ? t : null,
                "one of accepted, declined, delegated"
            ),
            Read(
                "language",
                t => Language.TryParse(t, out var language) ? language : null,
                "one of the languages ar, en, es, fr, ru, zh"
            ),
            Read(
                "state",
                t => StateCodes.Contains(t.ToUpperInvariant()) ? t.ToUpperInvariant() : null,
                "an ISO 3166-1 alpha-3 code of a State"
            ),
            Flag("attention"),
            Text: Read("q", t => t.Length <= 100 ? t.Trim() : null, "at most 100 characters")
        );

    public bool Flag(string name) =>
        Read(
            name,
            t =>
                t is "true" ? true
                : t is "false" ? false
                : (bool?)null,
            "true or false"
        ) ?? false;

    /// <summary>A name of an enumeration, in whatever case.</summary>
    private T? Name<T>(string name)
        where T : struct, Enum =>
        Read(
            name,
            t =>
                Enum.GetValues<T>()
                    .Where(v => v.ToString().Equals(t, StringComparison.OrdinalIgnoreCase))
                    .Select(v => (T?)v)
                    .FirstOrDefault(),
            $"one of {string.Join(", ", Enum.GetNames<T>())}"
        );

    private T? Read<T>(string name, Func<string, T?> parse, string form)
    {
        if (query[name].ToString() is not { Length: > 0 } text)
            return default;
        var value = parse(text);
        if (value is null)
            errors[name] = $"'{text}' is not {form}";
        return value;
    }
}
