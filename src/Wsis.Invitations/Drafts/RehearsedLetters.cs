using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>The letters of a rehearsal of a draft without errors, as they would be sent.</summary>
public sealed class RehearsedLetters
{
    private readonly LoadedCampaign loaded;
    private readonly CampaignFolder folder;
    private readonly Rehearsal rehearsal;

    internal RehearsedLetters(LoadedCampaign loaded, CampaignFolder folder)
    {
        this.loaded = loaded;
        this.folder = folder;
        rehearsal = new Rehearsal(loaded.Campaign);
    }

    /// <summary>The letters that an invitee who never replies would receive, and those of an invitee
    /// who accepted, by time.</summary>
    public IEnumerable<(RehearsedLetter Rehearsed, LetterResult Result)> Compose(Invitee invitee) =>
        rehearsal.LettersFor(invitee).OrderBy(l => l.At).Select(l => (l, LetterResult.Compose(() => Compose(l))));

    /// <summary>The acknowledgements and the letters of staff, with invented details.</summary>
    public IEnumerable<(string Name, LetterResult Result)> ComposeOccasional(Invitee invitee, Instant now) =>
        CampaignFolder.OccasionalLetters.Select(name =>
            (name, LetterResult.Compose(() => Proof.Render(loaded, invitee, name, now)))
        );

    /// <summary>The invitees whose letters are written out: all, or the first of each language where those of all
    /// would have more than <paramref name="maxBytes"/> of attachments or more than <paramref name="maxInvitees"/>
    /// are listed.</summary>
    public IReadOnlyList<Invitee> Choose(int maxInvitees, long maxBytes)
    {
        var attachments = folder.Attachments.Sum(a => (long)a.Content.Length);
        return folder.Invitees.Count <= maxInvitees && attachments * folder.Invitees.Count <= maxBytes
            ? folder.Invitees
            : [.. folder.Invitees.DistinctBy(i => i.Language)];
    }

    private Letter Compose(RehearsedLetter letter) =>
        loaded.Composer.Compose(
            Proof.InvitationFor(loaded.Campaign, letter.Invitee, letter.Dispatch.Letter, letter.At),
            letter.Dispatch,
            letter.At
        );
}
