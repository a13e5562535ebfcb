using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Wsis.Invitations.Telemetry;

/// <summary>What the engine tells of itself, by name and unit. Alerts and workbook in <c>infra</c> read exactly these;
/// a test compares them.</summary>
/// <remarks>
/// <para>Attributes are campaigns, kinds, languages, routes: few, and never a person. Neither a metric nor a trace
/// holds a name, an address, a token or a letter's text.</para>
/// <para>They are static, as is the way of <see cref="System.Diagnostics"/>: where nobody listens they cost next to
/// nothing and keep nothing. The counters count what this process has committed; the record alone is exact.</para>
/// </remarks>
public static class Instruments
{
    /// <summary>The name of the meter and of the activity source, for a host to subscribe to.</summary>
    public const string Name = "Wsis";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Letter"/>, <see cref="Tags.Language"/>.</summary>
    public static readonly Counter<long> LettersSent = Meter.CreateCounter<long>(
        "letters.sent",
        "{letter}",
        "Letters that the provider has taken."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Letter"/>, <see cref="Tags.Language"/>.</summary>
    public static readonly Counter<long> LettersBounced = Meter.CreateCounter<long>(
        "letters.bounced",
        "{letter}",
        "Letters that the addressee's server, or the provider for it, refused for good."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Letter"/>, <see cref="Tags.Language"/>.</summary>
    public static readonly Counter<long> LettersInDoubt = Meter.CreateCounter<long>(
        "letters.in_doubt",
        "{letter}",
        "Letters that were in doubt for as long as the provider's word is waited for (an hour), and were then sent again."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Answer"/>, <see cref="Tags.Channel"/>,
    /// <see cref="Tags.Language"/>.</summary>
    public static readonly Counter<long> RepliesRecorded = Meter.CreateCounter<long>(
        "replies.recorded",
        "{reply}",
        "Replies on the record, changes of mind included."
    );

    /// <summary>By <see cref="Tags.Campaign"/>. A histogram of looks: what one process saw is not repeated by it after
    /// another has looked again.</summary>
    public static readonly Histogram<long> InvitationsOverdue = Meter.CreateHistogram<long>(
        "invitations.overdue",
        "{invitation}",
        "How many invitations a look of the sweep found overdue, with nobody waking them."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Count"/>. A histogram of looks, for the same
    /// reason.</summary>
    public static readonly Histogram<long> CampaignCount = Meter.CreateHistogram<long>(
        "campaign.count",
        "{thing}",
        "The counts of a campaign, as the record had them at a look of the sweep."
    );

    /// <summary>By <see cref="Tags.Campaign"/>.</summary>
    public static readonly Histogram<double> AdvanceDuration = Meter.CreateHistogram<double>(
        "advance.duration",
        "s",
        "How long it took to move an invitation on, or several that are committed together: decide, commit, send, commit."
    );

    /// <summary>By <see cref="Tags.Campaign"/>.</summary>
    public static readonly Counter<long> StoreConflicts = Meter.CreateCounter<long>(
        "store.conflicts",
        "{conflict}",
        "Commits that met a row which somebody else had changed, so that it was decided again."
    );

    /// <summary>By <see cref="Tags.Route"/>, <see cref="Tags.Status"/>.</summary>
    public static readonly Counter<long> RequestsAnswered = Meter.CreateCounter<long>(
        "requests.answered",
        "{request}",
        "Requests that a front door has answered."
    );

    /// <summary>The attributes of metrics and activities.</summary>
    public static class Tags
    {
        /// <summary>The campaign's id.</summary>
        public const string Campaign = "campaign";

        /// <summary>What is counted, as the tally names it: <c>phase:Awaiting</c>, <c>answer:accepted</c>,
        /// ...</summary>
        public const string Count = "count";

        /// <summary>The letter's kind: <c>Invitation</c>, <c>Reminder</c>, ...</summary>
        public const string Letter = "letter";

        /// <summary>The invitee's language, such as <c>fr</c>.</summary>
        public const string Language = "language";

        /// <summary>The answer's kind, such as <c>accepted</c>.</summary>
        public const string Answer = "answer";

        /// <summary>The way by which a reply came: <c>Page</c>, <c>Webhook</c>, <c>Correspondence</c>.</summary>
        public const string Channel = "channel";

        /// <summary>The name of the front door, such as <c>RecordReply</c>; never the address, which may hold a
        /// token.</summary>
        public const string Route = "route";

        /// <summary>The HTTP status.</summary>
        public const string Status = "status";

        /// <summary>What came of handing a letter over: <c>Taken</c>, <c>Busy</c>, <c>Rejected</c>,
        /// <c>Unknown</c>.</summary>
        public const string Outcome = "outcome";

        /// <summary>How many invitations are moved on together.</summary>
        public const string Together = "together";
    }
}
