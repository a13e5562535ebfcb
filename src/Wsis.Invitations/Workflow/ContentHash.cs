using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Ports;

namespace Wsis.Invitations.Workflow;

/// <summary>Names texts by their SHA-256, in lower-case hexadecimal digits.</summary>
public static class ContentHash
{
    /// <summary>Names what a campaign sends: its file and its letters, in whatever order they are given.</summary>
    public static string Of(string source, IEnumerable<LetterSource> letters) => Of(
        letters.OrderBy(l => l.Language.Code, StringComparer.Ordinal).ThenBy(l => l.Name, StringComparer.Ordinal)
            .SelectMany(l => new[] { l.Language.Code, l.Name, l.Text }).Prepend(source));

    /// <summary>Names a sequence of texts. Each goes in with its length, so that no two sequences run together into one.</summary>
    public static string Of(IEnumerable<string> texts)
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
