using System.Net;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Reports;

/// <summary>The summary of a campaign after one of its dates, for its journal and for its contact.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Moment">The date: <c>deadline</c>, <c>close</c> or <c>end</c>
/// (<see cref="CampaignMoment.What"/>).</param>
/// <param name="Tally">The counts.</param>
/// <param name="At">The time of the counts.</param>
public sealed record CampaignSummary(LoadedCampaign Campaign, CampaignMoment Moment, Tally Tally, Instant At)
{
    /// <summary>Replaces the invitee in the letter's id, because the letter goes to nobody on the list.</summary>
    public static readonly InviteeId Secretariat = new("SECRETARIAT");

    public CampaignMilestone Milestone =>
        Moment.What switch
        {
            "deadline" => CampaignMilestone.Deadline,
            "close" => CampaignMilestone.Close,
            _ => CampaignMilestone.End,
        };

    public SummaryCounts Counts => SummaryCounts.From(Tally);

    /// <summary>The letter to the campaign's contact. It has the same id however often it is written.</summary>
    public Letter Letter(Uri site)
    {
        var contact = Campaign.Campaign.Contact;
        var language = contact.Language;
        var texts = SummaryTexts.In(language);
        var to = new Mailbox(contact.Name.In(language), contact.Address);
        var rows = texts.Rows(Counts);
        var page = new Uri(site, $"staff/campaigns/{Campaign.Entry.Id}").ToString();
        var title = texts.Label(Campaign.Campaign.Reference, $"{texts.Name(Milestone)}, {texts.Answered(Counts)}");
        var schedule = Campaign.Planner.Schedule;
        var clock = PlaceTime.Name(Campaign.Campaign, schedule, language);
        var when = texts.CountsOf(CalendarText.Moment(At, schedule.Zone, language), clock);
        return new Letter
        {
            Id = new DispatchId(
                new InvitationKey(Campaign.Entry.Id, Secretariat),
                new StepId($"summary-{Moment.What}"),
                1 + Campaign.Entry.Extensions.Length
            ),
            Kind = LetterKind.Briefing,
            Language = language,
            From = Campaign.Campaign.Sender,
            To = [to],
            ReplyTo = to,
            Subject = title,
            Text = $"""
                {title}.

                {when}

                {string.Join('\n', rows.Select(r => texts.Label(r.Name, r.Count)))}

                {texts.Label(texts.CurrentFigures, page)}

                """,
            Html = $"""
                <!DOCTYPE html>
                <html lang="{language.Code}"><head><meta charset="utf-8"><title>{Encoded(title)}</title></head>
                <body><p>{Encoded(title)}.</p><p>{Encoded(when)}</p>
                <table>{string.Concat(
                    rows.Select(r =>
                        $"<tr><th scope=\"row\" style=\"text-align:left\">{Encoded(r.Name)}</th>"
                            + $"<td>{Encoded(r.Count)}</td></tr>"
                    )
                )}</table>
                <p><a href="{Encoded(page)}">{texts.CurrentFigures}</a></p></body></html>
                """,
        };
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
