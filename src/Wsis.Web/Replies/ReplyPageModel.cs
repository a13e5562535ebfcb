using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Replies;

/// <summary>What the reply page is to say.</summary>
public enum ReplyPageState
{
    /// <summary>The invitation has not gone out yet.</summary>
    NotYet,

    /// <summary>An answer is asked for.</summary>
    Open,

    /// <summary>There is an answer; it may be changed.</summary>
    Answered,

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

    /// <summary>A fresh id for the reply that the form would send: pressing the button twice sends one reply.</summary>
    public required string ReplyId { get; init; }

    /// <summary>What was typed, if the form comes back.</summary>
    public ReplyForm Form { get; init; } = new();

    public IReadOnlyDictionary<string, FormError> Errors { get; init; } = new Dictionary<string, FormError>();

    /// <summary>Another reply came in while this one was typed.</summary>
    public bool Overtaken { get; init; }

    /// <summary>The reply could not be put on the record.</summary>
    public bool NotRecorded { get; init; }

    public bool HasForm => State is ReplyPageState.Open or ReplyPageState.Answered or ReplyPageState.Late;
}
