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
);
