using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using Wsis.Invitations.Reports;

namespace Wsis.Testing;

/// <summary>The letters that lie in the pickup folder, as a mail program and its scanner find them.</summary>
public static partial class SentLetters
{
    /// <summary>The letters to the addressees. The summaries to the secretariat have a time of their own.</summary>
    public static IReadOnlyList<MimeMessage> All(TestHost app) =>
        [
            .. Directory
                .EnumerateFiles(app.Mailer.Folder, "*.eml")
                .Where(f => !f.Contains($"~{CampaignSummary.Secretariat}~", StringComparison.Ordinal))
                .Select(f => MimeMessage.Load(f)),
        ];

    /// <summary>Every link to our own pages, in any part of any letter, and on the pages that they lead to.</summary>
    public static IReadOnlyList<string> LinksIn(TestHost app, IEnumerable<MimeMessage> letters) =>
        [
            .. letters
                .SelectMany(l => new[] { l.TextBody, WebUtility.HtmlDecode(l.HtmlBody) })
                .SelectMany(part => Link().Matches(part!).Select(m => m.Value.TrimEnd('.', ',', ';', ')')))
                .Where(link => link.StartsWith(app.Site.ToString(), StringComparison.Ordinal))
                .Distinct(),
        ];

    [GeneratedRegex("https?://[^\\s\"<>]+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
