using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>The lines before a letter's body: between two lines <c>---</c>, its subject and the files that go with
/// it.</summary>
internal sealed record FrontMatter(string Subject, int SubjectLine)
{
    private const string Fence = "---";
    private const string SubjectName = "subject:";
    private const string AttachmentsName = "attachments:";

    /// <summary>The names of the files, each once, in the order of the text.</summary>
    public IReadOnlyList<string> Attachments { get; private init; } = [];

    public int AttachmentsLine { get; private init; } = 1;

    /// <summary>The number of characters of the front matter. The body follows.</summary>
    public int Length { get; private init; }

    /// <summary>Reads the front matter of a letter; null, with a problem added, where there is none or it is wrong.
    /// </summary>
    /// <param name="text">The letter, with <c>\n</c> at the end of each line.</param>
    /// <param name="file">The file.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static FrontMatter? Read(string text, string file, List<Problem> problems)
    {
        var subject = "";
        var subjectLine = 0;
        var attachments = "";
        var attachmentsLine = 1;
        var line = 0;
        var at = 0;
        while (at < text.Length && text.IndexOf('\n', at) is var end and >= 0)
        {
            var content = text[at..end].TrimEnd();
            var length = end + 1;
            line++;
            at = length;
            if (line == 1 && content == Fence)
                continue;
            if (line == 1)
                break;
            if (content == Fence && subject.Length > 0)
                return new FrontMatter(subject, subjectLine)
                {
                    Attachments =
                    [
                        .. attachments
                            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Distinct(),
                    ],
                    AttachmentsLine = attachmentsLine,
                    Length = length,
                };
            if (subject.Length == 0 && content.StartsWith(SubjectName, StringComparison.Ordinal))
            {
                subject = content[SubjectName.Length..].Trim().Trim('"');
                subjectLine = line;
            }
            else if (attachments.Length == 0 && content.StartsWith(AttachmentsName, StringComparison.Ordinal))
            {
                attachments = content[AttachmentsName.Length..];
                attachmentsLine = line;
            }
            else if (content.Length > 0)
                break;
        }
        problems.Add(new Problem(file, Math.Max(1, line), new ProblemReason.NoFrontMatter()));
        return null;
    }
}
