using System.CommandLine;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Remote.Arguments;

/// <summary>The options that select invitations of a campaign, as the filter of the staff API does.</summary>
internal static class InvitationFilterOptions
{
    private static readonly Option<bool> Attention = new("--attention")
    {
        Description = "Only invitations that need attention.",
    };

    private static readonly (string Field, Option<string?> Option)[] Texts =
    [
        (
            "phase",
            Create(
                "--phase",
                "Only invitations in this phase, such as Awaiting.",
                phase => Enum.GetNames<Phase>().Contains(phase, StringComparer.OrdinalIgnoreCase),
                "a phase such as Awaiting"
            )
        ),
        (
            "answer",
            Create(
                "--answer",
                "Only invitations with this answer: accepted, delegated or declined.",
                AnswerKinds.Contains,
                "an answer such as accepted"
            )
        ),
        (
            "language",
            Create(
                "--language",
                "Only invitees who receive letters in this language.",
                code => Language.TryParse(code, out _),
                "the code of a language such as fr"
            )
        ),
        (
            "state",
            Create(
                "--state",
                "Only invitees of this State, as an ISO 3166-1 alpha-3 code.",
                code => code.Length == 3 && code.All(char.IsAsciiLetter),
                "a code of three letters such as FRA"
            )
        ),
        ("region", new("--region") { Description = "Only invitees of this region." }),
        ("group", new("--group") { Description = "Only invitees in this group." }),
        (
            "lettersBy",
            Create(
                "--letters-by",
                "Only invitees whose letters go by Email or on Paper.",
                way => Enum.GetNames<LetterChannel>().Contains(way, StringComparer.OrdinalIgnoreCase),
                "Email or Paper"
            )
        ),
        (
            "q",
            new("--q") { Description = "Only invitees whose id, State, name, office or address contains this text." }
        ),
    ];

    public static IEnumerable<Option> All => [.. Texts.Select(t => t.Option), Attention];

    /// <summary>The filter, by the names of the API. Empty if no option was given.</summary>
    public static IReadOnlyDictionary<string, string> Read(ParseResult arguments)
    {
        var filter = Texts
            .Select(t => (t.Field, Value: arguments.GetValue(t.Option)))
            .Where(f => f.Value is not null)
            .ToDictionary(f => f.Field, f => f.Value!);
        if (arguments.GetValue(Attention))
            filter["attention"] = "true";
        return filter;
    }

    private static Option<string?> Create(
        string name,
        string description,
        Func<string, bool> isAllowed,
        string allowed
    ) =>
        new(name)
        {
            Description = description,
            Validators =
            {
                result =>
                {
                    if (result.Tokens is [var given] && !isAllowed(given.Value))
                        result.AddError($"'{given.Value}' is not {allowed}.");
                },
            },
        };
}
