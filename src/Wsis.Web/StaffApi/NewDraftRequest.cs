using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffApi;

/// <summary>What a new campaign begins with. With an earlier campaign, its organisation may be left out.</summary>
/// <param name="Name">The name of the event, by the codes of the languages.</param>
/// <param name="Reference">The reference of the circular letter.</param>
/// <param name="From">The first day: 2027-05-03.</param>
/// <param name="To">The last day.</param>
/// <param name="Place">The place, by the codes of the languages.</param>
/// <param name="Languages">The codes of the languages of the letters.</param>
/// <param name="Zone">The time zone: Europe/Zurich.</param>
/// <param name="SendAt">When the invitation goes out, in that zone: 2026-12-07T09:00:00.</param>
/// <param name="Deadline">The first moment that is too late, in that zone.</param>
/// <param name="Organisation">The name of the organisation, by the codes of the languages.</param>
/// <param name="Signatory">The office that signs, by the codes of the languages.</param>
/// <param name="Contact">The contact for offices, by the codes of the languages.</param>
/// <param name="Address">Its e-mail address.</param>
/// <param name="Telephone">Its telephone number.</param>
/// <param name="Earlier">The id of the campaign whose letters, organisation and plan it takes. Left out for standard
/// letters.</param>
/// <param name="WithList">Whether it takes the list of that one too.</param>
public sealed record NewDraftRequest(
    IReadOnlyDictionary<string, string>? Name = null,
    string? Reference = null,
    string? From = null,
    string? To = null,
    IReadOnlyDictionary<string, string>? Place = null,
    IReadOnlyList<string>? Languages = null,
    string? Zone = null,
    string? SendAt = null,
    string? Deadline = null,
    IReadOnlyDictionary<string, string>? Organisation = null,
    IReadOnlyDictionary<string, string>? Signatory = null,
    IReadOnlyDictionary<string, string>? Contact = null,
    string? Address = null,
    string? Telephone = null,
    string? Earlier = null,
    bool? WithList = null
)
{
    /// <summary>The length of a moment without seconds, as the form has it.</summary>
    private const int LengthOfMoment = 16;

    internal NewCampaign ToNewCampaign()
    {
        var texts = new Dictionary<string, IReadOnlyDictionary<string, string>?>
        {
            ["name"] = Name,
            ["place"] = Place,
            ["organisation"] = Organisation,
            ["signatory"] = Signatory,
            ["contact"] = Contact,
        };
        var writtenIn = Language.All.FirstOrDefault(l => Name?.ContainsKey(l.Code) == true) ?? Language.English;
        string In(string field) => texts[field]?.GetValueOrDefault(writtenIn.Code) ?? "";
        return new NewCampaign
        {
            Name = In("name"),
            Reference = Reference ?? "",
            From = From ?? "",
            To = To ?? "",
            Place = In("place"),
            Languages = Languages ?? [],
            Zone = Zone ?? "",
            SendAt = WithoutSeconds(SendAt),
            Deadline = WithoutSeconds(Deadline),
            Organisation = In("organisation"),
            Signatory = In("signatory"),
            Contact = In("contact"),
            Address = Address ?? "",
            Telephone = Telephone ?? "",
            WrittenIn = writtenIn,
            Translations = texts
                .SelectMany(t => t.Value ?? new Dictionary<string, string>(), (t, text) => (Field: t.Key, text))
                .Where(t => Language.TryParse(t.text.Key, out var language) && language != writtenIn)
                .ToDictionary(t => $"{t.Field}-{t.text.Key}", t => t.text.Value),
        };
    }

    private static string WithoutSeconds(string? moment) =>
        moment?.EndsWith(":00", StringComparison.Ordinal) == true && moment.Length > LengthOfMoment
            ? moment[..LengthOfMoment]
            : moment ?? "";
}
