using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Events;

/// <summary>Maps events of SendGrid to signals (SendGrid's "Event Webhook reference").</summary>
internal static class EventMapper
{
    /// <summary>Reasons of <c>dropped</c> that concern the letter or the account, not the address. The other reasons
    /// (<c>Bounced Address</c>, <c>Unsubscribed Address</c>, <c>Spam Reporting Address</c>, <c>Invalid</c>) mean that
    /// SendGrid sends nothing more to the address.</summary>
    private static readonly string[] ReasonsNotOfAddress =
    [
        "Invalid SMTPAPI header",
        "Spam Content",
        "Recipient List over Package Quota",
    ];

    public static Signal ToSignal(ProviderEvent e) =>
        (e.Type, e.IsCopy) switch
        {
            // Accepted for one of the recipients. This resolves an uncertain dispatch.
            ("processed", _) => ToDelivery(e, Delivery.Processed),
            // Events of the copy do not change the invitation.
            (_, true) => ToNote(e, isCopy: true),
            ("delivered", _) => ToDelivery(e, Delivery.Delivered),
            ("deferred", _) => ToDelivery(e, Delivery.Deferred),
            ("bounce", _) => ToDelivery(e, e.Bounce == "blocked" ? Delivery.Blocked : Refuse(e)),
            ("dropped", _) => ToDelivery(e, ConcernsAddress(e) ? Refuse(e) : Delivery.Blocked),
            ("spamreport", _) => ToDelivery(e, Delivery.Complained),
            _ => ToNote(e),
        };

    /// <summary>Of several addresses the others may have the letter. Staff see that one refused it.</summary>
    private static Delivery Refuse(ProviderEvent e) => e.IsOneOfSeveral ? Delivery.Blocked : Delivery.Refused;

    private static Signal.DeliveryReported ToDelivery(ProviderEvent e, Delivery delivery) =>
        new(e.Dispatch.Step, e.Dispatch.Edition, delivery, e.Reason);

    private static Signal.ProviderReported ToNote(ProviderEvent e, bool isCopy = false) =>
        new(e.Id, e.Dispatch.Step, e.Reason is null ? e.Type : $"{e.Type}: {e.Reason}", isCopy);

    private static bool ConcernsAddress(ProviderEvent e) =>
        !ReasonsNotOfAddress.Any(r => e.Reason?.StartsWith(r, StringComparison.OrdinalIgnoreCase) == true);
}
