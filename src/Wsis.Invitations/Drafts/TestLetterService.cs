using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Sends a letter of a draft to a member of staff. A launched campaign keeps its draft, so this serves its
/// proofs too. Nothing is recorded in an invitation; the journal names the letter.</summary>
public sealed class TestLetterService(
    DraftService drafts,
    LetterPreview preview,
    ICampaignStore campaigns,
    CampaignCache cache,
    IIdempotencyStore sent,
    IMailer mailer,
    TimeProvider clock
)
{
    /// <summary>The source of the ids of the actions that were done.</summary>
    private const string Source = "test-letters";

    /// <summary>Sends one letter.</summary>
    /// <param name="id">The campaign.</param>
    /// <param name="request">The letter, for whom it is written, and where it goes.</param>
    /// <param name="actor">The member of staff. An action that is repeated sends nothing.
    /// <see cref="Actor.ExpectedVersion"/> is the <see cref="Draft.Fingerprint"/> that they saw; null skips the
    /// check.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The letter. <c>Invalid</c> where the address (<c>to</c>) cannot be used, <c>NotFound</c> where there is
    /// no such draft or letter, <c>Conflict</c> where it has errors or was not accepted.</returns>
    public async Task<ActionResult<Letter>> Send(
        CampaignId id,
        TestLetterRequest request,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await FindContent(id, request, cancellation) is not var (draft, content))
            return new ActionResult<Letter>.NotFound(new Reason.CampaignNotFound(id.Value));
        if (actor.IsStale(draft.Fingerprint))
            return new ActionResult<Letter>.Stale();
        var folder = await drafts.Check(draft, cancellation);
        var source = new LetterSource(request.Language, request.Letter.ToString(), LetterPreview.Decode(content));
        var invitee = LetterPreview.Choose(folder, request.Language, request.Invitee, request.Letter.Group);
        var now = clock.GetCurrentInstant();
        if (
            preview.Render(folder, source, invitee, now, []) is not { } proof
            || folder.Campaign is not { } campaign
            || campaign.Id != id
        )
            return new ActionResult<Letter>.Conflict(new Reason.DraftHasProblems());
        if (!EmailAddress.TryRead(request.To ?? "", out var to))
            return Refuse(new Reason.NotAnAddress());
        if (!IsOfOrganisation(to, campaign))
            return Refuse(new Reason.AddressNotOfOrganisation(DomainOf(campaign.Sender.Address)));
        var letter = TestLetter.Create(proof, campaign.Contact, to, NumberOf(actor.UniqueActionId));
        if (await sent.Get(Source, actor.UniqueActionId, cancellation) is not null)
            return new ActionResult<Letter>.Ok(letter);
        if (ReasonOf(await mailer.Send(letter, SendPermission.Always, cancellation)) is { } reason)
            return new ActionResult<Letter>.Conflict(reason);
        await sent.TryAdd(Source, actor.UniqueActionId, "sent", id, cancellation);
        // A draft that was never submitted has a journal too. The campaign that is imported from it continues it.
        await campaigns.AddJournalEntry(
            id,
            new JournalEntry(
                now,
                new JournalEvent.TestLetterSent(new StepId(request.Letter.Letter), request.Language.Code, Shorten(to)),
                actor.Name
            ),
            cancellation
        );
        return new ActionResult<Letter>.Ok(letter);
    }

    private async Task<(Draft Draft, byte[] Content)?> FindContent(
        CampaignId id,
        TestLetterRequest request,
        CancellationToken cancellation
    )
    {
        if (await drafts.Find(id, cancellation) is not { } draft)
            return null;
        var path = LetterPreview.PathOf(request.Language, request.Letter.ToString());
        var content =
            request.Version is { } version ? await drafts.ReadVersion(id, version, cancellation)
            : await FindCorrected(id, request, cancellation) is { } corrected ? Encoding.UTF8.GetBytes(corrected)
            : await drafts.Read(draft, path, cancellation);
        return content is null ? null : (draft, content);
    }

    /// <summary>Finds the text that a launched campaign sends now. Null before the launch.</summary>
    private async Task<string?> FindCorrected(
        CampaignId id,
        TestLetterRequest request,
        CancellationToken cancellation
    ) =>
        await cache.Find(id, cancellation) is { Entry.LaunchedAt: not null } campaign
            ? campaign.FindText(request.Language, request.Letter.ToString())
            : null;

    /// <summary>A test letter never goes to an invitee by mistake: it goes to the domain of the sender or of the
    /// contact.</summary>
    private static bool IsOfOrganisation(string address, Campaign campaign) =>
        new[] { campaign.Sender.Address, campaign.Contact.Address }.Any(own =>
            DomainOf(own).Equals(DomainOf(address), StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The address as journals keep it, which outlive the erasure of personal data: its first character and
    /// its domain.</summary>
    private static string Shorten(string address) => $"{address[..1]}…@{DomainOf(address)}";

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static Reason? ReasonOf(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Rejected rejected => rejected.Reason,
            SendOutcome.Busy busy => busy.Reason,
            SendOutcome.Unknown unknown => unknown.Reason,
            _ => null,
        };

    /// <summary>The same action has the same number, so a mailer that knows the letter does not send it
    /// twice.</summary>
    private static int NumberOf(string action) =>
        1 + (BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(action))) & 0x3FFFFFFF);

    private static ActionResult<Letter>.Invalid Refuse(Reason reason) =>
        new(new Dictionary<string, Reason> { ["to"] = reason });
}

/// <summary>What a member of staff wants to see in their own mail program.</summary>
/// <param name="Language">The language of the letter.</param>
/// <param name="Letter">The letter.</param>
/// <param name="To">The address of the member of staff, as it was typed.</param>
/// <param name="Invitee">The invitee for whom it is written. Another one with that language if there is none of this
/// id, as in the preview.</param>
/// <param name="Version">The hash of a text that was previewed and not saved. Null for the text of the draft.</param>
public sealed record TestLetterRequest(
    Language Language,
    LetterName Letter,
    string? To,
    string? Invitee = null,
    string? Version = null
);
