using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffPages.SignIn;

/// <summary>Signs people in on one machine: whoever sees the terminal sees a link with a code that is good once; it
/// gives a session, kept in memory and known to the browser by a cookie. Ends with the program.</summary>
/// <param name="clock">The clock on the wall, whatever the campaign's says.</param>
/// <param name="site">The address under which the pages are reached.</param>
/// <param name="name">What the journal calls who gives no name.</param>
/// <param name="tell">Shows a line to whoever sees the terminal.</param>
public sealed class StaffSessions(TimeProvider clock, Uri site, string name, Action<string> tell) : IStaffAccess
{
    public const string Cookie = "wsis-staff";

    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts: a day at work.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>The most characters of a name.</summary>
    public const int MaxNameLength = 100;

    private readonly ConcurrentDictionary<string, (string Name, long Begun)> sessions = [];
    private readonly Lock gate = new();
    private (string Code, long Begun)? offer;
    private long? told;

    public string DefaultName { get; } = name;

    /// <summary>A link that signs in once, within <see cref="LinkLife"/>, and leads to a page: the list of campaigns if
    /// no other is named. As long as it is good and unused its code stays the same.</summary>
    public Uri Link(string? page = null)
    {
        lock (gate)
        {
            if (offer is not { } open || clock.GetElapsedTime(open.Begun) >= LinkLife)
                offer = open = (Random(), clock.GetTimestamp());
            var back = page is null ? "" : $"&{StaffEntrance.Local.BackField}={page}";
            return new Uri(site, $"staff/sign-in?code={open.Code}{back}");
        }
    }

    /// <summary>Shows the link to whoever sees the terminal; at most once in <see cref="Pause"/>, since anybody may ask
    /// for it.</summary>
    public void Tell(string? page = null)
    {
        lock (gate)
        {
            if (told is { } last && clock.GetElapsedTime(last) < Pause)
                return;
            told = clock.GetTimestamp();
        }
        tell($"Staff sign in at {Link(page)} (good once, within {LinkLife.TotalMinutes:0} minutes).");
    }

    /// <summary>Uses the link's code up.</summary>
    /// <returns>The new session's secret, for the cookie; null where the code is not, or no longer, the one.</returns>
    public string? Begin(string code, string who)
    {
        lock (gate)
        {
            if (
                offer is not { } open
                || clock.GetElapsedTime(open.Begun) >= LinkLife
                || !CryptographicOperations.FixedTimeEquals(
                    SHA256.HashData(Encoding.UTF8.GetBytes(code)),
                    SHA256.HashData(Encoding.UTF8.GetBytes(open.Code))
                )
            )
                return null;
            offer = null;
        }
        var secret = Random();
        var line = TextSanitizer.Line(who);
        sessions[Digest(secret)] = (line.Length is 0 or > MaxNameLength ? DefaultName : line, clock.GetTimestamp());
        return secret;
    }

    public void End(HttpContext http) => sessions.TryRemove(Digest(http.Request.Cookies[Cookie] ?? ""), out _);

    public StaffMember? Identify(HttpContext http)
    {
        // The pages' forms have tokens, the API has none: a session is nothing to it.
        if (!http.Request.Path.StartsWithSegments("/staff"))
            return null;
        // Only what the secret hashes to is looked up: how long that takes tells nothing of the secret.
        if (
            http.Request.Cookies[Cookie] is not { Length: > 0 } secret
            || !sessions.TryGetValue(Digest(secret), out var session)
        )
            return null;
        if (clock.GetElapsedTime(session.Begun) < SessionLife)
            return new StaffMember(session.Name, StaffRight.Manage) { Session = Digest(secret) };
        End(http);
        return null;
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string Digest(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
