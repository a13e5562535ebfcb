using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Wsis.Invitations.Letters;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Web.StaffPages.SignIn;

/// <summary>Signs people in on one machine. The terminal shows a link with a code that is valid once. It gives a
/// session, kept in memory, which the browser presents by a cookie. Sessions end with the program.</summary>
/// <param name="clock">The wall clock, also where the campaign has another one.</param>
/// <param name="site">The address under which the pages are reached.</param>
/// <param name="name">What the journal records for a person who gives no name.</param>
/// <param name="print">Prints a line to the terminal.</param>
public sealed class StaffSessions(TimeProvider clock, Uri site, string name, Action<string> print)
{
    public const string Cookie = "wsis-staff";

    /// <summary>Browsers send the cookie to the pages alone.</summary>
    public const string CookiePath = "/staff";

    /// <summary>How long a link is valid.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts: one working day.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    /// <summary>The shortest time between two printed links, because anybody may ask for one.</summary>
    private static readonly TimeSpan PrintInterval = TimeSpan.FromSeconds(5);

    /// <summary>The maximum length of a name.</summary>
    public const int MaxNameLength = 100;

    private readonly ConcurrentDictionary<string, (string Name, long BegunAt)> sessions = [];
    private readonly Lock gate = new();
    private (string Code, long BegunAt)? offer;
    private long? printedAt;

    public string DefaultName { get; } = name;

    /// <summary>A link that signs in once, within <see cref="LinkLifetime"/>, and leads to a page; to the list of
    /// campaigns where no page is named. The code stays the same while it is valid and unused.</summary>
    public Uri CreateLink(string? page = null)
    {
        lock (gate)
        {
            if (offer is not { } open || clock.GetElapsedTime(open.BegunAt) >= LinkLifetime)
                offer = open = (CreateSecret(), clock.GetTimestamp());
            var target = page is null ? "" : $"&{StaffSignIn.Local.ReturnField}={page}";
            return new Uri(site, $"staff/sign-in?code={open.Code}{target}");
        }
    }

    /// <summary>Prints the link to the terminal, at most once in <see cref="PrintInterval"/>.</summary>
    public void PrintLink(string? page = null)
    {
        lock (gate)
        {
            if (printedAt is { } last && clock.GetElapsedTime(last) < PrintInterval)
                return;
            printedAt = clock.GetTimestamp();
        }
        print($"Staff sign in at {CreateLink(page)} (valid once, within {LinkLifetime.TotalMinutes:0} minutes).");
    }

    /// <summary>Redeems the code of the link.</summary>
    /// <returns>The secret of the new session, for the cookie; null where the code is not valid.</returns>
    public string? Begin(string code, string who)
    {
        lock (gate)
        {
            if (
                offer is not { } open
                || clock.GetElapsedTime(open.BegunAt) >= LinkLifetime
                || !CryptographicOperations.FixedTimeEquals(
                    SHA256.HashData(Encoding.UTF8.GetBytes(code)),
                    SHA256.HashData(Encoding.UTF8.GetBytes(open.Code))
                )
            )
                return null;
            offer = null;
        }
        var secret = CreateSecret();
        var line = TextSanitizer.Line(who);
        sessions[ComputeId(secret)] = (line.Length is 0 or > MaxNameLength ? DefaultName : line, clock.GetTimestamp());
        return secret;
    }

    public void End(string secret) => sessions.TryRemove(ComputeId(secret), out _);

    /// <summary>The session of a cookie; null where there is none, or it has ended.</summary>
    /// <remarks>Sessions are found by the hash of the secret, so the time of the lookup reveals nothing about the
    /// secret.</remarks>
    public StaffSession? Find(string secret)
    {
        var id = ComputeId(secret);
        if (!sessions.TryGetValue(id, out var session))
            return null;
        if (clock.GetElapsedTime(session.BegunAt) < SessionLifetime)
            return new StaffSession(id, session.Name);
        End(secret);
        return null;
    }

    private static string CreateSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string ComputeId(string secret) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>The session of a person who has signed in.</summary>
/// <param name="Id">Distinguishes it from other sessions. It does not reveal the secret in the cookie.</param>
/// <param name="Name">The name that the journal records.</param>
public sealed record StaffSession(string Id, string Name);
