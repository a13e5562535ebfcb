using System.Text.Json.Serialization;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Invitees;

/// <summary>An addressee: an office in a State, not a private person.</summary>
public sealed record Invitee
{
    public required InviteeId Id { get; init; }

    /// <summary>The State's ISO 3166-1 alpha-3 code.</summary>
    public required string State { get; init; }

    /// <summary>The State's official short name, in <see cref="Language"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The office addressed, in <see cref="Language"/>.</summary>
    public required string Office { get; init; }

    /// <summary>The salutation of the letter with its punctuation: <c>Madame, Monsieur,</c>.</summary>
    public required string Salutation { get; init; }

    /// <summary>The language of letters and pages.</summary>
    public required Language Language { get; init; }

    /// <summary>The language of the text below each letter. Null if letters are in one language.</summary>
    public Language? SecondLanguage { get; init; }

    /// <summary>The languages of the letters, the first one first.</summary>
    [JsonIgnore]
    public IEnumerable<Language> Languages => SecondLanguage is null ? [Language] : [Language, SecondLanguage];

    /// <summary>The official e-mail address, or several between semicolons
    /// (<see cref="EmailAddress.TryReadList"/>). Empty for an office that is reached on paper.</summary>
    public required string Address { get; init; }

    /// <summary>The address of the permanent mission, or several, if letters go there in copy.</summary>
    public string? Copy { get; init; }

    /// <summary>The single official addresses. Letters go to all of them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Addresses => EmailAddress.Split(Address);

    /// <summary>The single addresses of the permanent mission.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Copies => EmailAddress.Split(Copy);

    /// <summary>The zone of the office. Its sending window is in this zone.</summary>
    public required DateTimeZone Zone { get; init; }

    public required Weekend Weekend { get; init; }

    /// <summary>The ITU region for the counts. Free text, may be empty.</summary>
    public string Region { get; init; } = "";

    /// <summary>The group, in the form of <see cref="GroupName"/>. A letter may exist for it. Empty if there is
    /// none.</summary>
    public string Group { get; init; } = "";

    /// <summary>The name of the person who holds the office. May be empty.</summary>
    public string Person { get; init; } = "";

    /// <summary>The title of that person: <c>Her Excellency</c>, <c>Dr</c>. May be empty.</summary>
    public string Honorific { get; init; } = "";

    /// <summary>The postal address, in lines. Empty if there is none.</summary>
    public string Postal { get; init; } = "";

    /// <summary>The fax number. Empty if there is none.</summary>
    public string Fax { get; init; } = "";

    /// <summary>How the letters reach the office: on paper if it has no e-mail address.</summary>
    [JsonIgnore]
    public LetterChannel Channel => Address.Length == 0 ? LetterChannel.Paper : LetterChannel.Email;

    /// <summary>The lines of the postal address.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> PostalLines => Postal.Length == 0 ? [] : Postal.Split('\n');

    /// <summary>The cells of the list's own columns.</summary>
    public OwnCells Own { get; init; } = OwnCells.None;
}
