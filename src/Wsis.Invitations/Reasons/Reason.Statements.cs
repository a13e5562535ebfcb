using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Reasons;

/// <content>Why a statement has no place, and why a place cannot be fixed.</content>
public abstract partial record Reason
{
    /// <summary>The campaign offers other days.</summary>
    [Code("day-not-offered")]
    public sealed record DayNotOffered : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The day has fewer places.</summary>
    [Code("place-out-of-range")]
    public sealed record PlaceOutOfRange(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Staff have fixed this place for another invitee.</summary>
    [Code("place-taken")]
    public sealed record PlaceTaken(InviteeId Invitee) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The store keeps no more fixed places.</summary>
    [Code("too-many-places")]
    public sealed record TooManyPlaces(int Max) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign has no days for statements.</summary>
    [Code("no-statement-days")]
    public sealed record NoStatementDays : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>No day has room for a statement without a day.</summary>
    [Code("all-days-full")]
    public sealed record AllDaysFull : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The statements before it leave no time within the hours of the day.</summary>
    [Code("hours-full")]
    public sealed record HoursFull : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The day that the invitee chose is offered no more.</summary>
    [Code("requested-day-not-offered")]
    public sealed record RequestedDayNotOffered : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The day of the place that staff fixed is offered no more.</summary>
    [Code("fixed-day-not-offered")]
    public sealed record FixedDayNotOffered : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The day that the invitee chose has no room.</summary>
    [Code("requested-day-full")]
    public sealed record RequestedDayFull(int Capacity) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The day of the place that staff fixed has no room.</summary>
    [Code("fixed-day-full")]
    public sealed record FixedDayFull(int Capacity) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }
}
