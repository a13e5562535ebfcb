using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public.Texts;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.Public;

/// <summary>What the reply page is to say.</summary>
public enum ReplyPageState
{
    /// <summary>The invitation has not gone out yet.</summary>
    NotYet,

    /// <summary>An answer is asked for.</summary>
    Open,

    /// <summary>There is an answer; it may be changed.</summary>
    Answered,

    /// <summary>There is an answer; the deadline has passed, and it may be changed all the same.</summary>
    ChangeableLate,

    /// <summary>There is an answer; it can no longer be changed here.</summary>
    Settled,

    /// <summary>The deadline has passed; an answer would be late.</summary>
    Late,

    /// <summary>The invitation was taken back.</summary>
    Withdrawn,

    /// <summary>The campaign was called off.</summary>
    Cancelled,
}

/// <summary>Everything the reply page shows.</summary>
public sealed record ReplyPageModel
{
    public required Language Language { get; init; }
    public required Campaign Campaign { get; init; }
    public required Schedule Schedule { get; init; }
    public required Invitation Invitation { get; init; }
    public required ReplyPageState State { get; init; }

    /// <summary>The page's own path, under which the letter and the calendar entry are.</summary>
    public required string Path { get; init; }

    /// <summary>A fresh id for the reply that the form would send: pressing the button twice sends one reply.</summary>
    public required string ReplyId { get; init; }

    /// <summary>What was typed, if the form comes back; otherwise what is on the record.</summary>
    public required ReplyForm Form { get; init; }

    public IReadOnlyDictionary<string, ReplyFieldError> Errors { get; init; } =
        new Dictionary<string, ReplyFieldError>();

    /// <summary>Another reply came in while this one was typed.</summary>
    public bool Overtaken { get; init; }

    public PageTexts Texts => PageTexts.In(Language);

    public bool HasForm =>
        State is ReplyPageState.Open or ReplyPageState.Answered or ReplyPageState.ChangeableLate or ReplyPageState.Late;

    /// <summary>Whether letters still go out: what the page says of the acknowledgement is true.</summary>
    public required bool Acknowledges { get; init; }

    public bool FormIsOpen => Overtaken || Errors.Count > 0;

    /// <summary>A local date and time, written out.</summary>
    public string Moment(LocalDateTime moment) => Texts.Display(moment, Language);

    internal static ReplyPageState StateOf(LoadedCampaign campaign, Invitation invitation, Instant now)
    {
        // The plan's, not the schedule's: once the campaign was closed, its end is the deadline.
        var plan = campaign.Planner.For(invitation.Invitee);
        return (campaign.Entry.State, invitation.Phase) switch
        {
            (CampaignState.Cancelled, _) => ReplyPageState.Cancelled,
            (_, Phase.Withdrawn) => ReplyPageState.Withdrawn,
            (_, Phase.Answered) when now < plan.Deadline => ReplyPageState.Answered,
            (_, Phase.Answered) => plan.ChangeAfterDeadline ? ReplyPageState.ChangeableLate : ReplyPageState.Settled,
            _ when now >= plan.Close => ReplyPageState.Late,
            (_, Phase.Scheduled) when invitation.InvitationLetter is null => ReplyPageState.NotYet,
            _ => ReplyPageState.Open,
        };
    }
}
