using Wsis.Invitations.Workflow;

namespace Wsis.SendGrid.Events;

/// <summary>What SendGrid's events mean to an invitation. Source: SendGrid's "Event Webhook reference".</summary>
internal static class EventMapper
{
    /// <summary>Reasons of <c>dropped</c> that lie in the letter or in the account, not in the address. The others
    /// (<c>Bounced Address</c>,
    /// <c>Unsubscribed Address</c>, <c>Spam Reporting Address</c>, <c>Invalid</c>) mean that the address receives
    /// nothing from us any more.</summary>
    private static readonly string[] NotTheAddress =
    [
        "Invalid SMTPAPI header",
        "Spam Content",
        "Recipient List over Package Quota",
    ];

    public static Signal SignalOf(ProviderEvent e) =>
        (e.Type, e.IsCopy) switch
        {
            // Taken for whomever: a dispatch in doubt is settled.
            ("processed", _) => Told(e, Delivery.Processed),
            // What becomes of the copy does not move the invitation.
            (_, true) => Noted(e, "copy "),
            ("delivered", _) => Told(e, Delivery.Delivered),
            ("deferred", _) => Told(e, Delivery.Deferred),
            ("bounce", _) => Told(e, e.Bounce == "blocked" ? Delivery.Blocked : Delivery.Refused),
            ("dropped", _) => Told(e, IsTheAddress(e) ? Delivery.Refused : Delivery.Blocked),
            ("spamreport", _) => Told(e, Delivery.Complained),
            _ => Noted(e),
        };

    private static Signal.DeliveryReported Told(ProviderEvent e, Delivery delivery) =>
        new(e.Dispatch.Step, e.Dispatch.Edition, delivery, e.Reason);

    private static Signal.ProviderReported Noted(ProviderEvent e, string about = "") =>
        new(e.Id, e.Dispatch.Step, e.Reason is null ? $"{about}{e.Type}" : $"{about}{e.Type}: {e.Reason}");

    private static bool IsTheAddress(ProviderEvent e) =>
        !NotTheAddress.Any(r => e.Reason?.StartsWith(r, StringComparison.OrdinalIgnoreCase) == true);
}
