using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Campaigns;

/// <summary>The files that letters take with them.</summary>
public sealed class AttachmentTests
{
    private const string Naming =
        "---\nsubject: Objet\nattachments: programme.pdf, note d’information.docx\n---\n"
        + "Veuillez répondre [ici]({{ links.reply }}).\n";

    private static readonly byte[] Programme = "%PDF-1.7 programme"u8.ToArray();

    private static CampaignFolderBuilder Right =>
        new CampaignFolderBuilder()
            .Put("letters/fr/invitation.md", Naming)
            .Put("attachments/programme.pdf", Programme)
            .Put("attachments/note d’information.docx", "PK");

    [Fact]
    public void A_letter_takes_the_files_that_it_names_with_it_in_their_order()
    {
        var letter = Compose(Right, new StepId("invitation"), LetterKind.Invitation);

        Assert.Equal(
            [
                ("programme.pdf", "application/pdf"),
                ("note d’information.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ],
            letter.Attachments.Select(a => (a.FileName, a.MediaType))
        );
        Assert.Equal(Programme, letter.Attachments[0].Content.ToArray());
        Assert.Equal("Objet", letter.Subject);
        Assert.DoesNotContain("attachments", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_that_names_none_takes_none() =>
        Assert.Empty(Compose(Right, new StepId("reminder-1"), LetterKind.Reminder).Attachments);

    [Fact]
    public void An_acknowledgement_takes_its_files_and_the_calendar_entry()
    {
        var folder = Right.Put("letters/fr/acknowledgement-accepted.md", Naming);

        var letter = Compose(
            folder,
            new StepId("acknowledgement-1"),
            LetterKind.Acknowledgement,
            "acknowledgement-accepted"
        );

        Assert.Equal(
            ["programme.pdf", "note d’information.docx", "event.ics"],
            letter.Attachments.Select(a => a.FileName)
        );
    }

    [Theory]
    [InlineData(
        "attachments/programme.pdf",
        null,
        "letters/fr/invitation.md:3: there is no file 'attachments/programme.pdf'"
    )]
    [InlineData("attachments/programme.pdf", "", "attachments/programme.pdf:0: is empty")]
    [InlineData(
        "attachments/plan.png",
        "x",
        "attachments/plan.png:0: no letter names it; letters name their files in the front matter, "
            + "in a line 'attachments: ...'"
    )]
    [InlineData(
        "attachments/virus.exe",
        "x",
        "attachments/virus.exe:0: is of a kind that letters do not take with them; they take .pdf, "
            + ".docx, .xlsx, .pptx, .png, .jpg, .txt"
    )]
    [InlineData(
        "attachments/fr/plan.pdf",
        "x",
        "attachments/fr/plan.pdf:0: is in a folder of its own; the files are attachments/{file}"
    )]
    [InlineData(
        "attachments/a;b.pdf",
        "x",
        "attachments/a;b.pdf:0: the name must not have commas, semicolons, quotation marks or backslashes"
    )]
    public void A_problem_with_a_file_is_reported(string path, string? content, string problem) =>
        Assert.Contains(problem, (content is null ? Right.Without(path) : Right.Put(path, content)).Problems());

    [Fact]
    public void A_folder_whose_files_are_right_has_no_problems() => Assert.Empty(Right.Problems());

    [Fact]
    public void Files_that_would_make_a_letter_too_large_are_refused_and_those_that_just_fit_are_not()
    {
        Assert.Empty(Right.Put("attachments/programme.pdf", new byte[7_000_000 - 2]).Problems());
        Assert.Equal(
            "letters/fr/invitation.md:3: its files have 7,000,001 bytes together; at most 7,000,000 "
                + "are allowed, so that the letter stays below the 10 MB that many servers accept",
            Assert.Single(Right.Put("attachments/programme.pdf", new byte[7_000_000 - 1]).Problems())
        );
    }

    [Fact]
    public void More_files_than_a_process_should_keep_are_refused()
    {
        var folder = Right.Put("attachments/programme.pdf", new byte[39_999_999]);

        Assert.Contains(
            "attachments:0: the files have 40,000,001 bytes together; at most 40,000,000 are allowed",
            folder.Problems()
        );
    }

    [Fact]
    public void An_approval_is_for_the_files_too()
    {
        LetterSource[] letters = [new(Language.French, "invitation", "text")];
        Attachment file = new("programme.pdf", "application/pdf", Programme);
        var entry = new CampaignEntry
        {
            Id = new CampaignId("forum"),
            Source = "source",
            Buckets = 16,
        };
        var hashes = new[]
        {
            ContentHash.Compute(entry, letters, []),
            ContentHash.Compute(entry, letters, [file]),
            ContentHash.Compute(entry, letters, [file with { Content = "%PDF-1.7 another"u8.ToArray() }]),
            ContentHash.Compute(entry, letters, [file with { FileName = "plan.pdf" }]),
        };

        Assert.Equal(4, hashes.Distinct().Count());
    }

    private static Letter Compose(CampaignFolderBuilder files, StepId step, LetterKind kind, string? letter = null)
    {
        var folder = files.Read();
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["k"] = new byte[32] }, "k");
        var composer = new LetterComposer(
            folder.Campaign!,
            folder.Campaign!.Schedule,
            folder.Letters,
            links,
            new Uri("https://site.example/"),
            files: folder.Attachments
        );
        var now = Instant.FromUtc(2017, 12, 8, 8, 0);
        var reply = new Reply
        {
            Id = "r",
            Channel = Channel.Page,
            ReceivedAt = now,
            Answer = new Answer.Accepted(new Participation(DelegationSize: 2)),
        };
        return composer.Compose(
            new Invitation
            {
                Campaign = folder.Campaign.Id,
                Invitee = folder.Invitees.Single(),
                Phase = Phase.Answered,
                Reply = reply,
                Replies = 1,
            },
            new Dispatch
            {
                Step = step,
                Kind = kind,
                Letter = letter ?? step.Value,
                Due = now,
                ClaimedAt = now,
            },
            now
        );
    }
}
