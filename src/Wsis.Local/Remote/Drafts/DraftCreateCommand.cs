using System.CommandLine;
using NodaTime.Text;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Drafts;

/// <summary><c>wsis draft create</c>: creates a draft with standard letters, or from an earlier campaign.</summary>
internal static class DraftCreateCommand
{
    private const string InLanguages =
        " May be given several times, with the code of a language: fr=Genève. Without a code it is in the first "
        + "language.";

    private static readonly Option<string[]> Name = CreateText("--name", "The name of the event.", isRequired: true);

    private static readonly Option<string[]> Place = CreateText("--place", "Its place.", isRequired: true);

    private static readonly Option<string[]> Organisation = CreateText("--organisation", "The organisation.");

    private static readonly Option<string[]> Signatory = CreateText("--signatory", "The office that signs.");

    private static readonly Option<string[]> Contact = CreateText("--contact", "The contact for offices.");

    private static readonly Option<string> Reference = new("--reference")
    {
        Description = "The reference of the circular letter.",
        Required = true,
    };

    private static readonly Option<string?> From = DayOption.Create("--from", "The first day, such as 2027-05-03.");

    private static readonly Option<string?> To = DayOption.Create("--to", "The last day.");

    private static readonly Option<string[]> Languages = new("--language")
    {
        Description = "A language of the letters: ar, en, es, fr, ru or zh. May be given several times. Default: en.",
        Validators =
        {
            result =>
            {
                foreach (var token in result.Tokens.Where(t => !Language.TryParse(t.Value, out _)))
                    result.AddError($"'{token.Value}' is not one of the languages {EnglishLanguages.Codes}.");
            },
        },
    };

    private static readonly Option<string> Zone = new("--zone")
    {
        Description = "The IANA time zone of the organisation, such as Europe/Zurich.",
        Required = true,
    };

    private static readonly Option<string?> SendAt = CreateMoment(
        "--send-at",
        "When the invitation goes out, in that zone, such as 2026-12-07T09:00:00."
    );

    private static readonly Option<string?> Deadline = CreateMoment(
        "--deadline",
        "The first moment that is too late, in that zone, such as 2027-02-15T00:00:00."
    );

    private static readonly Option<string?> Address = new("--address")
    {
        Description = "The e-mail address of the contact.",
    };

    private static readonly Option<string?> Telephone = new("--telephone") { Description = "Its telephone number." };

    private static readonly Option<string?> Earlier = new("--earlier")
    {
        Description =
            "The campaign whose letters, organisation and plan it takes. The options of the organisation may be left "
            + "out then.",
    };

    private static readonly Option<bool> WithList = new("--with-list")
    {
        Description = "Takes the list of the earlier campaign too.",
    };

    public static Command Create()
    {
        (From.Required, To.Required, SendAt.Required, Deadline.Required) = (true, true, true, true);
        return HostOptions.AddTo(
            new Command(
                "create",
                "Creates a draft with standard letters, or from an earlier campaign. Its id is made of its name."
            )
            {
                Name,
                Reference,
                From,
                To,
                Place,
                Languages,
                Zone,
                SendAt,
                Deadline,
                Organisation,
                Signatory,
                Contact,
                Address,
                Telephone,
                Earlier,
                WithList,
            },
            CreateDraft
        );
    }

    private static async Task CreateDraft(CommandContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var languages = arguments.GetValue(Languages) is { Length: > 0 } given ? given : [Language.English.Code];
        context.Print(
            await context.Host.Post<DraftView>(
                new Uri("api/campaigns", UriKind.Relative),
                new NewDraftRequest(
                    ReadText(Name),
                    arguments.GetRequiredValue(Reference),
                    arguments.GetValue(From),
                    arguments.GetValue(To),
                    ReadText(Place),
                    languages,
                    arguments.GetRequiredValue(Zone),
                    arguments.GetValue(SendAt),
                    arguments.GetValue(Deadline),
                    ReadText(Organisation),
                    ReadText(Signatory),
                    ReadText(Contact),
                    arguments.GetValue(Address),
                    arguments.GetValue(Telephone),
                    arguments.GetValue(Earlier),
                    arguments.GetValue(WithList)
                ),
                cancellation
            ),
            DraftCommand.Describe
        );

        Dictionary<string, string>? ReadText(Option<string[]> option) =>
            arguments.GetValue(option) is { Length: > 0 } texts
                ? texts
                    .Select(t => Split(t, languages[0]))
                    .GroupBy(t => t.Language)
                    .ToDictionary(t => t.Key, t => t.Last().Text)
                : null;
    }

    private static (string Language, string Text) Split(string text, string first) =>
        text.Split('=', 2) is [var code, var rest] && Language.TryParse(code, out var language)
            ? (language.Code, rest)
            : (first, text);

    private static Option<string[]> CreateText(string name, string description, bool isRequired = false) =>
        new(name) { Description = description + InLanguages, Required = isRequired };

    private static Option<string?> CreateMoment(string name, string description) =>
        new(name)
        {
            Description = description,
            Validators =
            {
                result =>
                {
                    if (result.Tokens is [var given] && !LocalDateTimePattern.GeneralIso.Parse(given.Value).Success)
                        result.AddError($"'{given.Value}' is not a moment such as 2027-02-15T00:00:00.");
                },
            },
        };
}
