using Azure.Data.Tables;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.TableStorage.Commits;

namespace Wsis.TableStorage;

/// <summary>The record in Azure Table Storage (or its emulator): tables <c>Invitations</c>, <c>Campaigns</c>,
/// <c>Receipts</c> and
/// <c>Correspondence</c>.</summary>
/// <remarks>Use one instance a process: it keeps commits to one partition in order and remembers their tallies.
/// Several processes on the same tables are safe.</remarks>
public sealed class TableInvitationStore : IInvitationStore
{
    private static readonly string[] Names = ["Invitations", "Campaigns", "Receipts", "Correspondence"];

    private readonly TableClient[] tables;
    private readonly InvitationTable invitations;
    private readonly Committer committer;
    private readonly CampaignTable campaigns;
    private readonly AttachmentTable attachments;
    private readonly ReceiptTable receipts;
    private readonly CorrespondenceTable correspondence;

    /// <param name="service">The account; see <see cref="TableClients"/>.</param>
    /// <param name="prefix">Begins the names of the tables, where several stores share an account: letters and digits,
    /// a letter first, at most 50.</param>
    /// <param name="time">The clock by which a commit waits before it tries again.</param>
    public TableInvitationStore(TableServiceClient service, string prefix = "", TimeProvider? time = null)
    {
        tables = [.. Names.Select(name => service.GetTableClient(prefix + name))];
        invitations = new InvitationTable(tables[0]);
        WebhookOutbox = new WebhookOutboxTable(tables[0]);
        committer = new Committer(tables[0], time ?? TimeProvider.System);
        campaigns = new CampaignTable(tables[1]);
        attachments = new AttachmentTable(tables[1]);
        receipts = new ReceiptTable(tables[2]);
        correspondence = new CorrespondenceTable(tables[3]);
    }

    public IWebhookOutbox WebhookOutbox { get; }

    public Task Open(CancellationToken cancellation) =>
        Task.WhenAll(
            tables.Select(table => StoreFailures.Reach(() => table.CreateIfNotExistsAsync(cancellation), cancellation))
        );

    public Task<CampaignEntry?> FindCampaign(CampaignId id, CancellationToken cancellation) =>
        campaigns.Find(id, cancellation);

    public IAsyncEnumerable<CampaignEntry> Campaigns(CancellationToken cancellation) => campaigns.All(cancellation);

    public Task<CampaignEntry?> SaveCampaign(
        CampaignEntry entry,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    ) => campaigns.Save(entry, journal, cancellation);

    public Task Note(CampaignId campaign, JournalEntry line, CancellationToken cancellation) =>
        campaigns.Note(campaign, line, cancellation);

    public Task<IReadOnlyList<JournalEntry>> Journal(CampaignId campaign, CancellationToken cancellation) =>
        campaigns.Journal(campaign, cancellation);

    public Task<IReadOnlyList<LetterSource>> Letters(CampaignId campaign, CancellationToken cancellation) =>
        campaigns.Letters(campaign, cancellation);

    public Task SaveLetters(CampaignId campaign, IReadOnlyList<LetterSource> letters, CancellationToken cancellation) =>
        campaigns.SaveLetters(campaign, letters, cancellation);

    public Task<IReadOnlyList<Attachment>> Attachments(CampaignId campaign, CancellationToken cancellation) =>
        attachments.Read(campaign, cancellation);

    public Task SaveAttachments(
        CampaignId campaign,
        IReadOnlyList<Attachment> attachments,
        CancellationToken cancellation
    ) => this.attachments.Save(campaign, attachments, cancellation);

    public Task<Stored?> Find(Partition partition, InviteeId invitee, CancellationToken cancellation) =>
        invitations.Find(partition, invitee, cancellation);

    public Task<IReadOnlyList<Stored>> Due(
        Partition partition,
        Instant until,
        int most,
        CancellationToken cancellation
    ) => invitations.Due(partition, until, most, cancellation);

    public Task<CommitResult> Commit(
        Partition partition,
        IReadOnlyList<Change> changes,
        CancellationToken cancellation
    ) => committer.Commit(partition, changes, cancellation);

    public Task<Tally> Count(CampaignId campaign, int buckets, CancellationToken cancellation) =>
        invitations.Count(campaign, buckets, cancellation);

    public Task<Page<Stored>> List(
        CampaignId campaign,
        int buckets,
        InvitationFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    ) => invitations.List(campaign, buckets, filter, top, continuation, cancellation);

    public Task<IReadOnlyList<JournalEntry>> Journal(
        Partition partition,
        InviteeId invitee,
        CancellationToken cancellation
    ) => invitations.Journal(partition, invitee, cancellation);

    public Task Erase(Partition partition, bool keepCounts, CancellationToken cancellation) =>
        committer.Erase(partition, keepCounts, cancellation);

    public Task<string> TryAdd(
        string source,
        string id,
        string answer,
        CampaignId? about,
        CancellationToken cancellation
    ) => receipts.Remember(source, id, answer, about, cancellation);

    public Task DeleteFor(CampaignId about, CancellationToken cancellation) => receipts.Forget(about, cancellation);

    public Task<string?> Get(string source, string id, CancellationToken cancellation) =>
        receipts.Recall(source, id, cancellation);

    public Task<CorrespondenceItem> FileCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        correspondence.File(item, cancellation);

    public Task<CorrespondenceItem?> FindCorrespondence(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) => correspondence.Find(campaign, id, cancellation);

    public Task<CorrespondenceItem?> SaveCorrespondence(CorrespondenceItem item, CancellationToken cancellation) =>
        correspondence.Save(item, cancellation);

    public Task EraseCorrespondence(CampaignId campaign, CancellationToken cancellation) =>
        correspondence.Erase(campaign, cancellation);

    public Task<Page<CorrespondenceItem>> ListCorrespondence(
        CampaignId? campaign,
        CorrespondenceFilter filter,
        int top,
        string? continuation,
        CancellationToken cancellation
    ) => correspondence.List(campaign, filter, top, continuation, cancellation);
}
