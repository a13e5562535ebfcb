using System.Text.Json.Serialization;
using NodaTime;

namespace Wsis.Invitations.Replies;

/// <summary>The answer of an invitee: accept, decline, or accept by sending a representative.</summary>
[JsonDerivedType(typeof(Accepted), AnswerKinds.Accepted)]
[JsonDerivedType(typeof(Declined), AnswerKinds.Declined)]
[JsonDerivedType(typeof(Delegated), AnswerKinds.Delegated)]
public abstract record Answer
{
    private Answer() { }

    /// <summary>One of <see cref="AnswerKinds"/>.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>The minister comes in person.</summary>
    public sealed record Accepted(Participation Participation) : Answer
    {
        public override string Kind => AnswerKinds.Accepted;
    }

    public sealed record Declined : Answer
    {
        public override string Kind => AnswerKinds.Declined;
    }

    /// <summary>The invitation is accepted, and a representative comes in the minister's place.</summary>
    public sealed record Delegated(Representative Representative, Participation Participation) : Answer
    {
        public override string Kind => AnswerKinds.Delegated;
    }

    /// <summary>The delegation and the statement. Null if the invitation is declined.</summary>
    [JsonIgnore]
    public Participation? Attendance =>
        this switch
        {
            Accepted accepted => accepted.Participation,
            Delegated delegated => delegated.Participation,
            _ => null,
        };
}

/// <summary>The representative of the minister.</summary>
public sealed record Representative(string Title, string Name, string? Address);

/// <summary>The particulars of taking part. Each may be left open.</summary>
/// <param name="StatementDay">The day asked for the policy statement, one of those that the campaign offers.</param>
/// <param name="StatementLanguage">The code of the language in which the statement will be delivered.</param>
/// <param name="DelegationSize">How many persons come, the head of delegation included.</param>
/// <param name="Women">How many of them are women.</param>
public sealed record Participation(
    LocalDate? StatementDay = null,
    string? StatementLanguage = null,
    int? DelegationSize = null,
    int? Women = null
)
{
    /// <summary>Whether the reply says that a policy statement is wished. Null where it does not say it in words; the
    /// day or the language may say it then (<see cref="WishesStatement"/>).</summary>
    public bool? StatementWished { get; init; }

    /// <summary>The title or function of the speaker. Null: as the office or its representative.</summary>
    public string? SpeakerTitle { get; init; }

    /// <summary>The name of the speaker. Null: the representative, or else the person who holds the office.</summary>
    public string? SpeakerName { get; init; }

    /// <summary>How many minutes the statement needs.</summary>
    public int? StatementMinutes { get; init; }

    /// <summary>Whether a policy statement is wished. Null: not said yet. Replies from before the question was asked
    /// wish one if they name its day or its language.</summary>
    [JsonIgnore]
    public bool? WishesStatement =>
        StatementWished ?? (StatementDay is null && StatementLanguage is null ? null : true);

    /// <summary>The same without the persons in it.</summary>
    internal Participation WithoutPersons() => this with { SpeakerTitle = null, SpeakerName = null };
}
