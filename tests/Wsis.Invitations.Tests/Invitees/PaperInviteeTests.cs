using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Invitees;

/// <summary>An office without e-mail has a postal address, a fax number or both.</summary>
public sealed class PaperInviteeTests
{
    private const string Header = $"{CampaignFolderBuilder.Header},postal,fax";

    [Theory]
    [InlineData("\"Bundesgasse 3\n3003 Berne\"", "", "Bundesgasse 3\n3003 Berne")]
    [InlineData("Bundesgasse 3; ;3003 Berne", "+41 22 555 01 16", "Bundesgasse 3\n3003 Berne")]
    [InlineData("Bundesgasse 3 | 3003 Berne", "", "Bundesgasse 3\n3003 Berne")]
    [InlineData("", "(022) 555-01.16", "")]
    public void An_invitee_may_have_no_e_mail_address(string postal, string fax, string lines)
    {
        var invitee = Assert.Single(Read("", postal, fax, []));
        Assert.Equal(("", lines, fax), (invitee.Address, invitee.Postal, invitee.Fax));
        Assert.Equal(LetterChannel.Paper, invitee.Channel);
        Assert.Empty(invitee.Addresses);
        var problems = new List<Problem>();
        Assert.Equal(invitee, Assert.Single(InviteeList.Read(InviteeList.Write([invitee]), problems)));
    }

    [Fact]
    public void An_e_mail_address_precedes_the_postal_one() =>
        Assert.Equal(LetterChannel.Email, Assert.Single(Read("a@b.example", "Bundesgasse 3", "", [])).Channel);

    [Theory]
    [InlineData(
        "",
        "",
        "column 'address': is empty; it must be an e-mail address, unless there is a postal address or a fax number"
    )]
    [InlineData(
        "1;2;3;4;5;6;7;8;9",
        "",
        "column 'postal': '1;2;3;4;5;6;7;8;9' is not a postal address of at most 8 lines, with ';' or "
            + "a new line between two"
    )]
    [InlineData("", "by hand", "column 'fax': 'by hand' is not a fax number such as +41 22 555 01 16")]
    public void An_invitee_who_cannot_be_reached_is_an_error(string postal, string fax, string message)
    {
        var problems = new List<Problem>();
        Assert.Empty(Read("", postal, fax, problems));
        Assert.Equal(message, Assert.Single(problems).Message);
    }

    private static IReadOnlyList<Invitee> Read(string address, string postal, string fax, List<Problem> problems)
    {
        var row = CampaignFolderBuilder.Row.Replace("minister@ict.che.example", address, StringComparison.Ordinal);
        return InviteeList.Read(Encoding.UTF8.GetBytes($"{Header}\n{row},{postal},{fax}\n"), problems);
    }
}
