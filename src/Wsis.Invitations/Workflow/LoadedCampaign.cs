using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>A stored campaign with its plan and its parsed letters.</summary>
public sealed class LoadedCampaign
{
    private readonly SendingPolicy sending;
    private readonly IReadOnlyList<LetterSource> launched;
    private readonly IReadOnlyDictionary<string, string> correctedTexts;

    /// <param name="row">The campaign.</param>
    /// <param name="letters">Its letters as they were launched.</param>
    /// <param name="files">Its attachments and images.</param>
    /// <param name="links">Signs the reply links.</param>
    /// <param name="settings">The settings of the deployment.</param>
    /// <param name="correctedTexts">The texts of corrected letters by their hashes. Null for none.</param>
    public LoadedCampaign(
        Versioned<CampaignEntry> row,
        IReadOnlyList<LetterSource> letters,
        IReadOnlyList<Attachment> files,
        ReplyLinks links,
        CampaignSettings settings,
        IReadOnlyDictionary<string, string>? correctedTexts = null
    )
    {
        var entry = row.Value;
        Entry = entry;
        Version = row.Version;
        sending = settings.Sending;
        Campaign = CampaignReader.Read(entry.Source);
        launched = letters;
        Files = files;
        this.correctedTexts = correctedTexts ?? new Dictionary<string, string>();
        Letters = LettersAfter(entry.Corrections.Length);
        Planner = new Planner(
            Campaign,
            entry.Extensions,
            settings.Sending,
            entry.EndedAt,
            entry.Corrections,
            entry.SharesLetters
        );
        ContentHash = Workflow.ContentHash.Compute(entry, letters, files);
        Composer = new LetterComposer(
            Campaign,
            Planner.Schedule,
            Templates,
            links,
            settings.Site,
            settings.InboundDomain,
            files
        );
    }

    public CampaignEntry Entry { get; }

    /// <summary>The version of the entry (<see cref="Versioned{T}"/>).</summary>
    public string Version { get; }

    public Campaign Campaign { get; }

    public Planner Planner { get; }

    public LetterComposer Composer { get; }

    /// <summary>The letters that are sent now, with all corrections that are approved. Those that were added after
    /// the launch come last.</summary>
    public IReadOnlyList<LetterSource> Letters { get; }

    /// <summary>The letters that are sent now, parsed.</summary>
    internal IReadOnlyList<LetterTemplate> Templates => [.. Letters.Select(LetterTemplate.ReadStored)];

    /// <summary>The letters as they were launched.</summary>
    internal IReadOnlyList<LetterSource> LaunchedLetters => launched;

    /// <summary>The attachments and images.</summary>
    internal IReadOnlyList<Attachment> Files { get; }

    /// <summary>Whether letters may be sent now.</summary>
    public bool Sends => Entry.State == CampaignState.Running;

    /// <summary>Whether the campaign was closed or cancelled.</summary>
    public bool IsOver => Entry.EndedAt is not null;

    /// <summary>The hash of everything that decides what the campaign sends to whom, up to its launch. An approval
    /// names it.</summary>
    public string ContentHash { get; }

    /// <summary>Finds the text of a letter that is sent now. Null if there is no such letter.</summary>
    public string? FindText(Language language, string letter) =>
        Letters.FirstOrDefault(l => l.Language == language && l.Name == letter)?.Text;

    /// <summary>Whether a letter, perhaps for a group, is one that the campaign can come to send. It may have no text
    /// yet.</summary>
    public bool CanSend(string letter) =>
        LetterName.TryParse(letter, out var name) && CampaignFolder.LettersOf(Campaign).Contains(name.Letter);

    /// <summary>The letters that a language needs and has no text of, in force or proposed.</summary>
    public IEnumerable<string> FindMissing(Language language) =>
        CampaignFolder
            .LettersOf(Campaign)
            .Where(letter => FindText(language, letter) is null && FindPending(language, letter) is null);

    /// <summary>The version of a letter that a correction replaces: the hash of the text that waits for an approval, or
    /// else of the one that is sent now. <see cref="DraftService.NoFile"/> if there is neither.</summary>
    public string VersionOf(Language language, string letter) =>
        FindPending(language, letter)?.Hash
        ?? (FindText(language, letter) is { } text ? Workflow.ContentHash.Compute(text) : DraftService.NoFile);

    /// <summary>Finds the text of a letter at the launch. Null if there is no such letter.</summary>
    public string? FindLaunchedText(Language language, string letter) =>
        launched.FirstOrDefault(l => l.Language == language && l.Name == letter)?.Text;

    /// <summary>Finds a former or proposed text of a letter by its hash. Null if there is none.</summary>
    public string? FindText(Language language, string letter, string hash) =>
        launched
            .Where(l => l.Language == language && l.Name == letter)
            .Select(l => l.Text)
            .FirstOrDefault(text => Workflow.ContentHash.Compute(text) == hash)
        ?? correctedTexts.GetValueOrDefault(hash);

    /// <summary>Finds the corrected text of a letter that waits for an approval. Null if none does.</summary>
    public LetterCorrection? FindPending(Language language, string letter) =>
        Entry.PendingCorrections.FirstOrDefault(c => c.IsOf(language, letter));

    /// <summary>The text of a correction.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public string TextOf(LetterCorrection correction) =>
        correctedTexts.GetValueOrDefault(correction.Hash)
        ?? throw new InvalidDataException(
            $"The corrected text of '{correction.Letter}' in '{correction.Language}' is missing."
        );

    /// <summary>The letters of the launch with the first of the corrections.</summary>
    private IReadOnlyList<LetterSource> LettersAfter(int corrections)
    {
        var letters = new OrderedDictionary<(Language, string), LetterSource>();
        foreach (var letter in launched)
            letters[(letter.Language, letter.Name)] = letter;
        foreach (var correction in Entry.Corrections.Take(corrections))
            letters[(correction.Language, correction.Letter)] = new LetterSource(
                correction.Language,
                correction.Letter,
                TextOf(correction)
            );
        return [.. letters.Values];
    }

    /// <summary>Composes a letter as it was sent, with the text, the date and the deadline of that time.</summary>
    /// <exception cref="Reasons.ReasonException">The template in the invitee's language or a file that it names is
    /// missing.</exception>
    /// <exception cref="LetterNotRenderedException">The template cannot be read or rendered.</exception>
    public Letter LetterAsSent(Invitation invitation, Dispatch dispatch)
    {
        var known = dispatch.Extensions ?? Entry.Extensions.Count(e => e.DecidedAt <= dispatch.ClaimedAt);
        var then = new Planner(Campaign, [.. Entry.Extensions.Take(known)], sending);
        var letters =
            dispatch.Corrections < Entry.Corrections.Length
                ? LettersAfter(dispatch.Corrections).Select(LetterTemplate.ReadStored)
                : null;
        return Composer.AsOf(then.Schedule, letters).Compose(invitation, dispatch, dispatch.SentAt);
    }

    /// <summary>Finds the time at which an invitation is next due by itself. Letters of the plan that are due after
    /// <paramref name="now"/> are left out where the campaign sends them.</summary>
    /// <returns>Null if nothing is due by itself.</returns>
    public Instant? FindOwnWakeUp(Invitation invitation, Instant now) =>
        Entry.SharesLetters ? invitation.NextOwnWake(Planner.For(invitation.Invitee), now) : invitation.WakeAt;

    /// <summary>Finds what an invitation leads to next. Null if nothing is ahead.</summary>
    public NextStep? FindNextStep(Invitation invitation) =>
        invitation.WakeAt is null ? null : invitation.FindNextStep(Planner.For(invitation.Invitee));

    /// <summary>Whether an invitation waits for a letter that the campaign sends.</summary>
    public bool AwaitsSharedLetter(Invitation invitation) =>
        invitation.WakeAt is { } wakeAt && !(FindOwnWakeUp(invitation, Instant.MinValue) <= wakeAt);

    public Partition PartitionOf(InvitationKey key) => Partition.Containing(key.Campaign, key.Invitee, Entry.Buckets);
}

/// <summary>The settings of a deployment for all campaigns.</summary>
/// <param name="Site">The address of the pages, with a slash at its end.</param>
/// <param name="Sending">The retry policy.</param>
/// <param name="MaxConcurrentSenders">The number of letters that are sent at the same time.</param>
/// <param name="CampaignFreshness">The time for which a loaded campaign is cached.</param>
/// <param name="InboundDomain">The domain of incoming mail. Each letter asks for replies to an address of its own under
/// it. Null: replies go to the campaign's contact, and staff record them.</param>
public sealed record CampaignSettings(
    Uri Site,
    SendingPolicy Sending,
    int MaxConcurrentSenders,
    TimeSpan CampaignFreshness,
    string? InboundDomain = null
)
{
    public CampaignSettings(Uri site)
        : this(site, SendingPolicy.Default, 16, TimeSpan.FromSeconds(5)) { }
}
