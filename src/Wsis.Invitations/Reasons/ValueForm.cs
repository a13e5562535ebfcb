namespace Wsis.Invitations.Reasons;

/// <summary>What a value of a campaign folder must be.</summary>
public enum ValueForm
{
    /// <summary>The id of a campaign.</summary>
    CampaignId,

    /// <summary>The id of a step.</summary>
    StepId,

    /// <summary>The id of an invitee.</summary>
    InviteeId,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A text without line breaks.</summary>
    TextLine,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A boolean.</summary>
    TrueOrFalse,

    /// <summary>An object of JSON.</summary>
    JsonMap,

    /// <summary>A file that is an object of JSON.</summary>
    JsonFile,

    /// <summary>An array of JSON.</summary>
    List,

    /// <summary>A time zone.</summary>
    Zone,

    /// <summary>A local date and time.</summary>
    LocalDateTime,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A period.</summary>
    Period,

    /// <summary>The moment of a step.</summary>
    Due,

    /// <summary>A number of days, as a form asks for a period.</summary>
    DayCount,

    /// <summary>An e-mail address.</summary>
    EmailAddress,

    /// <summary>The time zone of an office, by its IANA name, its Windows name or a city.</summary>
    OfficeZone,

    /// <summary>Several e-mail addresses.</summary>
    EmailAddresses,

    /// <summary>An e-mail address, of an office that has no postal address and no fax number either.</summary>
    EmailAddressOrPaper,

    /// <summary>An address of the web.</summary>
    WebAddress,

    /// <summary>The address of a webhook.</summary>
    Webhook,

    /// <summary>The code of a language.</summary>
    Language,

    /// <summary>The codes of one or two languages.</summary>
    OfficeLanguages,

    /// <summary>The code of a State.</summary>
    StateCode,

    /// <summary>The days off.</summary>
    Weekend,

    /// <summary>The name of a group.</summary>
    GroupName,

    /// <summary>A postal address in lines.</summary>
    PostalAddress,

    /// <summary>A fax number.</summary>
    FaxNumber,

    /// <summary>The kind of a step.</summary>
    LetterKind,

    /// <summary>Who approves.</summary>
    Approval,

    /// <summary>The order of statements.</summary>
    StatementOrder,

    /// <summary>The size of a sheet of paper.</summary>
    Paper,

    /// <summary>A language of letters to staff.</summary>
    StaffLanguage,

    /// <summary>The name of an image's file.</summary>
    ImageName,
}
