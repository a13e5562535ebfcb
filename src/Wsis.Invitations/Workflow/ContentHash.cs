using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>Names texts by their SHA-256, in lower-case hexadecimal digits.</summary>
public static class ContentHash
{
    /// <summary>Names everything that decides what a campaign sends to whom: its facts and plan, its letters and
    /// attachments in any order, the list of invitees with its later changes, and the extensions of the deadline. What
    /// changes after the launch is left out: an approval permits a launch.</summary>
    public static string Compute(
        CampaignEntry entry,
        IEnumerable<LetterSource> letters,
        IReadOnlyCollection<Attachment> files
    ) =>
        Compute([
            Compute(entry.Source, letters, files),
            entry.Folder ?? "",
            entry.ListChanges.ToString(CultureInfo.InvariantCulture),
            .. entry
                .Extensions.Where(e => entry.LaunchedAt is not { } launched || e.DecidedAt < launched)
                .SelectMany(e => new[] { LocalDateTimePattern.GeneralIso.Format(e.Deadline), $"{e.Announce}" }),
        ]);

    private static string Compute(
        string source,
        IEnumerable<LetterSource> letters,
        IReadOnlyCollection<Attachment> files
    ) =>
        Compute(
            letters
                .OrderBy(l => l.Language.Code, StringComparer.Ordinal)
                .ThenBy(l => l.Name, StringComparer.Ordinal)
                .SelectMany(l => new[] { l.Language.Code, l.Name, l.Text })
                .Prepend(source)
                .Concat(
                    files
                        .OrderBy(f => f.FileName, StringComparer.Ordinal)
                        .SelectMany(f => new[] { "attachment", f.FileName, Compute(f.Content.Span) })
                )
        );

    /// <summary>The first eight digits of a hash, by which persons compare it.</summary>
    public static string Shorten(string hash) => hash[..Math.Min(hash.Length, 8)];

    /// <summary>Names a text, as the file that has it.</summary>
    public static string Compute(string text) => Compute(Encoding.UTF8.GetBytes(text).AsSpan());

    /// <summary>Names bytes.</summary>
    public static string Compute(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Names a sequence of texts. Each goes in with its length, so that no two sequences run together into
    /// one.</summary>
    public static string Compute(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
