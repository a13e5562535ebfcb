using System.Globalization;
using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Tests.Campaigns;

namespace Wsis.Invitations.Tests.Invitees;

public sealed class InviteeListTests
{
    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Comma_semicolon_and_tab_are_read_alike(string separator)
    {
        var row = string.Join(
            separator,
            "CHE",
            "CHE",
            "Suisse",
            "Ministre",
            "\"Madame, Monsieur;\"",
            "fr",
            "minister@ict.che.example",
            "",
            "Europe/Zurich",
            "Sat Sun",
            "Europe"
        );
        var invitee = Assert.Single(
            Right(CampaignFolderBuilder.Header.Replace(",", separator, StringComparison.Ordinal) + "\n" + row + "\n")
        );
        Assert.Equal("Suisse", invitee.Name);
        Assert.Null(invitee.Copy);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public void A_byte_order_mark_is_not_part_of_the_header(string mark) =>
        Assert.Single(Right($"{mark}{CampaignFolderBuilder.Header}\r\n{CampaignFolderBuilder.Row}\r\n"));

    [Fact]
    public void Columns_may_come_in_any_order()
    {
        var header = string.Join(',', CampaignFolderBuilder.Header.Split(',').Reverse());
        Assert.Single(
            Right($"{header}\nEurope,Sat Sun,Europe/Zurich,,a@b.example,fr,\"M,\",Ministre,Suisse,CHE,CHE\n")
        );
    }

    [Fact]
    public void Quotes_double_themselves_and_a_formula_is_a_text()
    {
        var invitee = Assert.Single(
            Right(
                $"{CampaignFolderBuilder.Header}\nCHE,CHE,\"=HYPERLINK(\"\"http://x\"\")\",Ministre,\"M,\",fr,a@b.example,,Europe/Zurich,Sat Sun,\n"
            )
        );
        Assert.Equal("=HYPERLINK(\"http://x\")", invitee.Name);
    }

    [Theory]
    [InlineData("CHE,CHE", "CHE,CH", "column 'state': 'CH' is not an ISO 3166-1 alpha-3 code of a State")]
    [InlineData("CHE,CHE", ",CHE", "column 'id': is empty; it must be an invitee id")]
    [InlineData("CHE,CHE", "a~b,CHE", "column 'id': 'a~b' is not an invitee id")]
    [InlineData(
        "minister@ict.che.example",
        "minister(at)ict",
        "column 'address': 'minister(at)ict' is not an e-mail address"
    )]
    [InlineData("minister@ict.che.example", "", "column 'address': is empty; it must be an e-mail address")]
    [InlineData("minister@ict.che.example", "=1+1", "column 'address': '=1+1' is not an e-mail address")]
    [InlineData(",fr,", ",de,", "column 'language': 'de' is not one of the languages")]
    [InlineData("Europe/Zurich", "CET+1", "column 'zone': 'CET+1' is not an IANA time zone")]
    [InlineData("Sat Sun", "Samedi", "column 'weekend': 'Samedi' is not days such as 'Sat Sun'")]
    [InlineData("Suisse", "", "column 'name': is empty; it must be a text of one line")]
    [InlineData(",Europe/Zurich", ",Europe/Zurich,extra", "has 12 cells where the header has 11")]
    public void What_is_wrong_in_a_row_is_said_with_line_and_column(string part, string by, string message)
    {
        var problems = Wrong(
            $"{CampaignFolderBuilder.Header}\n{CampaignFolderBuilder.Row.Replace("CHE,CHE", "AUT,AUT", StringComparison.Ordinal).Replace("minister@", "m@", StringComparison.Ordinal)}\n{CampaignFolderBuilder.Row.Replace(part, by, StringComparison.Ordinal)}\n"
        );
        var problem = Assert.Single(problems);
        Assert.Equal(3, problem.Line);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_doubled_id_or_address_is_said_with_the_line_of_the_first()
    {
        var problems = Wrong(
            $"{CampaignFolderBuilder.Header}\n{CampaignFolderBuilder.Row}\n{CampaignFolderBuilder.Row.Replace("CHE,CHE", "che,CHE", StringComparison.Ordinal)}\n"
        );
        Assert.Equal(
            [
                "column 'id': 'che' stands already in line 2",
                "column 'address': 'minister@ict.che.example' stands already in line 2",
            ],
            problems.Select(p => p.Message)
        );
    }

    [Theory]
    [InlineData("", "the first line must name")]
    [InlineData("id,state\nCHE,CHE\n", "the column 'name' is missing")]
    [InlineData(
        "id,state,name,office,salutation,language,address,copy,zone,weekend,region,password\n",
        "the column 'password' is not known"
    )]
    public void A_wrong_header_is_refused(string csv, string message) =>
        Assert.Contains(
            Wrong(csv),
            p =>
                p.Line == 1
                && (
                    p.Message.StartsWith(message, StringComparison.Ordinal)
                    || p.Message.Contains("is empty", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void A_list_without_invitees_is_refused() =>
        Assert.Equal("has no invitees", Assert.Single(Wrong(CampaignFolderBuilder.Header + "\n")).Message);

    [Fact]
    public void A_file_in_another_encoding_is_refused_with_the_line()
    {
        var problems = new List<Problem>();
        InviteeList.Read(
            Encoding.Latin1.GetBytes(
                $"{CampaignFolderBuilder.Header}\n{CampaignFolderBuilder.Row}\n{CampaignFolderBuilder.Row.Replace("Suisse", "Côte", StringComparison.Ordinal)}\n"
            ),
            problems
        );
        Assert.Equal(3, Assert.Single(problems).Line);
        Assert.Contains("is not UTF-8", problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(100_000)]
    public void A_cell_that_is_too_long_is_refused(int length) =>
        Assert.NotEmpty(
            Wrong(
                $"{CampaignFolderBuilder.Header}\n{CampaignFolderBuilder.Row.Replace("Suisse", new string('x', length), StringComparison.Ordinal)}\n"
            )
        );

    [Fact]
    public void A_quote_that_is_never_closed_is_refused() =>
        Assert.NotEmpty(Wrong($"{CampaignFolderBuilder.Header}\nCHE,CHE,\"Suisse,Ministre\n"));

    [Fact]
    public void A_hundred_thousand_rows_are_read()
    {
        var csv = new StringBuilder(CampaignFolderBuilder.Header).Append('\n');
        for (var i = 0; i < 100_000; i++)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"i{i},CHE,Suisse,Ministre,\"M,\",fr,m{i}@b.example,,Europe/Zurich,Sat Sun,\n"
            );
        Assert.Equal(100_000, Right(csv.ToString()).Count);
    }

    [Fact]
    public void There_are_249_codes_of_states() => Assert.Equal(249, StateCodes.Count);

    private static IReadOnlyList<Invitee> Right(string csv)
    {
        var problems = new List<Problem>();
        var invitees = InviteeList.Read(Encoding.UTF8.GetBytes(csv), problems);
        Assert.Empty(problems);
        return invitees;
    }

    private static List<Problem> Wrong(string csv)
    {
        var problems = new List<Problem>();
        InviteeList.Read(Encoding.UTF8.GetBytes(csv), problems);
        Assert.NotEmpty(problems);
        return problems;
    }
}
