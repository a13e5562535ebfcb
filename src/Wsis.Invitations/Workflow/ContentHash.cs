using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Workflow;

/// <summary>Names texts by their SHA-256, in lower-case hexadecimal digits.</summary>
public static class ContentHash
{
    /// <summary>Names what a campaign sends: its file, its letters and what goes with them, in whatever order they are
    /// given. A campaign without attachments has the name that it had before there were any.</summary>
    public static string Compute(
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

    private static string Compute(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

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
