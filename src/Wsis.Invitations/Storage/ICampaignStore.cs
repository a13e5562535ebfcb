using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Storage;

/// <summary>Stores campaigns, their journals, their letter templates and their attachments.</summary>
/// <remarks>It throws as <see cref="IInvitationStore"/> does.</remarks>
public interface ICampaignStore
{
    /// <summary>Reads a campaign with its version. Null if there is none.</summary>
    Task<Versioned<CampaignEntry>?> Find(CampaignId id, CancellationToken cancellation);

    /// <summary>Reads all campaigns, by id.</summary>
    IAsyncEnumerable<CampaignEntry> List(CancellationToken cancellation);

    /// <summary>Writes a campaign and entries of its journal, all or none.</summary>
    /// <param name="entry">The campaign.</param>
    /// <param name="version">The version that it replaces. Null for a new campaign.</param>
    /// <param name="journal">The entries of its journal.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The campaign with its new version. Null if another version is stored.</returns>
    Task<Versioned<CampaignEntry>?> Save(
        CampaignEntry entry,
        string? version,
        IReadOnlyList<JournalEntry> journal,
        CancellationToken cancellation
    );

    /// <summary>Adds an entry to the journal of a campaign. The campaign keeps its version.</summary>
    Task AddJournalEntry(CampaignId campaign, JournalEntry entry, CancellationToken cancellation);

    /// <summary>Reads the history of a campaign as a whole, oldest entry first.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadJournal(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Reads the letter templates of a campaign as they were written.</summary>
    Task<IReadOnlyList<LetterSource>> ReadLetters(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Replaces the letter templates of a campaign.</summary>
    Task SaveLetters(CampaignId campaign, IReadOnlyList<LetterSource> letters, CancellationToken cancellation);

    /// <summary>Reads the corrected texts of letters by their hashes.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadCorrectedTexts(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Stores a corrected text of a letter, before a campaign that names its hash.</summary>
    Task PutCorrectedText(CampaignId campaign, string hash, string text, CancellationToken cancellation);

    /// <summary>Reads the files that the letters of a campaign have attached, by name.</summary>
    Task<IReadOnlyList<Attachment>> ReadAttachments(CampaignId campaign, CancellationToken cancellation);

    /// <summary>Replaces the files that the letters of a campaign have attached.</summary>
    Task SaveAttachments(CampaignId campaign, IReadOnlyList<Attachment> attachments, CancellationToken cancellation);
}
