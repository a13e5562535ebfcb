using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Local.Files;

namespace Wsis.Local.Rehearsing;

/// <summary>Writes a rehearsal to a folder: <c>report.html</c> with the timeline and every letter, and the letters as
/// <c>.eml</c> files, those on paper as <c>.html</c> files. The reply links in them do not work.</summary>
internal sealed class RehearsalReport
{
    private static readonly Uri Nowhere = new("https://rehearsal.invalid/");

    private readonly CampaignFolder folder;
    private readonly Campaign campaign;
    private readonly Planner planner;
    private readonly LetterComposer composer;
    private readonly string directory;

    public RehearsalReport(CampaignFolder folder, string directory)
    {
        this.folder = folder;
        campaign = folder.Campaign!;
        this.directory = directory;
        planner = new Planner(campaign, [], SendingPolicy.Default);
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["rehearsal"] = new byte[32] }, "rehearsal");
        composer = new LetterComposer(
            campaign,
            planner.Schedule,
            folder.Letters,
            links,
            Nowhere,
            files: folder.Attachments
        );
    }

    public void Write(IReadOnlyCollection<RehearsedLetter> letters)
    {
        PrivateFiles.CreateFolder(directory);
        PrivateFiles.CreateOwnFolder(Path.Combine(directory, "letters"));
        using var html = new StreamWriter(
            PrivateFiles.Create(Path.Combine(directory, "report.html")),
            new UTF8Encoding(false)
        );
        html.Write(Head($"Rehearsal of {campaign.Reference}"));
        html.Write(
            $"<h1>{E(campaign.Title.In(Language.English))}</h1><p>{E(campaign.Reference)}: "
                + $"{Timeline.Count(letters)} to "
                + $"{EnglishCount.Format(folder.Invitees.Count, "invitee")} if nobody replies. "
                + "The briefing is for participants only. Nothing was sent.</p>"
        );
        html.Write(TimelineChart.Draw(campaign, letters));
        html.Write("<h2>Letters of the plan</h2>");
        foreach (var day in Timeline.ByDay(campaign, letters))
        {
            var date = day.Key.Day.ToString("dddd d MMMM uuuu", CultureInfo.InvariantCulture);
            var onPaper = day.Count(l => l.Dispatch.OnPaper) is > 0 and var count ? $", {count} on paper" : "";
            html.Write($"<h3>{E(date)}: {E(day.Key.Step)} ({day.Count()}{onPaper})</h3>");
            foreach (var letter in day)
                Write(html, letter);
        }
        html.Write(
            "<h2>Letters after replies and actions of staff</h2><p>One in each language, with invented details.</p>"
        );
        foreach (
            var (invitee, name) in from i in folder.Invitees.DistinctBy(i => i.Language)
            from name in CampaignFolder.OccasionalLetters
            select (i, name)
        )
            Write(html, invitee, name, Proof.Render(campaign, composer, invitee, name, Opening), Opening);
        html.Write("</main></body></html>\n");
    }

    private Instant Opening => campaign.Schedule.SendAt.InZoneLeniently(campaign.Schedule.Zone).ToInstant();

    private void Write(StreamWriter html, RehearsedLetter letter)
    {
        var dispatch = letter.Dispatch;
        var invitation = Proof.InvitationFor(campaign, letter.Invitee, dispatch.Letter, letter.At);
        var composed = composer.Compose(invitation, dispatch, letter.At);
        Write(html, letter.Invitee, dispatch.Letter, composed, letter.At, letter.Moved);
    }

    private void Write(
        StreamWriter html,
        Invitee invitee,
        string name,
        Letter letter,
        Instant at,
        Duration moved = default
    )
    {
        var fileName = $"{letter.Id}{LetterFile.GetExtension(letter)}";
        using (var file = PrivateFiles.Create(Path.Combine(directory, "letters", fileName)))
            LetterFile.Write(letter, at, file);
        var local = at.InZone(invitee.Zone).ToString("ddd d MMM uuuu HH':'mm", CultureInfo.InvariantCulture);
        var note =
            moved == Duration.Zero
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", moved by {moved.TotalHours:0.#} h");
        html.Write(
            $"<details><summary>{E(invitee.State)} {E(invitee.Name)} · {E(name)} · {letter.Language} · "
                + $"{E(local)} ({E(invitee.Zone.Id)}{note}) · {E(letter.Subject)}</summary>"
        );
        html.Write(
            $"<p>{E(Recipient(invitee, letter))}"
                + $"{(letter.Copies.Count > 0 ? $", copy: {E(Addresses(letter.Copies))}" : "")}</p>"
                + $"<iframe loading=\"lazy\" sandbox title=\"{E(letter.Subject)}\" "
                + $"srcdoc=\"{E(letter.IsOnPaper ? letter.Sheet : letter.Page)}\"></iframe></details>\n"
        );
    }

    /// <summary>Where a letter goes.</summary>
    private static string Recipient(Invitee invitee, Letter letter) =>
        (letter.IsOnPaper, invitee.PostalLines) switch
        {
            (false, _) => $"To: {Addresses(letter.To)}",
            (_, { Count: > 0 } lines) => $"On paper to: {string.Join(", ", lines)}",
            _ => $"By fax to: {invitee.Fax}",
        };

    private static string Addresses(IEnumerable<Mailbox> mailboxes) =>
        string.Join("; ", mailboxes.Select(m => m.Address));

    private static string Head(string title) =>
        $$"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>{{E(title)}}</title>
            <style>
            body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff }
            main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem }
            summary { padding: .2rem 0; cursor: pointer }
            iframe { width: 100%; height: 40rem; border: 1px solid #c9ced6 }
            svg { width: 100%; height: auto } table { border-collapse: collapse }
            td, th { padding: .1rem .8rem .1rem 0; text-align: start }
            </style></head><body><main>

            """;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
