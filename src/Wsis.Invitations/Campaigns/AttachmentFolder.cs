using System.Text;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Campaigns;

/// <summary>Reads the files of a campaign folder that letters take with them: <c>attachments/{file}</c>.</summary>
internal static class AttachmentFolder
{
    /// <summary>The maximum size of the attachments of one letter in bytes. In base64, with line ends, they become 9.6
    /// MB. SendGrid accepts 30 MB, and Postfix accepts 10,240,000 bytes by default
    /// (<c>message_size_limit</c>).</summary>
    private const int MaxBytesPerLetter = 7_000_000;

    /// <summary>The most bytes of all files together: every process keeps them in its memory.</summary>
    private const int MaxBytes = 40_000_000;

    /// <summary>The path of the attachments in the folder.</summary>
    public const string Prefix = "attachments/";
    private const int MaxNameLength = 100;

    /// <summary>The file types that mail servers usually accept.</summary>
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".txt"] = "text/plain",
    };

    /// <summary>Reads the files and adds what is wrong with them to <paramref name="problems"/>.</summary>
    public static List<Attachment> Read(IReadOnlyDictionary<string, byte[]> files, List<Problem> problems)
    {
        var attachments = new List<Attachment>();
        foreach (var (path, content) in FilesIn(files))
            if (FindProblem(path[Prefix.Length..], content) is { } wrong)
                problems.Add(new Problem(path, 0, wrong));
            else
                attachments.Add(new Attachment(path[Prefix.Length..], MediaTypes[Path.GetExtension(path)], content));
        if (attachments.Sum(a => (long)a.Content.Length) is > MaxBytes and var bytes)
            problems.Add(new Problem(Prefix.TrimEnd('/'), 0, new ProblemReason.AttachmentsTooLarge(bytes, MaxBytes)));
        return attachments;
    }

    /// <summary>Whether each file that a letter names is there, and each that is there is named.</summary>
    public static void CheckTogether(
        IReadOnlyList<LetterTemplate> letters,
        IReadOnlyDictionary<string, byte[]> files,
        List<Problem> problems
    )
    {
        foreach (var letter in letters)
        {
            foreach (var name in letter.Attachments.Where(n => !files.ContainsKey(Prefix + n)))
                Report(letter, new ProblemReason.AttachmentMissing(Prefix + name));
            if (
                letter.Attachments.Sum(n => files.GetValueOrDefault(Prefix + n)?.LongLength ?? 0)
                is > MaxBytesPerLetter
                    and var bytes
            )
                Report(letter, new ProblemReason.LetterAttachmentsTooLarge(bytes, MaxBytesPerLetter));
        }
        var named = NamesIn(files);
        foreach (var (path, _) in FilesIn(files).Where(f => !named.Contains(f.Key[Prefix.Length..])))
            problems.Add(new Problem(path, 0, new ProblemReason.AttachmentUnused()));

        void Report(LetterTemplate letter, ProblemReason what) =>
            problems.Add(
                new Problem($"letters/{letter.Source.Language}/{letter.Source.Name}.md", letter.AttachmentsLine, what)
            );
    }

    /// <summary>The files that letters name, also letters with problems of their own.</summary>
    private static HashSet<string> NamesIn(IReadOnlyDictionary<string, byte[]> files) =>
        [
            .. files
                .Where(f => f.Key.StartsWith("letters/", StringComparison.Ordinal))
                .Select(f =>
                    FrontMatter.Read(
                        Encoding.UTF8.GetString(f.Value).TrimStart('\uFEFF').ReplaceLineEndings("\n"),
                        f.Key,
                        []
                    )
                )
                .SelectMany(front => front?.Attachments ?? []),
        ];

    private static IEnumerable<KeyValuePair<string, byte[]>> FilesIn(IReadOnlyDictionary<string, byte[]> files) =>
        files
            .Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal);

    /// <summary>A comma parts names in the front matter; SendGrid takes neither it nor a semicolon in a file's
    /// name.</summary>
    private static ProblemReason? FindProblem(string name, byte[] content) =>
        name switch
        {
            _ when name.Contains('/', StringComparison.Ordinal) => new ProblemReason.AttachmentInFolder(),
            { Length: > MaxNameLength } => new ProblemReason.NameTooLong(name.Length, MaxNameLength),
            _ when name.Any(c => char.IsControl(c) || c is ',' or ';' or '"' or '\\') =>
                new ProblemReason.NameNotAllowed(),
            _ when !MediaTypes.ContainsKey(Path.GetExtension(name)) => new ProblemReason.AttachmentKind(
                string.Join(", ", MediaTypes.Keys)
            ),
            _ => content.Length == 0 ? new ProblemReason.FileEmpty() : null,
        };
}
