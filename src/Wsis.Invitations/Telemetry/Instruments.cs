using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Wsis.Invitations.Telemetry;

/// <summary>The metrics and activities of the engine. The alerts and the workbook in <c>infra</c> read exactly these
/// names; a test compares them.</summary>
/// <remarks>
/// <para>Attributes have few values (campaigns, kinds, languages, routes) and never name a person. No metric and no
/// trace contains a name, an address, a token or the text of a letter.</para>
/// <para>They are static, as is usual with <see cref="System.Diagnostics"/>. Without a listener they cost next to
/// nothing. The counters count the commits of this process; only the store has the exact numbers.</para>
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
        "Letters that the provider has accepted."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Letter"/>, <see cref="Tags.Language"/>.</summary>
    public static readonly Counter<long> LettersBounced = Meter.CreateCounter<long>(
        "letters.bounced",
        "{letter}",
        "Letters that the addressee's server or the provider refused permanently."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Letter"/>, <see cref="Tags.Language"/>.</summary>
    public static readonly Counter<long> LettersInDoubt = Meter.CreateCounter<long>(
        "letters.in_doubt",
        "{letter}",
        "Letters that were sent again because the provider did not report on them within an hour."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Answer"/>, <see cref="Tags.Channel"/>,
    /// <see cref="Tags.Language"/>.</summary>
    public static readonly Counter<long> RepliesRecorded = Meter.CreateCounter<long>(
        "replies.recorded",
        "{reply}",
        "Recorded replies, changed answers included."
    );

    /// <summary>By <see cref="Tags.Campaign"/>. A histogram, not a gauge: a gauge would repeat the value that one
    /// process saw after another process has seen a later one.</summary>
    public static readonly Histogram<long> InvitationsOverdue = Meter.CreateHistogram<long>(
        "invitations.overdue",
        "{invitation}",
        "Overdue invitations that the reconciliation timer has found."
    );

    /// <summary>By <see cref="Tags.Campaign"/>, <see cref="Tags.Count"/>. A histogram for the same reason.</summary>
    public static readonly Histogram<long> CampaignCount = Meter.CreateHistogram<long>(
        "campaign.count",
        "{thing}",
        "The counts of a campaign when the reconciliation timer read them."
    );

    /// <summary>By <see cref="Tags.Campaign"/>.</summary>
    public static readonly Histogram<double> AdvanceDuration = Meter.CreateHistogram<double>(
        "advance.duration",
        "s",
        "Time to advance one invitation, or several that are committed together: decide, commit, send, commit."
    );

    /// <summary>By <see cref="Tags.Campaign"/>.</summary>
    public static readonly Counter<long> StoreConflicts = Meter.CreateCounter<long>(
        "store.conflicts",
        "{conflict}",
        "Commits that found a row changed since it was read, so that the decision was repeated."
    );

    /// <summary>By <see cref="Tags.Route"/>, <see cref="Tags.Status"/>.</summary>
    public static readonly Counter<long> RequestsAnswered = Meter.CreateCounter<long>(
        "requests.answered",
        "{request}",
        "Answered HTTP requests."
    );

    /// <summary>The attributes of metrics and activities.</summary>
    public static class Tags
    {
        /// <summary>The campaign's id.</summary>
        public const string Campaign = "campaign";

        /// <summary>The name of the count in the tally, such as <c>phase:Awaiting</c> or
        /// <c>answer:accepted</c>.</summary>
        public const string Count = "count";

        /// <summary>The letter's kind: <c>Invitation</c>, <c>Reminder</c>, ...</summary>
        public const string Letter = "letter";

        /// <summary>The invitee's language, such as <c>fr</c>.</summary>
        public const string Language = "language";

        /// <summary>The answer's kind, such as <c>accepted</c>.</summary>
        public const string Answer = "answer";

        /// <summary>The channel of a reply: <c>Page</c>, <c>Webhook</c>, <c>Correspondence</c>.</summary>
        public const string Channel = "channel";

        /// <summary>The name of the endpoint, such as <c>RecordReply</c>. Never the address, which may contain a
        /// token.</summary>
        public const string Route = "route";

        /// <summary>The HTTP status.</summary>
        public const string Status = "status";

        /// <summary>The result of sending a letter: <c>Accepted</c>, <c>Busy</c>, <c>Rejected</c>,
        /// <c>Unknown</c>.</summary>
        public const string Outcome = "outcome";

        /// <summary>The number of invitations that are committed together.</summary>
        public const string Together = "together";
    }
}
