namespace Wsis.Invitations.Tests.Campaigns;

public sealed class CampaignFolderTests
{
    [Fact]
    public void A_right_folder_has_no_problems() => Assert.Empty(new CampaignFolderBuilder().Problems());

    [Fact]
    public void An_invitation_and_a_reminder_without_the_reply_link_are_warnings()
    {
        const string Pasted = "---\nsubject: Objet\n---\nVeuillez répondre.\n";
        var folder = new CampaignFolderBuilder()
            .Put("letters/fr/invitation.md", Pasted)
            .Put("letters/fr/reminder-1.md", Pasted)
            .Put("letters/fr/withdrawal.md", Pasted)
            .Read();
        Assert.Equal(
            new[] { "invitation", "reminder-1" }.Select(letter =>
                $"letters/fr/{letter}.md:0: warning: has no link to the reply page; write one as "
                + "[text]({{ links.reply }})"
            ),
            folder.Warnings.Select(w => w.ToString())
        );
    }

    [Theory]
    [InlineData(
        "\"deadline\": \"2018-01-22T00:00:00\"",
        "\"deadline\": \"2017-12-01T00:00:00\"",
        "campaign.json:9: deadline: must be after the time of sending"
    )]
    [InlineData(
        "\"deadline\": \"2018-01-22T00:00:00\"",
        "\"deadline\": \"2018-04-22T00:00:00\"",
        "campaign.json:9: deadline: must not be after the event"
    )]
    [InlineData(
        "\"deadline - P7D\"",
        "\"deadline + P1D\"",
        "campaign.json:10: steps: 'reminder-1' would be due at 23 January 2018, 00:00, not before the deadline"
    )]
    [InlineData(
        "\"deadline - P7D\"",
        "\"sending - P1D\"",
        "campaign.json:10: steps: 'reminder-1' would be due at 7 December 2017, 09:00, before the invitation"
    )]
    [InlineData(
        "\"deadline - P7D\"",
        "\"next week\"",
        "campaign.json:12: steps[1].due: 'next week' is not a moment such as sending, deadline - P7D or event - P2W, "
            + "of at most ten years"
    )]
    [InlineData(
        "\"deadline - P7D\"",
        "\"deadline - P9999Y\"",
        "campaign.json:12: steps[1].due: 'deadline - P9999Y' is not a moment such as sending, deadline - P7D or "
            + "event - P2W, of at most ten years"
    )]
    [InlineData(
        "\"deadline\": \"2018-01-22T00:00:00\"",
        "\"deadline\": \"9999-12-31T23:59:59\"",
        "campaign.json:9: deadline: '9999-12-31T23:59:59' is not a local date and time such as 2018-01-22T00:00:00, "
            + "of the years 1900 to 2999"
    )]
    [InlineData(
        "\"sendAt\": \"2017-12-08T09:00:00\"",
        "\"sendAt\": \"2017-03-26T02:30:00\"",
        "campaign.json:8: sendAt: there is no such time in Europe/Zurich: the clocks are put forward over it"
    )]
    [InlineData(
        "\"zone\": \"Europe/Zurich\"",
        "\"zone\": \"Europe/Atlantis\"",
        "campaign.json:7: zone: 'Europe/Atlantis' is not an IANA time zone such as Europe/Zurich"
    )]
    [InlineData(
        "\"reference\": \"CL-1\"",
        "\"reference\": \"CL-1\", \"colour\": \"red\"",
        "campaign.json:2: colour: is not a property known here"
    )]
    [InlineData("\"reference\": \"CL-1\",", "", "campaign.json:1: reference: is missing; it must be a text")]
    [InlineData(
        "\"id\": \"forum\"",
        "\"id\": \"Forum ~1\"",
        "campaign.json:2: id: 'Forum ~1' is not a campaign id: 1 to 40 of a-z, 0-9 and '-'"
    )]
    [InlineData(
        "invitations@org.example",
        "invitations at org",
        "campaign.json:4: sender.address: 'invitations at org' is not an e-mail address of the form name@example.org"
    )]
    [InlineData(
        "\"kind\": \"invitation\"",
        "\"kind\": \"reminder\"",
        "campaign.json:10: steps: there must be exactly one of kind invitation"
    )]
    [InlineData(
        "\"id\": \"reminder-1\"",
        "\"id\": \"acknowledgement-1\"",
        "campaign.json:10: steps: 'acknowledgement-1': ids that begin with acknowledgement-, "
            + "extension-, reminder-extra-, withdrawal are the program's own"
    )]
    [InlineData(
        "{ \"fr\": \"Forum\" }, \"organisation\"",
        "{ \"de\": \"Forum\" }, \"organisation\"",
        "campaign.json:3: title.de: is not one of the languages ar (Arabic), en (English), "
            + "es (Spanish), fr (French), ru (Russian), zh (Chinese)"
    )]
    [InlineData(
        "\"to\": \"2018-03-23\"",
        "\"to\": \"2018-03-13\"",
        "campaign.json:6: event.to: must not be before the first day"
    )]
    public void A_problem_in_campaign_json_has_its_line(string part, string by, string problem) =>
        Assert.Contains(problem, new CampaignFolderBuilder().With(part, by).Problems());

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var problems = new CampaignFolderBuilder()
            .With("\"id\": \"forum\"", "\"id\": \"~\"")
            .With("\"zone\": \"Europe/Zurich\"", "\"zone\": 7")
            .With("\"2018-03-19\"", "\"March\"")
            .Rows(CampaignFolderBuilder.Row.Replace("CHE,CHE", "CHE,XXX", StringComparison.Ordinal))
            .Without("letters/fr/withdrawal.md")
            .Problems();
        Assert.Equal(5, problems.Length);
    }

    [Theory]
    [InlineData("{ \"id\": ")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[1, 2]")]
    [InlineData("\"text\"")]
    public void A_text_that_is_not_a_json_object_is_one_problem(string json)
    {
        var problem = Assert.Single(
            new CampaignFolderBuilder().Put("campaign.json", json).Read().Problems,
            p => p.File == "campaign.json"
        );
        Assert.NotEmpty(problem.Message);
    }

    [Fact]
    public void A_file_that_is_missing_is_named() =>
        Assert.Contains(
            "invitees.csv:0: the file is missing",
            new CampaignFolderBuilder().Without("invitees.csv").Problems()
        );

    [Fact]
    public void A_language_without_letters_is_named_with_every_letter_that_it_lacks()
    {
        var problems = new CampaignFolderBuilder()
            .Rows(
                CampaignFolderBuilder.Row,
                CampaignFolderBuilder
                    .Row.Replace("CHE,CHE", "ESP,ESP", StringComparison.Ordinal)
                    .Replace(",fr,minister@ict.che", ",es,minister@ict.esp", StringComparison.Ordinal)
            )
            .Problems();
        Assert.Equal(7, problems.Count(p => p.StartsWith("letters/es/", StringComparison.Ordinal)));
        Assert.Contains(
            "letters/es/invitation.md:0: the letter is missing; Spanish is the language of 1 invitee",
            problems
        );
    }

    [Theory]
    [InlineData(
        "---\nsubject: S\n---\nDear {{ invitee.nom }}",
        "letters/fr/invitation.md:4: 'invitee.nom' is not a field of this letter"
    )]
    [InlineData(
        "---\nsubject: S {{ answer.late }}\n---\nDear",
        "letters/fr/invitation.md:2: 'answer.late' is not a field of this letter"
    )]
    [InlineData("---\nsubject: S\n---\nDear\n\n{% if today %}open", "letters/fr/invitation.md:")]
    [InlineData("---\nsubject: S\n---\nDear {{ today", "letters/fr/invitation.md:4: Liquid")]
    [InlineData("Dear", "letters/fr/invitation.md:1: must begin with a front matter")]
    [InlineData(
        "---\nsubject: S\n---\n[x]({{ links.shop }})",
        "letters/fr/invitation.md:4: 'links.shop' is not among the links in campaign.json"
    )]
    public void A_problem_in_a_letter_has_its_line(string text, string problem) =>
        Assert.Contains(
            new CampaignFolderBuilder().Put("letters/fr/invitation.md", text).Problems(),
            p => p.StartsWith(problem, StringComparison.Ordinal)
        );

    [Fact]
    public void A_letter_that_no_step_sends_is_a_mistake() =>
        Assert.Contains(
            "letters/fr/reminder-9.md:0: no step of the campaign sends this letter",
            new CampaignFolderBuilder().Put("letters/fr/reminder-9.md", "---\nsubject: S\n---\nDear").Problems()
        );

    [Fact]
    public void Facts_without_a_text_in_the_language_of_an_invitee_are_a_warning()
    {
        var row = CampaignFolderBuilder.Row.Replace(",fr,", ",ar,", StringComparison.Ordinal);
        var warnings = new CampaignFolderBuilder().Rows(row).Read().Warnings;
        Assert.Equal(6, warnings.Count);
        Assert.All(warnings, w => Assert.True(w.IsWarning));
        Assert.Contains(
            "campaign.json:3: warning: organisation: has no text in Arabic; letters show it in another language",
            warnings.Select(w => w.ToString())
        );
        Assert.Empty(new CampaignFolderBuilder().Read().Warnings);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_do_not_matter()
    {
        var folder = new CampaignFolderBuilder()
            .Put("letters/fr/invitation.md", "\uFEFF---\r\nsubject: S\r\n---\r\nDear\r\n")
            .Put("campaign.json", "\uFEFF" + CampaignFolderBuilder.Json);
        Assert.Empty(folder.Problems());
    }
}
