using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Campaigns;

public sealed class SendingWindowTests
{
    private const string Window =
        "\"window\": { \"from\": \"09:00\", \"to\": \"17:00\", \"holidays\": [\"2018-01-01\"] },\n  \"zone\"";

    [Theory]
    [InlineData("Europe/Zurich", "Sat Sun", "sending + P2D", "2017-12-11T09:00")] // Sunday: Monday morning
    [InlineData("Asia/Riyadh", "Fri Sat", "sending + P2D", "2017-12-10T11:00")] // Sunday is a working day there
    [InlineData("Asia/Kathmandu", "Sat", "sending + P1D", "2017-12-10T09:00")]
    [InlineData("Pacific/Auckland", "Sat Sun", "sending + P3D", "2017-12-12T09:00")] // 21:00 local: the next morning
    [InlineData("America/Lima", "Sat Sun", "sending + P3D", "2017-12-11T09:00")] // 03:00 local: the same morning
    [InlineData("Europe/Zurich", "Sat Sun", "sending + P24D", "2018-01-02T09:00")] // a holiday
    [InlineData("Europe/Zurich", "Sat Sun", "deadline - PT1H", "2018-01-19T09:00")] // forward would miss the deadline
    public void A_letter_is_moved_into_working_hours_in_the_invitees_own_zone_and_week(
        string zone,
        string weekend,
        string due,
        string local
    )
    {
        var folder = new CampaignFolderBuilder()
            .With("\"zone\"", Window)
            .With("deadline - P7D", due)
            .Rows(
                CampaignFolderBuilder
                    .Row.Replace("Europe/Zurich", zone, StringComparison.Ordinal)
                    .Replace("Sat Sun", weekend, StringComparison.Ordinal)
            )
            .Read();
        Assert.Empty(folder.Problems);
        var invitee = folder.Invitees[0];
        var step = new Planner(folder.Campaign!, [], SendingPolicy.Default)
            .For(invitee)
            .Steps.Single(s => s.Id.Value == "reminder-1");
        Assert.Equal(local, step.Due.InZone(invitee.Zone).LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm", null));
    }

    [Fact]
    public void Without_a_window_letters_go_out_to_the_second()
    {
        var folder = new CampaignFolderBuilder().With("deadline - P7D", "sending + PT5S").Read();
        var step = new Planner(folder.Campaign!, [], SendingPolicy.Default)
            .For(folder.Invitees[0])
            .Steps.Single(s => s.Id.Value == "reminder-1");
        Assert.Equal(Instant.FromUtc(2017, 12, 8, 8, 0, 5), step.Due);
    }

    [Fact]
    public void A_week_without_a_working_day_changes_no_time()
    {
        var window = new SendingWindow(
            new LocalTime(9, 0),
            new LocalTime(17, 0),
            Enumerable.Range(0, 400).Select(d => new LocalDate(2017, 1, 1).PlusDays(d)).ToHashSet()
        );
        var due = Instant.FromUtc(2017, 6, 1, 3, 0);
        Assert.Equal(due, window.AtOrAfter(due, DateTimeZone.Utc, Weekend.SaturdaySunday));
    }
}
