namespace Wsis.Invitations.Storage;

/// <summary>The stores that a host composes. Services take only the ones that they use.</summary>
public class Stores(
    IStoreInitializer initializer,
    ICampaignStore campaigns,
    IInvitationStore invitations,
    ICorrespondenceStore correspondence,
    IMessageStore messages,
    IDraftStore drafts,
    IIdempotencyStore idempotency,
    IWebhookOutbox webhooks,
    IRateStore rates
)
{
    public IStoreInitializer Initializer => initializer;

    public ICampaignStore Campaigns => campaigns;

    public IInvitationStore Invitations => invitations;

    public ICorrespondenceStore Correspondence => correspondence;

    public IMessageStore Messages => messages;

    public IDraftStore Drafts => drafts;

    public IIdempotencyStore Idempotency => idempotency;

    public IWebhookOutbox Webhooks => webhooks;

    public IRateStore Rates => rates;
}
