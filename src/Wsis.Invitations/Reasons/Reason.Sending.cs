using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Reasons;

/// <content>Why a letter or a webhook message was not sent.</content>
public abstract partial record Reason
{
    /// <summary>Words of a provider, or of a build that had no codes.</summary>
    [Code("as-written")]
    public sealed record AsWritten(string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign lacks a letter in the invitee's language.</summary>
    [Code("letter-missing")]
    public sealed record LetterMissing(CampaignId Campaign, string Letter, string Language) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The invitee was not sent this letter.</summary>
    [Code("letter-not-found")]
    public sealed record LetterNotFound(string Letter, InviteeId Invitee) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The campaign lacks a file: an attachment that a letter names, or one that a request asks for.</summary>
    [Code("file-missing")]
    public sealed record FileMissing(CampaignId Campaign, string File) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The host's own limit of letters a minute is reached.</summary>
    [Code("throttled")]
    public sealed record Throttled(int LettersPerMinute) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The mail provider answered with an error.</summary>
    [Code("provider-answered")]
    public sealed record ProviderAnswered(string Provider, int Status, string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string ForLog => $"{Code} {Status}";

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>There was no connection to the mail provider.</summary>
    [Code("provider-unreachable")]
    public sealed record ProviderUnreachable(string Provider, string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The mail provider did not answer in time.</summary>
    [Code("provider-timed-out")]
    public sealed record ProviderTimedOut(string Provider, double Seconds) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The connection ended after the letter was sent and before the answer came.</summary>
    [Code("connection-lost")]
    public sealed record ConnectionLost(string Provider, string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The mail provider has no query for one letter.</summary>
    [Code("provider-cannot-say")]
    public sealed record ProviderCannotSay(string Provider) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The host sends only to listed domains.</summary>
    [Code("domain-not-allowed")]
    public sealed record DomainNotAllowed(string Domain) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The mail provider does not accept a letter of this size.</summary>
    [Code("letter-too-large")]
    public sealed record LetterTooLarge(string Provider, double Megabytes, int MaxMegabytes) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The letter cannot be rendered for this invitee.</summary>
    [Code("letter-not-rendered")]
    public sealed record LetterNotRendered(string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The pickup folder cannot be written to.</summary>
    [Code("folder-not-writable")]
    public sealed record FolderNotWritable(string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The pickup folder has no file for the letter.</summary>
    [Code("not-in-folder")]
    public sealed record NotInFolder : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The letter goes with its PDF, and no browser is configured that prints it.</summary>
    [Code("no-browser")]
    public sealed record NoBrowser : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The browser did not print the letter. <paramref name="Words"/> are those of the browser.</summary>
    [Code("not-printed")]
    public sealed record NotPrinted(string Words) : Reason
    {
        public string Words { get; init; } = Redactor.Redact(Words);

        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Webhook messages are signed, and no key is configured.</summary>
    [Code("no-webhook-secret")]
    public sealed record NoWebhookSecret : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The receiver did not answer in time.</summary>
    [Code("webhook-timed-out")]
    public sealed record WebhookTimedOut(double Seconds) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The receiver answered 410 Gone.</summary>
    [Code("webhook-gone")]
    public sealed record WebhookGone : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>The receiver answered with an error.</summary>
    [Code("webhook-answered")]
    public sealed record WebhookAnswered(int Status) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }

    /// <summary>Webhook messages go only to the public internet.</summary>
    [Code("address-not-public")]
    public sealed record AddressNotPublic(string Host) : Reason
    {
        public override string In(IReasonTexts texts) => texts.Text(this);
    }
}
