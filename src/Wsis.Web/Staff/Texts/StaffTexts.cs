using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;

namespace Wsis.Web.Staff.Texts;

/// <summary>The words of the staff pages, in English and French. Each language has every one of them.</summary>
public sealed partial record StaffTexts
{
    public required string Product { get; init; }
    public required string SkipToContent { get; init; }
    public required string LanguageOfThisPage { get; init; }

    public required string SignIn { get; init; }
    public required string SignOut { get; init; }
    public required string YourName { get; init; }
    public required string YourNameHint { get; init; }
    public required string HowToSignIn { get; init; }
    public required string ShowLink { get; init; }
    public required string LinkShown { get; init; }
    public required string LinkUsed { get; init; }
    public required string NoEntrance { get; init; }
    public required string NoEntranceHelp { get; init; }
    public required string NotAllowed { get; init; }

    /// <summary><c>{0}</c> is the role that is missing.</summary>
    public required string NotAllowedHelp { get; init; }
    public required string FormTooOld { get; init; }
    public required string FormTooOldHelp { get; init; }
    public required string FormTooLarge { get; init; }
    public required string NothingChanged { get; init; }
    public required string NotFound { get; init; }
    public required string NotFoundHelp { get; init; }
    public required string Unavailable { get; init; }
    public required string UnavailableHelp { get; init; }
    public required string Unreadable { get; init; }
    public required string Unexpected { get; init; }
    public required string UnexpectedHelp { get; init; }
    public required string NotNow { get; init; }

    public required string AllCampaigns { get; init; }
    public required string NoCampaigns { get; init; }
    public required string Reference { get; init; }
    public required string Event { get; init; }
    public required string State { get; init; }
    public required string Deadline { get; init; }
    public required string Invitees { get; init; }
    public required string Answered { get; init; }

    public required string Importing { get; init; }
    public required string Draft { get; init; }
    public required string Running { get; init; }
    public required string Paused { get; init; }
    public required string Cancelled { get; init; }

    public static StaffTexts In(Language language) => language == Language.French ? French : English;

    public string Of(CampaignState state) => state switch
    {
        CampaignState.Importing => Importing,
        CampaignState.Draft => Draft,
        CampaignState.Running => Running,
        CampaignState.Paused => Paused,
        CampaignState.Cancelled => Cancelled,
        _ => state.ToString(),
    };
}
