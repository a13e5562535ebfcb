using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Webhooks;

/// <summary>How far the telling of a change has come. What was taken is no longer on the record.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is told, and told again, until it is taken.</summary>
    Waiting,

    /// <summary>It was not taken within a day, or will never be: it is kept for people to see.</summary>
    Failed,
}

/// <summary>A change of an invitation that an address on the web is to be told of. It is committed together with the
/// change: none is lost, and none tells of what has not happened.</summary>
public sealed record WebhookDelivery
{
    public required InvitationKey Invitation { get; init; }

    /// <summary>The length of the invitation's journal after the change: no two changes have the same.</summary>
    public required int Number { get; init; }

    /// <summary>Who is told.</summary>
    public required Uri Address { get; init; }

    /// <summary>What has happened, as <see cref="TypeOf"/> calls it.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }

    /// <summary>The phase that it left the invitation in.</summary>
    public required Phase Phase { get; init; }

    /// <summary>The answer that then stood: <c>accepted</c>, <c>declined</c>, <c>delegated</c>; null where there was
    /// none.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether that answer came late.</summary>
    public bool Late { get; init; }

    public WebhookDeliveryState State { get; init; }

    /// <summary>How often it was told and not taken.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is told next; null where it no longer is.</summary>
    public Instant? TryAt { get; init; }

    /// <summary>Why it was not taken the last time.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The same however often it is told, and for everybody who is told: by it a receiver knows a
    /// repetition.</summary>
    public string Id => $"{Invitation.Campaign}~{Invitation.Invitee}~{Number}";

    /// <summary>What follows from a decision for those who are to be told; one each at most.</summary>
    internal static ImmutableArray<WebhookDelivery> From(Decision decision, IReadOnlyList<Uri> addresses)
    {
        if (addresses.Count == 0 || TypeOf(decision.Before, decision.Next) is not { } type)
            return [];
        var after = decision.Next;
        return
        [
            .. addresses.Select(address => new WebhookDelivery
            {
                Invitation = after.Key,
                Number = after.JournalLength,
                Address = address,
                Type = type,
                At = decision.Now,
                Phase = after.Phase,
                Answer = after.Reply?.Answer.Kind,
                Late = after.Reply?.Late ?? false,
                TryAt = decision.Now,
            }),
        ];
    }

    /// <summary>What a change is called: every recorded reply, and every move from one phase to another. Null for all
    /// else.</summary>
    private static string? TypeOf(Invitation before, Invitation after) =>
        (before.Phase, after.Phase) switch
        {
            _ when after.Replies > before.Replies => "invitation.answered",
            var (was, now) when was == now => null,
            (Phase.Scheduled, Phase.Awaiting) => "invitation.sent",
            (_, Phase.Unanswered) => "invitation.unanswered",
            (_, Phase.Undeliverable) => "invitation.undeliverable",
            (_, Phase.Withdrawn) => "invitation.withdrawn",
            (_, Phase.Scheduled or Phase.Awaiting) => "invitation.reopened",
            _ => null,
        };
}
