using System.CommandLine;
using Wsis.Invitations.Replies;

namespace Wsis.Local.Remote.Invitations;

/// <summary>An answer on the command line, in the fields of the reply page. The host checks them.</summary>
internal static class AnswerOptions
{
    private const string AnswerName = "ANSWER";

    private static readonly Option<string?> Statement = new("--statement")
    {
        Description = "Whether a policy statement is wished: wished, none or undecided.",
    };

    private static readonly Option<string?> StatementDay = new("--statement-day")
    {
        Description = "The day asked for the policy statement, such as 2018-03-20.",
    };

    private static readonly Option<string?> StatementLanguage = new("--statement-language")
    {
        Description = "The language of the policy statement, such as fr.",
    };

    private static readonly Option<string?> StatementMinutes = new("--statement-minutes")
    {
        Description = "How many minutes are asked for the policy statement.",
    };

    private static readonly Option<string?> SpeakerTitle = new("--speaker-title")
    {
        Description = "The title or function of the speaker.",
    };

    private static readonly Option<string?> SpeakerName = new("--speaker-name")
    {
        Description = "The name of the speaker.",
    };

    private static readonly Option<string?> DelegationSize = new("--delegation-size")
    {
        Description = "How many delegates come.",
    };

    private static readonly Option<string?> Women = new("--women") { Description = "How many of them are women." };

    private static readonly Option<string?> RepresentativeTitle = new("--representative-title")
    {
        Description = "The title of the representative, of the answer delegated.",
    };

    private static readonly Option<string?> RepresentativeName = new("--representative-name")
    {
        Description = "The name of the representative, which the answer delegated needs.",
    };

    private static readonly Option<string?> RepresentativeAddress = new("--representative-address")
    {
        Description = "The e-mail address of the representative.",
    };

    private static readonly Option<string?> Remarks = new("--remarks") { Description = "Remarks of the office." };

    private static readonly Option<string?> CopyTo = new("--copy-to")
    {
        Description = "An e-mail address that gets a copy of the acknowledgement.",
    };

    static AnswerOptions() => Statement.AcceptOnlyFromAmong([.. StatementWish.All]);

    public static IReadOnlyList<Option> All { get; } =
    [
        Statement,
        StatementDay,
        StatementLanguage,
        StatementMinutes,
        SpeakerTitle,
        SpeakerName,
        DelegationSize,
        Women,
        RepresentativeTitle,
        RepresentativeName,
        RepresentativeAddress,
        Remarks,
        CopyTo,
    ];

    /// <summary>Creates the argument that names the answer.</summary>
    public static Argument<string> CreateAnswer()
    {
        var answer = new Argument<string>(AnswerName)
        {
            Description = "accepted, delegated or declined.",
            HelpName = AnswerName,
        };
        answer.AcceptOnlyFromAmong([.. AnswerKinds.All]);
        return answer;
    }

    public static ReplyForm Read(ParseResult arguments, string answer) =>
        new()
        {
            Answer = answer,
            Statement = arguments.GetValue(Statement),
            StatementDay = arguments.GetValue(StatementDay),
            StatementLanguage = arguments.GetValue(StatementLanguage),
            StatementMinutes = arguments.GetValue(StatementMinutes),
            SpeakerTitle = arguments.GetValue(SpeakerTitle),
            SpeakerName = arguments.GetValue(SpeakerName),
            DelegationSize = arguments.GetValue(DelegationSize),
            Women = arguments.GetValue(Women),
            RepresentativeTitle = arguments.GetValue(RepresentativeTitle),
            RepresentativeName = arguments.GetValue(RepresentativeName),
            RepresentativeAddress = arguments.GetValue(RepresentativeAddress),
            Remarks = arguments.GetValue(Remarks),
            CopyTo = arguments.GetValue(CopyTo),
        };
}
