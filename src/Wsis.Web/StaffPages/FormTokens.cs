using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Replies;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages;

/// <summary>The token in every form of a staff page: an HMAC over who is signed in, which no page of another site can
/// know. It needs no memory, so any instance of the app can check what another one gave out.</summary>
public sealed class FormTokens(ReplyLinks links)
{
    public const string Field = "token";

    private readonly byte[] key = links.KeyFor("staff forms");

    public string For(StaffMember member) => Base64Url.EncodeToString(Mac(member));

    public bool IsFor(StaffMember member, string token) =>
        Base64Url.IsValid(token)
        && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(token), Mac(member));

    /// <summary>A line break stands between name and session: a name has none.</summary>
    private byte[] Mac(StaffMember member) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{member.Name}\n{member.Session}"));
}
