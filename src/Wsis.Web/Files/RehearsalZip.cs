using System.IO.Compression;
using System.Text;
using NodaTime;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Web.Files;

/// <summary>The letters of a rehearsal as <c>.eml</c> files in a zip, those on paper as <c>.html</c> files.</summary>
internal static class RehearsalZip
{
    /// <summary>The most invitees whose letters are in one file, and the most bytes of their attachments. Beyond, it
    /// has the letters of the first invitee of each language.</summary>
    private const int MaxInvitees = 1000;
    private const long MaxAttachments = 256 * 1024 * 1024;

    /// <summary>The invitees whose letters are in the file of all.</summary>
    public static IReadOnlyList<Invitee> Choose(RehearsedLetters letters) =>
        letters.Choose(MaxInvitees, MaxAttachments);

    /// <summary>Writes the letters of one invitee, or of all.</summary>
    public static async Task Write(
        Stream stream,
        RehearsedLetters letters,
        Invitee? one,
        Instant now,
        CancellationToken cancellation
    )
    {
        using var written = new WrittenPart();
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            var invitees = one is null ? Choose(letters) : [one];
            foreach (var invitee in invitees)
            foreach (var (index, (rehearsed, result)) in letters.Compose(invitee).Index())
                if (result.Letter is { } letter)
                {
                    Write(zip, $"{invitee.Id}/{index + 1:00}-{rehearsed.Dispatch.Step}", letter, rehearsed.At);
                    await written.MoveTo(stream, cancellation);
                }
            foreach (var invitee in invitees.DistinctBy(i => i.Language))
            foreach (var (name, result) in letters.ComposeOccasional(invitee, now))
                if (result.Letter is { } letter)
                {
                    Write(zip, $"occasional/{invitee.Language}-{name}", letter, now);
                    await written.MoveTo(stream, cancellation);
                }
        }
        await written.MoveTo(stream, cancellation);
    }

    private static void Write(ZipArchive zip, string name, Letter letter, Instant date)
    {
        using var entry = zip.CreateEntry($"{name}{LetterFile.GetExtension(letter)}", CompressionLevel.Fastest).Open();
        LetterFile.Write(letter, date, entry);
    }

    /// <summary>What a zip has written and the response does not have yet: the library ends its entries without
    /// awaiting, which a response does not allow.</summary>
    private sealed class WrittenPart : MemoryStream
    {
        /// <summary>So that the library never goes back to what was sent.</summary>
        public override bool CanSeek => false;

        public async Task MoveTo(Stream response, CancellationToken cancellation)
        {
            await response.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancellation);
            SetLength(0);
        }
    }
}
