using System.Collections.Immutable;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Campaigns;

/// <summary>A campaign as staff keep it: <c>campaign.json</c>, <c>invitees.csv</c>,
/// <c>letters/{language}/{letter}.md</c>, <c>attachments/{file}</c>, <c>images/{file}</c>. Either everything in it is
/// right, or <see cref="Problems"/> lists everything that is not.</summary>
public sealed record CampaignFolder
{
    /// <summary>Null where <c>campaign.json</c> cannot be used.</summary>
    public Campaign? Campaign { get; private init; }

    /// <summary>The text of <c>campaign.json</c>.</summary>
    public string Source { get; private init; } = "";

    public IReadOnlyList<Invitee> Invitees { get; private init; } = [];

    public IReadOnlyList<LetterTemplate> Letters { get; private init; } = [];

    /// <summary>The files that letters take with them, and the images that they show. The name of an image begins with
    /// <c>images/</c>.</summary>
    public IReadOnlyList<Attachment> Attachments { get; private init; } = [];

    /// <summary>SHA-256 of all campaign files, as they were read. Null if the folder was changed since.</summary>
    public string? Fingerprint { get; private init; }

    /// <summary>The files as they were read, by path; null where the folder was changed since.</summary>
    public IReadOnlyDictionary<string, byte[]>? Files { get; private init; }

    /// <summary>The errors, by file and line.</summary>
    public IReadOnlyList<Problem> Problems { get; private init; } = [];

    /// <summary>The warnings, by file and line. A launch asks for confirmation of them.</summary>
    public IReadOnlyList<Problem> Warnings { get; private init; } = [];

    /// <summary>What staff may want to know, by file and line. A launch does not ask about it.</summary>
    public IReadOnlyList<Problem> Notes { get; private init; } = [];

    /// <summary>The folder with an error if it is that of another campaign.</summary>
    public CampaignFolder For(CampaignId id) =>
        Campaign is null || Campaign.Id == id
            ? this
            : this with
            {
                Problems = InOrder([
                    .. Problems,
                    new Problem(
                        CampaignReader.FileName,
                        CampaignReader.FindLine(Source, "id"),
                        new ProblemReason.OtherCampaign(id)
                    )
                    {
                        Property = "id",
                    },
                ]),
            };

    /// <summary>The same campaign for other invitees, who must be written to in languages that it has letters
    /// in.</summary>
    public CampaignFolder WithInvitees(IReadOnlyList<Invitee> invitees) =>
        this with
        {
            Invitees = invitees,
            Fingerprint = null,
            Files = null,
        };

    /// <summary>Reads a folder from disk.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static CampaignFolder Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), System.IO.File.ReadAllBytes);
        return Read(files);
    }

    /// <summary>Reads a folder from its files, by relative path with forward slashes.</summary>
    public static CampaignFolder Read(IReadOnlyDictionary<string, byte[]> files)
    {
        files = WithoutLitter(files);
        var problems = new List<Problem>();
        Campaign? campaign = null;
        IReadOnlyList<Invitee> invitees = [];
        var json = File(files, CampaignReader.FileName, problems) is { } bytes
            ? Utf8(bytes, CampaignReader.FileName, problems)
            : null;
        if (json is not null)
            campaign = CampaignReader.Read(System.Text.Encoding.UTF8.GetBytes(json), problems);
        var warnings = new List<Problem>();
        var table = File(files, InviteeList.FileName, problems) is { } list
            ? InviteeList.ReadTable(list, problems)
            : null;
        if (table is not null)
            invitees = InviteeList.Read(table, problems, warnings);
        var letters = ReadLetters(files, problems);
        var attachments = AttachmentFolder.Read(files, problems);
        var images = ImageFolder.Read(files, problems);
        CheckTogether(campaign, invitees, LanguagesIn(table), letters, files, problems, warnings);
        var ownColumns = table is null
            ? []
            : InviteeImport.ColumnsOf(table).Except(InviteeList.StandardColumns).ToList();
        var notes = new List<Problem>();
        LetterColumns.Check(letters, invitees, ownColumns, problems, warnings, notes);
        AttachmentFolder.CheckTogether(letters, files, problems);
        ImageFolder.CheckTogether(campaign, json ?? "", letters, files, problems);
        warnings.AddRange(letters.SelectMany(LetterMarks.FindHtml));
        if (campaign is not null)
            warnings.AddRange(PlanCollisions.Warn(campaign, json!, invitees));
        if (campaign is not null)
            warnings.AddRange(ReplyLinkCheck.FindMissing(campaign, letters));
        if (campaign is not null && SharedPlace.Find(invitees, campaign.Schedule) is { } reason)
            warnings.Add(
                new Problem(InviteeList.FileName, table!.HeaderLine, reason) { Column = "zone", IsWarning = true }
            );
        warnings.AddRange(
            SecondText
                .FindMissing(invitees)
                .Select(r => new Problem(InviteeList.FileName, table!.HeaderLine, r)
                {
                    Column = "language",
                    IsWarning = true,
                })
        );
        if (campaign is not null)
            warnings.AddRange(
                FindMissingTexts(campaign, json!, invitees.SelectMany(i => i.Languages).Distinct().ToList())
            );
        return new CampaignFolder
        {
            Campaign = campaign,
            Source = json ?? "",
            Invitees = invitees,
            Letters = letters,
            Attachments = [.. attachments, .. images],
            Fingerprint = FingerprintOf(files),
            Files = files,
            Problems = InOrder(problems),
            Warnings = InOrder(warnings),
            Notes = InOrder(notes),
        };
    }

    /// <summary>The letters that replies and actions of staff cause. Every campaign has them.</summary>
    public static IReadOnlyList<string> OccasionalLetters { get; } =
    ["acknowledgement-accepted", "acknowledgement-declined", "acknowledgement-delegated", "extension", "withdrawal"];

    /// <summary>The letters that a campaign can come to send, without those for a group: those of its steps, and the
    /// occasional ones.</summary>
    public static IEnumerable<string> LettersOf(Campaign campaign) =>
        campaign.Schedule.Steps.Select(s => s.Id.Value).Concat(OccasionalLetters);

    /// <summary>Whether a path belongs to a campaign. Other files in the folder are ignored.</summary>
    public static bool HasPart(string path) =>
        path is CampaignReader.FileName or InviteeList.FileName
        || (
            !IsLitter(NameOf(path))
            && (
                path.StartsWith("letters/", StringComparison.Ordinal)
                || path.StartsWith(AttachmentFolder.Prefix, StringComparison.Ordinal)
                || path.StartsWith(ImageFolder.Prefix, StringComparison.Ordinal)
            )
        );

    /// <summary>The path of a stored file in the folder.</summary>
    public static string PathOf(Attachment file) =>
        file.FileName.StartsWith(ImageFolder.Prefix, StringComparison.Ordinal)
            ? file.FileName
            : AttachmentFolder.Prefix + file.FileName;

    /// <summary>Leaves out what file managers and Office put into folders (<c>.DS_Store</c>, <c>Thumbs.db</c>,
    /// <c>~$list.xlsx</c>), and composes the names, which macOS decomposes (Unicode Standard Annex 15).</summary>
    private static Dictionary<string, byte[]> WithoutLitter(IReadOnlyDictionary<string, byte[]> files) =>
        files
            .Where(f => !IsLitter(NameOf(f.Key)))
            .DistinctBy(f => f.Key.Normalize())
            .ToDictionary(f => f.Key.Normalize(), f => f.Value, StringComparer.Ordinal);

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool IsLitter(string name) =>
        name.StartsWith('.')
        || name.StartsWith("~$", StringComparison.Ordinal)
        || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)
        || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<Problem> InOrder(List<Problem> problems) =>
        [.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)];

    /// <summary>Counts the rows of each language, including rows with problems.</summary>
    private static Dictionary<Language, int> LanguagesIn(InviteeTable? table)
    {
        var column = table is null ? -1 : table.Columns.ToList().IndexOf("language");
        return column < 0
            ? []
            : table!
                .Rows.Where(r => r.Cells.Count > column)
                .SelectMany(r =>
                    LanguagePair.TryParse(r.Cells[column], out var first, out var second) ? new[] { first, second } : []
                )
                .OfType<Language>()
                .CountBy(l => l)
                .ToDictionary();
    }

    /// <summary>Warns of facts without a text in one of the languages that letters are in: an Arabic letter would have
    /// the English organisation.</summary>
    internal static IEnumerable<Problem> FindMissingTexts(
        Campaign campaign,
        string json,
        IReadOnlyCollection<Language> languages
    )
    {
        (string Property, string Path, LocalizedText? Text)[] facts =
        [
            ("title", "title", campaign.Title),
            ("organisation", "organisation", campaign.Organisation),
            ("signatory", "signatory", campaign.Signatory),
            ("contact", "contact.name", campaign.Contact.Name),
            ("event", "event.name", campaign.Event.Name),
            ("event", "event.place", campaign.Event.Place),
            ("letterhead", "letterhead.unit", campaign.Letterhead.Unit),
            ("letterhead", "letterhead.address", campaign.Letterhead.Address),
            ("letterhead", "letterhead.logo.alternative", campaign.Letterhead.Logo?.Alternative),
            ("place", "place", campaign.Place),
            ("signature", "signature.name", campaign.Signature?.Name),
            ("signature", "signature.title", campaign.Signature?.Title),
            ("signature", "signature.image.alternative", campaign.Signature?.Image?.Alternative),
        ];
        foreach (var (property, path, text) in facts)
            if (
                text is not null
                && languages.Where(l => !text.Texts.ContainsKey(l)).OrderBy(l => l.Code).ToList()
                    is { Count: > 0 } missing
            )
                yield return new Problem(
                    CampaignReader.FileName,
                    CampaignReader.FindLine(json, property),
                    new ProblemReason.TextMissing(string.Join(", ", missing))
                )
                {
                    Property = path,
                    IsWarning = true,
                };
    }

    private static string FingerprintOf(IReadOnlyDictionary<string, byte[]> files) =>
        ComputeFingerprint(files.Select(f => (f.Key, ContentHash.Compute(f.Value.AsSpan()))));

    /// <summary>Computes the fingerprint of a folder from the paths and SHA-256 hashes of its files.</summary>
    internal static string ComputeFingerprint(IEnumerable<(string Path, string Hash)> files) =>
        ContentHash.Compute(
            files
                .Where(f => HasPart(f.Path))
                .OrderBy(f => f.Path, StringComparer.Ordinal)
                .SelectMany(f => new[] { f.Path, f.Hash })
        );

    private static byte[]? File(IReadOnlyDictionary<string, byte[]> files, string name, List<Problem> problems)
    {
        if (files.TryGetValue(name, out var content))
            return content;
        problems.Add(new Problem(name, 0, new ProblemReason.FileMissing()));
        return null;
    }

    private static List<LetterTemplate> ReadLetters(IReadOnlyDictionary<string, byte[]> files, List<Problem> problems)
    {
        var letters = new List<LetterTemplate>();
        foreach (
            var (path, content) in files
                .Where(f => f.Key.StartsWith("letters/", StringComparison.Ordinal))
                .OrderBy(f => f.Key, StringComparer.Ordinal)
        )
        {
            if (
                path.Split('/') is not [_, var code, var name]
                || !name.EndsWith(".md", StringComparison.Ordinal)
                || !LetterName.TryParse(name[..^3], out _)
            )
                problems.Add(new Problem(path, 0, new ProblemReason.NotALetter()));
            else if (!Language.TryParse(code, out var language))
                problems.Add(new Problem(path, 0, new ProblemReason.IsNot(code, ValueForm.Language)));
            else if (
                Utf8(content, path, problems) is { } text
                && LetterTemplate.Read(new LetterSource(language, name[..^3], text), path, problems) is { } letter
            )
                letters.Add(letter);
        }
        return letters;
    }

    private static string? Utf8(byte[] content, string path, List<Problem> problems)
    {
        try
        {
            return new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetString(content)
                .TrimStart('\uFEFF');
        }
        catch (System.Text.DecoderFallbackException e)
        {
            problems.Add(
                new Problem(
                    path,
                    1 + content.AsSpan(0, Math.Clamp(e.Index, 0, content.Length)).Count((byte)'\n'),
                    new ProblemReason.NotUtf8()
                )
            );
            return null;
        }
    }

    private static void CheckTogether(
        Campaign? campaign,
        IReadOnlyList<Invitee> invitees,
        Dictionary<Language, int> languages,
        List<LetterTemplate> letters,
        IReadOnlyDictionary<string, byte[]> files,
        List<Problem> problems,
        List<Problem> warnings
    )
    {
        var needed = (campaign is null ? OccasionalLetters : LettersOf(campaign)).ToHashSet();
        // A language needs all letters if an invitee uses it or if it has some of them.
        foreach (
            var language in Language.All.Where(l =>
                languages.ContainsKey(l) || letters.Any(t => t.Source.Language == l)
            )
        )
        foreach (var letter in needed.Where(n => !files.ContainsKey($"letters/{language}/{n}.md")))
            problems.Add(
                new Problem(
                    $"letters/{language}/{letter}.md",
                    0,
                    new ProblemReason.LetterMissing(language.Code, languages.GetValueOrDefault(language))
                )
            );
        if (campaign is null)
            return;
        // A letter may be that of a step with an error.
        var isComplete = !problems.Exists(p => p.Property?.StartsWith("steps[", StringComparison.Ordinal) == true);
        foreach (
            var letter in letters.Where(l => isComplete && !needed.Contains(LetterName.From(l.Source.Name).Letter))
        )
            problems.Add(
                new Problem(
                    $"letters/{letter.Source.Language}/{letter.Source.Name}.md",
                    0,
                    new ProblemReason.LetterUnused()
                )
            );
        foreach (var (letter, link, line) in letters.SelectMany(l => l.Links.Select(link => (l, link.Name, link.Line))))
            if (!campaign.Links.ContainsKey(link))
                problems.Add(
                    new Problem(
                        $"letters/{letter.Source.Language}/{letter.Source.Name}.md",
                        line,
                        new ProblemReason.UnknownLink(link)
                    )
                );
        LetterTrial.Check(campaign, letters, invitees, problems, warnings);
    }
}
