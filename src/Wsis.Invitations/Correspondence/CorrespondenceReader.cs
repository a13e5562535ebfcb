using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence.Messages;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Correspondence;

/// <summary>Reads whole messages for staff. Reading changes nothing.</summary>
public sealed class CorrespondenceReader(
    ICorrespondenceStore correspondenceStore,
    IMessageStore messages,
    IInvitationStore invitationStore,
    CampaignCache campaigns
)
{
    /// <summary>The most letters that are compared with the quotations of a message.</summary>
    private const int MaxEarlierLetters = 20;

    /// <summary>Reads the row of a message in the mailbox of a campaign or in the shared mailbox. Null if there is
    /// none. Without a campaign it is looked for in the shared mailbox alone.</summary>
    public async Task<Versioned<CorrespondenceItem>?> Find(
        CampaignId? campaign,
        CorrespondenceId id,
        CancellationToken cancellation
    ) =>
        await correspondenceStore.Find(campaign, id, cancellation)
        ?? (campaign is null ? null : await correspondenceStore.Find(null, id, cancellation));

    /// <summary>Reads the whole message. A message that is not stored whole is read from its row.</summary>
    public async Task<MessageContent> Read(CorrespondenceItem item, CancellationToken cancellation)
    {
        await using var raw = await Open(item, cancellation);
        if (raw is null)
            return FromRow(item);
        var context = await CreateContext(item, cancellation);
        try
        {
            return MessageReader.Read(raw, context);
        }
        catch (Exception e) when (e is not (IOException or OutOfMemoryException))
        {
            return FromRow(item) with { Notes = [new ReadingNote(ReadingNoteCode.NotMime)] };
        }
    }

    /// <summary>Opens the whole message as it came, which the caller disposes. Null if it is not stored.</summary>
    public async Task<Stream?> Open(CorrespondenceItem item, CancellationToken cancellation) =>
        item.ContentName is { } name ? await messages.Open(name, cancellation) : null;

    /// <summary>Opens an attachment. Null if the message has no such attachment.</summary>
    /// <param name="item">The message.</param>
    /// <param name="index">The attachment's <see cref="MessageAttachment.Index"/>.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<OpenedAttachment?> OpenAttachment(
        CorrespondenceItem item,
        int index,
        CancellationToken cancellation
    )
    {
        var raw = await Open(item, cancellation);
        if (raw is null)
            return null;
        var attachment = MessageReader.Read(raw).Attachments.FirstOrDefault(a => a.Index == index);
        raw.Position = 0;
        if (attachment is not null && MessageReader.OpenAttachment(raw, index) is { } content)
            return new OpenedAttachment(attachment, content, raw);
        await raw.DisposeAsync();
        return null;
    }

    /// <summary>Counts the messages of the shared mailbox that wait, up to <paramref name="most"/>.</summary>
    public async Task<int> CountUnassigned(int most, CancellationToken cancellation)
    {
        var filter = new CorrespondenceFilter(CorrespondenceState.Waiting);
        return (await correspondenceStore.List(null, filter, most, null, cancellation)).Items.Count;
    }

    /// <summary>What helps to tell the sender's words from those of our letters.</summary>
    private async Task<MessageContext> CreateContext(CorrespondenceItem item, CancellationToken cancellation)
    {
        if (item.Invitation is not { } key || await campaigns.Find(key.Campaign, cancellation) is not { } campaign)
            return MessageContext.None;
        var row = await invitationStore.Find(campaign.PartitionOf(key), key.Invitee, cancellation);
        return new MessageContext
        {
            OurAddresses = [campaign.Campaign.Sender.Address, campaign.Campaign.Contact.Address],
            OurNames = [campaign.Campaign.Sender.Name],
            EarlierTexts = row is null ? [] : [.. ReadLetters(campaign, row.Value)],
        };
    }

    private static IEnumerable<string> ReadLetters(LoadedCampaign campaign, Invitation invitation)
    {
        var sent = invitation.Dispatches.Where(d => d.State == DispatchState.Sent).TakeLast(MaxEarlierLetters);
        foreach (var dispatch in sent)
            if (LetterResult.Compose(() => campaign.LetterAsSent(invitation, dispatch)).Letter is { } letter)
                yield return letter.Text;
    }

    private static MessageContent FromRow(CorrespondenceItem item) =>
        new()
        {
            From = [new MessageAddress(item.From, "")],
            Subject = item.Subject,
            MessageId = item.MessageId,
            Headers = [.. item.Headers.Select(h => new MessageHeader(h.Name, h.Value, IsCut: false))],
            Segments =
            [
                .. new TextSegment[]
                {
                    new(SegmentKind.Own, item.Text),
                    new(SegmentKind.Quotation, item.FoldedText),
                }.Where(s => s.Text.Length > 0),
            ],
            IsAutomatic = item.IsAutomatic,
            Marks = item.Marks,
        };
}

/// <summary>An attachment and its content.</summary>
public sealed record OpenedAttachment(MessageAttachment Attachment, Stream Content, Stream Message) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await Message.DisposeAsync();
    }
}
