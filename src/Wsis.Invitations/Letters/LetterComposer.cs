using System.Collections.Immutable;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Correspondence;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Letters;

/// <summary>Makes the letter of a dispatch: chooses the template, fills it in, lays it out.</summary>
public sealed class LetterComposer
{
    private readonly Campaign campaign;
    private readonly Schedule schedule;
    private readonly ReplyLinks links;
    private readonly Uri site;
    private readonly string? inboundDomain;
    private readonly Dictionary<(Language, string), LetterTemplate> templates;
    private readonly IReadOnlyList<Attachment> files;
    private readonly LetterImages images;

    /// <param name="campaign">The campaign.</param>
    /// <param name="schedule">The schedule in force.</param>
    /// <param name="templates">The campaign's letters; those that the plan can ask for must be there in the languages
    /// of its invitees.</param>
    /// <param name="links">Signs the reply links.</param>
    /// <param name="site">The address under which the reply pages are reached.</param>
    /// <param name="inboundDomain">The domain of the addresses to which offices reply by e-mail; null: they reply to
    /// the campaign's contact.</param>
    /// <param name="files">The campaign's files, which letters name; null: none.</param>
    public LetterComposer(
        Campaign campaign,
        Schedule schedule,
        IEnumerable<LetterTemplate> templates,
        ReplyLinks links,
        Uri site,
        string? inboundDomain = null,
        IReadOnlyList<Attachment>? files = null
    )
    {
        this.campaign = campaign;
        this.schedule = schedule;
        this.links = links;
        this.site = site;
        this.inboundDomain = inboundDomain;
        this.files = files ?? [];
        images = new LetterImages(this.files, campaign.Sender.Address.Split('@')[^1]);
        this.templates = templates.ToDictionary(t => (t.Source.Language, t.Source.Name));
    }

    /// <summary>The address of an invitation's reply page.</summary>
    public Uri ReplyPage(Invitation invitation) =>
        new(site, $"r/{links.Token(new ReplyLink(invitation.Key, invitation.LinkGeneration))}");

    /// <summary>The address that leads to an invitation's reply page and is short enough to be typed.</summary>
    public Uri PrintedReplyPage(Invitation invitation)
    {
        var key = invitation.Key;
        var code = links.PrintedCode(new ReplyLink(invitation.Key, invitation.LinkGeneration));
        return new(site, $"p/{key.Campaign}/{key.Invitee}/{code}");
    }

    /// <summary>Whether the letter of a step goes with its PDF.</summary>
    public bool HasPdf(string letter) => schedule.Steps.Any(s => s.HasPdf && s.Id.Value == letter);

    /// <summary>Composes the letter of a dispatch.</summary>
    /// <exception cref="ReasonException">There is no such template in the invitee's language, or not a file that
    /// it names.</exception>
    public Letter Compose(Invitation invitation, Dispatch dispatch, Instant now)
    {
        var invitee = invitation.Invitee;
        var letter = ComposeOne(invitation, dispatch, now);
        // Words that staff wrote are in one language.
        return invitee.SecondLanguage is { } second && dispatch.Text is null
            ? BilingualLetter.Merge(letter, ComposeOne(InSecondLanguage(invitation, second), dispatch, now))
            : letter;
    }

    /// <summary>The same invitation for the text below.</summary>
    private static Invitation InSecondLanguage(Invitation invitation, Language language) =>
        invitation with
        {
            Invitee = SecondText.Translate(invitation.Invitee, language),
        };

    private Letter ComposeOne(Invitation invitation, Dispatch dispatch, Instant now)
    {
        var invitee = invitation.Invitee;
        var language = invitee.Language;
        var today = now.InZone(schedule.Zone).Date;
        var (subject, markdown, attachments) = dispatch.Text is { } own
            ? (own.Subject, own.ToMarkdown(), [])
            : FillTemplate(invitation, dispatch, language, today);
        var asksForReply =
            dispatch.Kind is not (LetterKind.Withdrawal or LetterKind.WithdrawalCopy or LetterKind.Personal);
        var sheet = LetterSheet.Create(
            campaign,
            invitee with
            {
                Language = language,
            },
            subject,
            today,
            dispatch.Text is null,
            images
        ) with
        {
            ReplyPage = asksForReply ? ReplyPage(invitation).ToString() : null,
            PrintedReplyPage = asksForReply ? PrintedReplyPage(invitation).ToString() : null,
        };
        var body = LetterHtml.Parse(markdown);
        LetterLinks.RemoveUnsafe(body);
        var text = LetterPlainText.Document(sheet, body);
        var places = images.FindIn(body);
        string Render(Func<InlineImage, string> addressOf)
        {
            LetterImages.Place(places, addressOf);
            return LetterHtml.Render(body);
        }
        var addresses = AddressesOf(invitation, dispatch);
        var copies = CopiesOf(invitation, dispatch);
        var readers = addresses.Concat(copies.Select(c => c.Address));
        return new Letter
        {
            Id = invitation.IdOf(dispatch),
            Kind = dispatch.Kind,
            Language = language,
            From = campaign.Sender,
            To =
            [
                .. addresses.Select(address => new Mailbox(
                    dispatch.Kind.IsForPersons ? "" : TextSanitizer.Line(invitee.Office),
                    address
                )),
            ],
            Copies = copies,
            ReplyTo = new Mailbox(campaign.Contact.Name.In(language), ReplyAddress(invitation)),
            Subject = subject,
            Reference = campaign.Reference,
            WithPdf = dispatch.Text is null && HasPdf(dispatch.Letter),
            Html = LetterHtml.Document(sheet, Render(image => $"cid:{image.ContentId}")),
            Images = [.. sheet.Images.Concat(places.Select(p => p.Image)).Distinct()],
            LazyPage = new Lazy<string>(() => LetterPage.Document(sheet, Render(image => image.ToDataAddress()))),
            Text = text,
            Follows = [.. ThreadOf(invitation, dispatch), .. dispatch.Text?.Follows ?? []],
            Attachments = [.. attachments, .. Calendar(invitation, dispatch, language, now, readers)],
        };
    }

    private (string Subject, string Body, IReadOnlyList<Attachment> Attachments) FillTemplate(
        Invitation invitation,
        Dispatch dispatch,
        Language language,
        LocalDate today
    )
    {
        if (FindTemplate(language, dispatch.Letter, invitation.Invitee.Group) is not { } template)
            throw new ReasonException(new Reason.LetterMissing(campaign.Id, dispatch.Letter, language.Code));
        var reply = ReplyPage(invitation).ToString();
        var fields = LetterFields.Create(campaign, schedule, invitation, language, reply, $"{reply}/letter", today);
        return (template.Subject(fields), template.Body(fields), [.. template.Attachments.Select(FindAttachment)]);
    }

    /// <summary>A group may have a letter of its own. Otherwise it has the general one.</summary>
    private LetterTemplate? FindTemplate(Language language, string letter, string group) =>
        templates.GetValueOrDefault((language, new LetterName(letter, group).ToString()))
        ?? templates.GetValueOrDefault((language, letter));

    /// <summary>The addresses of a letter. The copy of one on paper goes to those of persons.</summary>
    private static IReadOnlyList<string> AddressesOf(Invitation invitation, Dispatch dispatch) =>
        dispatch switch
        {
            { Kind: LetterKind.AcknowledgementCopy } => FormerEntries.ListAcknowledgementCopies(invitation),
            { Kind: LetterKind.WithdrawalCopy } => FormerEntries.ListWithdrawalCopies(invitation),
            { ToMission: true } => invitation.Invitee.Copies,
            _ => invitation.Invitee.Addresses,
        };

    /// <summary>The copies of a letter, with those for persons that do not have the letter already.</summary>
    private IReadOnlyList<Mailbox> CopiesOf(Invitation invitation, Dispatch dispatch)
    {
        var copies = CopiesOf(invitation.Invitee, dispatch);
        var reached = AddressesOf(invitation, dispatch).Concat(copies.Select(c => c.Address));
        return
        [
            .. copies,
            .. PersonsInCopy(invitation, dispatch)
                .Except(reached, StringComparer.OrdinalIgnoreCase)
                .Select(person => new Mailbox("", person)),
        ];
    }

    /// <summary>The first sending of an acknowledgement or of a withdrawal goes to persons too, unless they have had a
    /// letter of their own, because it was to go on paper.</summary>
    private static ImmutableArray<string> PersonsInCopy(Invitation invitation, Dispatch dispatch)
    {
        var isFirst = dispatch.Edition == invitation.FirstEdition;
        return dispatch.Kind switch
        {
            LetterKind.Acknowledgement
                when isFirst
                    && dispatch.Step == invitation.AcknowledgementStep
                    && !HasBegun(invitation.AcknowledgementCopyStep) => FormerEntries.ListAcknowledgementCopies(
                invitation
            ),
            LetterKind.Withdrawal when isFirst && !HasBegun(Invitation.WithdrawalCopyStep) =>
                FormerEntries.ListWithdrawalCopies(invitation),
            _ => [],
        };

        bool HasBegun(StepId step) => invitation.Dispatches.Any(d => d.Step == step);
    }

    /// <summary>A letter of the campaign is copied to the permanent mission, a letter that staff wrote to the
    /// campaign's contact.</summary>
    private IReadOnlyList<Mailbox> CopiesOf(Invitee invitee, Dispatch dispatch) =>
        dispatch.Kind == LetterKind.Personal
            ? [new Mailbox(campaign.Contact.Name.In(invitee.Language), campaign.Contact.Address)]
        : dispatch.Kind.IsForPersons ? []
        : campaign.CopyToMission && !dispatch.ToMission ? [.. invitee.Copies.Select(copy => new Mailbox("", copy))]
        : [];

    /// <summary>The name of a letter that the campaign needs and does not have in a language. Null if it has
    /// all.</summary>
    public string? FindMissing(Language language) =>
        CampaignFolder.LettersOf(campaign).FirstOrDefault(letter => !templates.ContainsKey((language, letter)));

    /// <summary>The names of the letters that the campaign can come to send, each followed by those for a
    /// group.</summary>
    public IEnumerable<string> ListLetters() =>
        CampaignFolder
            .LettersOf(campaign)
            .SelectMany(letter =>
                templates
                    .Keys.Select(t => t.Item2)
                    .Where(name => name.StartsWith($"{letter}.", StringComparison.Ordinal))
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Prepend(letter)
            );

    /// <summary>The composer of an earlier time of the campaign.</summary>
    /// <param name="then">The schedule of that time.</param>
    /// <param name="letters">The letters of that time. Null for the same.</param>
    public LetterComposer AsOf(Schedule then, IEnumerable<LetterTemplate>? letters) =>
        new(campaign, then, letters ?? templates.Values, links, site, inboundDomain, files);

    /// <summary>Every letter follows the invitation's own, so that offices find all of them in one thread.</summary>
    private IReadOnlyList<string> ThreadOf(Invitation invitation, Dispatch dispatch) =>
        invitation.Dispatches.LastOrDefault(d => d is { Kind: LetterKind.Invitation, State: DispatchState.Sent })
            is { } first
        && first != dispatch
            ? [LetterMessageId.Create(invitation.IdOf(first), campaign.Sender.Address)]
            : [];

    private string ReplyAddress(Invitation invitation) =>
        inboundDomain is null
            ? campaign.Contact.Address
            : new ReplyAddress(campaign.Id, links.MailTag(invitation.Key)).At(inboundDomain);

    private Attachment FindAttachment(string name) =>
        files.FirstOrDefault(f => f.FileName == name)
        ?? throw new ReasonException(new Reason.FileMissing(campaign.Id, name));

    /// <summary>Acknowledgements have the calendar entries of the reply and cancel those that it has no more. The
    /// letter of withdrawal cancels all.</summary>
    private IEnumerable<Attachment> Calendar(
        Invitation invitation,
        Dispatch dispatch,
        Language language,
        Instant now,
        IEnumerable<string> readers
    ) =>
        dispatch.Kind is LetterKind.Acknowledgement or LetterKind.Withdrawal || dispatch.Kind.IsForPersons
            ? CalendarEntry.WriteAll(campaign, invitation, language, now, readers)
            : [];
}
