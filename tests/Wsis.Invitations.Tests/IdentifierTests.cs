using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests;

/// <summary>Identifiers become keys, links and header values. A text that merely looks like one is refused.</summary>
public sealed class IdentifierTests
{
    private const string Item = "20180110T0931220000000Z-4f1c2d3e4a5b6c7d";

    public static TheoryData<string, string> Padding =>
        new()
        {
            { "", "\n" },
            { "", "\r\n" },
            { "", " " },
            { " ", "" },
            { "\n", "" },
        };

    [Theory]
    [MemberData(nameof(Padding))]
    public void An_identifier_with_white_space_around_it_is_refused(string before, string after)
    {
        Refuses<CampaignId>($"{before}forum-2018{after}");
        Refuses<InviteeId>($"{before}CHE{after}");
        Refuses<StepId>($"{before}reminder-1{after}");
        Refuses<CorrespondenceId>($"{before}{Item}{after}");
        Refuses<InvitationKey>($"{before}forum-2018:CHE{after}");
        Refuses<DispatchId>($"{before}forum-2018~CHE~reminder-1~1{after}");
        Refuses<Language>($"{before}fr{after}");
        Assert.False(EmailAddress.IsValid($"{before}minister@example.org{after}"));
        Assert.False(Due.TryParse($"{before}deadline - P7D{after}", out _));
    }

    [Fact]
    public void An_identifier_reads_what_it_writes()
    {
        ReadsBack<CampaignId>("forum-2018");
        ReadsBack<InviteeId>("CHE.1_a");
        ReadsBack<StepId>("reminder-1");
        ReadsBack<CorrespondenceId>(Item);
        ReadsBack<InvitationKey>("forum-2018:CHE");
        ReadsBack<DispatchId>("forum-2018~CHE~reminder-1~1");
        ReadsBack<Language>("fr");
    }

    private static void Refuses<T>(string text)
        where T : IParsable<T>
    {
        Assert.False(T.TryParse(text, null, out _), $"{typeof(T).Name} accepts '{text}'");
        Assert.Throws<FormatException>(() => T.Parse(text, null));
    }

    private static void ReadsBack<T>(string text)
        where T : IParsable<T>
    {
        Assert.True(T.TryParse(text, null, out var id));
        Assert.Equal(text, id.ToString());
        Assert.Equal(id, T.Parse(text, null));
    }
}
