using NodaTime;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Statements;

namespace Wsis.Invitations.Campaigns;

/// <summary>The facts of a campaign that staff write before it is launched: the contents of
/// <c>campaign.json</c>.</summary>
public sealed record Campaign
{
    public required CampaignId Id { get; init; }

    /// <summary>The reference of the circular letter, such as <c>CL-17/051</c>.</summary>
    public required string Reference { get; init; }

    public required LocalizedText Title { get; init; }

    public required LocalizedText Organisation { get; init; }

    /// <summary>The signatory of the letters: an office, as written under the complimentary close.</summary>
    public required LocalizedText Signatory { get; init; }

    /// <summary>The signature under the letters. Null: each letter has its own close.</summary>
    public Signature? Signature { get; init; }

    public Letterhead Letterhead { get; init; } = new();

    /// <summary>The place in the line of the date, such as Geneva. Null: the line has the date only.</summary>
    public LocalizedText? Place { get; init; }

    /// <summary>The From address of the letters.</summary>
    public required Mailbox Sender { get; init; }

    /// <summary>The contact for questions. It receives replies by e-mail.</summary>
    public required Contact Contact { get; init; }

    public required Event Event { get; init; }

    /// <summary>The days on which policy statements can be delivered; may be empty.</summary>
    public required IReadOnlyList<StatementDay> Statements { get; init; }

    /// <summary>Further links that letters may use, by name: <c>{{ links.partnership }}</c>.</summary>
    public required IReadOnlyDictionary<string, string> Links { get; init; }

    public required Schedule Schedule { get; init; }

    /// <summary>The addresses that receive webhook messages about every change. May be empty.</summary>
    public IReadOnlyList<Uri> Webhooks { get; init; } = [];

    /// <summary>Whether each letter goes in copy to the State's permanent mission.</summary>
    public bool CopyToMission { get; init; }

    /// <summary>Whether letters go to the State's permanent mission once the official address has refused
    /// one.</summary>
    public bool MissionIfRefused { get; init; }

    /// <summary>Whether an office that has answered may change its answer on the page after the deadline.</summary>
    public bool ChangeAfterDeadline { get; init; } = true;

    /// <summary>The last day on which an office names its delegation on the reply page. Null: the first day of the
    /// event.</summary>
    public LocalDate? DelegationUntil { get; init; }

    /// <summary>The moment until which an office names its delegation: the end of the day, in the campaign's
    /// zone.</summary>
    public Instant DelegationClose =>
        (DelegationUntil ?? Event.From).PlusDays(1).AtStartOfDayInZone(Schedule.Zone).ToInstant();

    /// <summary>Whether somebody other than the importer must approve the content.</summary>
    public bool SecondPerson { get; init; }

    /// <summary>The rule by which policy statements are ordered.</summary>
    public StatementRule StatementOrder { get; init; } = new StatementRule.Acceptance();
}

/// <summary>A name and an e-mail address.</summary>
public sealed record Mailbox(string Name, string Address);

/// <summary>The named contact of a campaign. <paramref name="Fax"/> is null where there is no fax.</summary>
public sealed record Contact(LocalizedText Name, string Address, string Telephone, string? Fax = null)
{
    /// <summary>The language of the letters to the contact: English or French.</summary>
    public Language Language { get; init; } = Language.English;
}

/// <summary>The event. <paramref name="From"/> and <paramref name="To"/> are its first and last day.</summary>
public sealed record Event(LocalizedText Name, LocalizedText Place, LocalDate From, LocalDate To);

/// <summary>A day of the event on which policy statements are delivered, and how many fit into it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Capacity">How many statements fit into it.</param>
/// <param name="Hours">From when to when, in the campaign's zone; null where that is not settled yet.</param>
public sealed record StatementDay(LocalDate Day, int Capacity, Hours? Hours = null)
{
    /// <summary>The minutes of a statement that asks for none: the hours divided by the capacity. Null where the hours
    /// are not settled.</summary>
    public int? UsualMinutes =>
        Hours is { } hours
            ? Math.Max(1, (int)(Period.Between(hours.From, hours.To, PeriodUnits.Minutes).Minutes / Capacity))
            : null;
}

/// <summary>A part of a day; <paramref name="To"/> is after <paramref name="From"/>.</summary>
public sealed record Hours(LocalTime From, LocalTime To);
