using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Webhooks;

/// <summary>The state of a webhook delivery. Delivered ones are deleted.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is sent, and retried until it is accepted.</summary>
    Waiting,

    /// <summary>It was not taken within a day, or will never be: it is kept for people to see.</summary>
    Failed,
}

/// <summary>A change of an invitation that is sent to a webhook. It is committed together with the change, so none is
/// lost and none reports something that has not happened.</summary>
public sealed record WebhookDelivery
{
    public required InvitationKey Invitation { get; init; }

    /// <summary>The length of the invitation's journal after the change: no two changes have the same.</summary>
    public required int Number { get; init; }

    /// <summary>The address of the webhook.</summary>
    public required Uri Address { get; init; }

    /// <summary>The type of the event; see <see cref="TypeOf"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The time of the event.</summary>
    public required Instant At { get; init; }

    /// <summary>The phase that it left the invitation in.</summary>
    public required Phase Phase { get; init; }

    /// <summary>The answer that then stood: <c>accepted</c>, <c>declined</c>, <c>delegated</c>; null where there was
    /// none.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether that answer came late.</summary>
    public bool Late { get; init; }

    public WebhookDeliveryState State { get; init; }

    /// <summary>The number of failed attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>The time of the next attempt. Null if there is none.</summary>
    public Instant? TryAt { get; init; }

    /// <summary>Why it was not taken the last time.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The id, the same for every attempt and every webhook. Receivers detect repetitions by it. It has no
    /// full stop, which separates the parts of the signed text (Standard Webhooks 1.0). No id of an invitee has a
    /// colon.</summary>
    public string Id => $"{Invitation.Campaign}~{Invitation.Invitee}~{Number}".Replace('.', ':');

    /// <summary>Creates the deliveries of a decision: at most one a webhook.</summary>
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

    /// <summary>The type of a change: every recorded reply and every change of phase has one. Null for all
    /// others.</summary>
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
