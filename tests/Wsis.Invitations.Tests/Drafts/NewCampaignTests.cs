using Wsis.Invitations.Drafts;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Tests.Drafts;

/// <summary>The form of a new campaign.</summary>
public sealed class NewCampaignTests
{
    private static readonly NewCampaign Form = new()
    {
        Name = "Forum",
        Reference = "CL-1",
        From = "2027-05-21",
        To = "2027-05-25",
        Place = "Geneva",
        Languages = ["en"],
        SendAt = "2026-12-01T09:00",
        Deadline = "2027-02-15T00:00",
        Zone = "Europe/Zurich",
    };

    [Fact]
    public void An_address_that_is_not_given_is_missing() =>
        Assert.Equal("is missing", Form.FindErrors(isBlank: true)["address"].ToEnglish());

    [Theory]
    [InlineData("2027-05-20", "2027-02-15T00:00", "to: must not be before the first day")]
    [InlineData("2027-05-25", "2026-12-01T09:00", "deadline: must be after the invitation goes out")]
    [InlineData("2027-05-25", "2027-05-26T00:00", "deadline: must not be after the last day of the event")]
    [InlineData("25 May", "soon", "to: must be a date|deadline: must be a local date and time")]
    [InlineData("", "", "to: is missing|deadline: is missing")]
    public void Days_that_do_not_go_together_are_refused_with_the_reason(string to, string deadline, string expected)
    {
        var errors = (Form with { To = to, Deadline = deadline }).FindErrors(isBlank: false);

        var sentences = errors.Select(e => $"{e.Key}: {e.Value.ToEnglish()}").ToList();
        Assert.Equal(expected.Split('|').Length, sentences.Count);
        Assert.All(expected.Split('|').Zip(sentences), s => Assert.StartsWith(s.First, s.Second));
    }
}
