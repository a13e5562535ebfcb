using System.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Tests.Campaigns;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Invitees;

/// <summary>A list has columns beside the required ones: group, person, honorific, and any of its own.</summary>
public sealed class OwnColumnTests
{
    private const string Header = $"{CampaignFolderBuilder.Header},N° de dossier,group,person,honorific";
    private const string Row = $"{CampaignFolderBuilder.Row},A-17,Régulateurs ,Marie Exemple,Son Excellence Madame";

    [Fact]
    public void A_further_column_is_kept_under_a_name_that_letters_can_use()
    {
        var invitee = Assert.Single(Right($"{Header}\n{Row}\n"));
        Assert.Equal("A-17", invitee.Own["n_de_dossier"]);
        Assert.Equal("A-17", invitee.CellOf("n_de_dossier"));
        Assert.Equal(
            ("regulateurs", "Marie Exemple", "Son Excellence Madame"),
            (invitee.Group, invitee.Person, invitee.Honorific)
        );
    }

    [Fact]
    public void A_list_with_further_columns_is_read_as_it_was_written()
    {
        var invitees = Right($"{Header}\n{Row}\n{CampaignFolderBuilder.Row.Replace("CHE,CHE", "AUT,AUT")},,,,\n");
        Assert.Equal(invitees, Right(Encoding.UTF8.GetString(InviteeList.Write(invitees))));
        Assert.Equal(OwnCells.None, invitees[1].Own);
    }

    [Fact]
    public void A_list_without_values_in_optional_columns_is_written_without_them()
    {
        var csv = $"{CampaignFolderBuilder.Header}\n{CampaignFolderBuilder.Row}\n";
        Assert.Equal(csv, Encoding.UTF8.GetString(InviteeList.Write(Right(csv))));
    }

    [Theory]
    [InlineData("Budget line", "budget_line")]
    [InlineData("  Année (2018) ", "annee_2018")]
    [InlineData("E-mail 2", "e_mail_2")]
    [InlineData("Région", null)]
    [InlineData("2018", null)]
    [InlineData("组别", null)]
    [InlineData("?", null)]
    [InlineData("a-heading-that-is-far-too-long-for-the-name-of-a-field", null)]
    public void The_name_of_a_column_is_made_of_its_heading(string heading, string? name) =>
        Assert.Equal(name, OwnColumn.FindName(heading));

    [Theory]
    [InlineData("Région", "the column 'région' is not known; the standard columns are")]
    [InlineData("组别", "the column '组别' is not known; the standard columns are")]
    public void A_heading_that_gives_no_name_is_an_error(string heading, string message) =>
        Assert.StartsWith(
            message,
            Assert.Single(Wrong($"{CampaignFolderBuilder.Header},{heading}\n{CampaignFolderBuilder.Row},x\n")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Two_headings_of_one_name_and_too_many_columns_are_errors()
    {
        Assert.Equal(
            "the column 'a_b' is there twice",
            Assert.Single(Wrong($"{CampaignFolderBuilder.Header},a b,a-b\n{CampaignFolderBuilder.Row},x,y\n")).Message
        );
        var many = string.Concat(Enumerable.Range(1, 21).Select(i => $",c{i}"));
        Assert.Equal(
            "has 21 columns of its own; at most 20 are allowed",
            Assert.Single(Wrong($"{CampaignFolderBuilder.Header}{many}\n{CampaignFolderBuilder.Row}\n")).Message
        );
    }

    [Fact]
    public void A_table_with_further_columns_needs_no_matching_and_an_import_keeps_those_that_staff_keep()
    {
        Assert.True(InviteeImport.IsArranged(InviteeTable.Read(Encoding.UTF8.GetBytes($"{Header}\n{Row}\n"))));

        var table = InviteeTable.Read(Encoding.UTF8.GetBytes("Pays;Groupe;Budget;Notes\nSuisse;A;17;x\n"));
        var matched = InviteeImport.Propose(table);
        Assert.Equal(1, matched["group"]);
        var further = InviteeImport.FindFurther(table, matched.Values);
        Assert.Equal(["budget", "notes"], further.Select(f => f.Name));
        var row = Assert.Single(
            InviteeImport.Check(
                InviteeTable.Read(InviteeImport.Arrange(table, matched, new Dictionary<string, string>(), [further[0]]))
            )
        );
        Assert.Equal(("17", "A", ""), (row["budget"], row["group"], row["notes"]));
    }

    [Fact]
    public void A_correction_of_an_own_column_is_in_the_journal_and_an_empty_one_removes_it()
    {
        var invitee = Assert.Single(Right($"{Header}\n{Row}\n"));
        var cells = new Dictionary<string, string>
        {
            ["N° de dossier"] = "",
            ["budget"] = "42",
            ["group"] = "Others",
        };
        var corrected = InviteeList.Correct(invitee, cells, [])!;
        Assert.Equal(("", "42", "others"), (corrected.Own["n_de_dossier"], corrected.Own["budget"], corrected.Group));

        var plan = Rules.Life.FirstPlan;
        var decision = InvitationDecider.Decide(
            Invitation.For(new CampaignId("forum"), invitee, plan),
            new Signal.ParticularsCorrected("1", "staff", invitee, corrected),
            plan,
            Rules.Life.Start
        );
        Assert.Equal(
            ["group: regulateurs > others", "budget:  > 42", "n_de_dossier: A-17 > "],
            decision
                .Journal.Select(e => e.Event)
                .OfType<Wsis.Invitations.Journal.JournalEvent.ParticularCorrected>()
                .Select(e => $"{e.Column}: {e.Former} > {e.Corrected}")
        );
        Assert.Equal(corrected, decision.Next.Invitee);
    }

    [Fact]
    public void A_letter_uses_the_columns_of_the_list_and_no_others()
    {
        var folder = Folder("{{ invitee.honorific }} {{ invitee.person }}, {{ invitee.n_de_dossier }}");
        Assert.Empty(folder.Read().Problems);
        Assert.Empty(folder.Read().Notes);

        var problem = Assert.Single(Folder("{{ invitee.budget }}").Read().Problems);
        Assert.StartsWith(
            "letters/fr/invitation.md:4: 'invitee.budget' is not a field of this letter; the fields are",
            problem.ToString(),
            StringComparison.Ordinal
        );
        Assert.EndsWith(", invitee.n_de_dossier", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_no_letter_uses_is_a_note() =>
        Assert.Equal(
            "invitees.csv:1: note: no letter uses the column 'n_de_dossier'",
            Assert.Single(Folder("Texte").Read().Notes).ToString()
        );

    [Theory]
    [InlineData("{{ invitee.n_de_dossier }}", true)]
    [InlineData("{{ invitee.person }}", true)]
    [InlineData("{{ invitee.person | default: 'X' }}", false)]
    [InlineData("{% if invitee.person != blank %}{{ invitee.person }}{% endif %}", false)]
    [InlineData("{% unless invitee.person == blank %}{{ invitee.person }}{% endunless %}", false)]
    public void A_field_that_is_empty_for_somebody_is_a_warning_unless_the_letter_expects_it(string text, bool warns)
    {
        var other = CampaignFolderBuilder.Row.Replace("CHE,CHE", "AUT,AUT").Replace("minister@", "m@");
        var folder = Folder(text).Put("invitees.csv", $"{Header}\n{Row}\n{other},,,,\n");
        var warnings = folder.Read().Warnings.Select(w => w.ToString()).Where(w => w.Contains("is empty for"));
        var field = text.Contains("person") ? "person" : "n_de_dossier";
        Assert.Equal(
            warns
                ? [$"letters/fr/invitation.md:4: warning: 'invitee.{field}' is empty for 1 invitee, such as 'AUT'"]
                : [],
            warnings
        );
    }

    [Fact]
    public void A_letter_for_a_group_nobody_is_in_is_a_warning_and_one_of_no_step_an_error()
    {
        const string Letter = "---\nsubject: S\n---\nTexte\n";
        var folder = Folder("Texte").Put("letters/fr/invitation.operators.md", Letter).Read();
        Assert.Equal(
            "letters/fr/invitation.operators.md:0: warning: nobody with this language is in the group 'operators'",
            Assert.Single(folder.Warnings, w => w.Reason is ProblemReason.GroupEmpty).ToString()
        );
        Assert.Equal(
            "no step of the campaign sends this letter",
            Assert.Single(Folder("Texte").Put("letters/fr/other.regulateurs.md", Letter).Read().Problems).Message
        );
        Assert.StartsWith(
            "is not a letter",
            Assert.Single(Folder("Texte").Put("letters/fr/invitation.Big Group.md", Letter).Read().Problems).Message,
            StringComparison.Ordinal
        );
    }

    private static CampaignFolderBuilder Folder(string invitation) =>
        new CampaignFolderBuilder()
            .Put("invitees.csv", $"{Header}\n{Row}\n")
            .Put("letters/fr/invitation.md", $"---\nsubject: Objet\n---\n{invitation}\n");

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
        return problems;
    }
}
