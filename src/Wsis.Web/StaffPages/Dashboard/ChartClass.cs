using Wsis.Invitations.Replies;

namespace Wsis.Web.StaffPages.Dashboard;

/// <summary>The classes of <c>staff.css</c> that colour the parts of charts and their keys.</summary>
internal static class ChartClass
{
    public const string Accepted = AnswerKinds.Accepted;
    public const string Delegated = AnswerKinds.Delegated;
    public const string Declined = AnswerKinds.Declined;
    public const string Scheduled = "scheduled";
    public const string Awaiting = "awaiting";
    public const string Unanswered = "unanswered";
    public const string Undeliverable = "undeliverable";
    public const string Withdrawn = "withdrawn";

    /// <summary>What everything else is a part of.</summary>
    public const string Ground = "ground-mark";
}
