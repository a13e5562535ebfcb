using System.Globalization;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.StaffPages.InvitationList;

/// <summary>A page of the list of invitations.</summary>
/// <param name="Items">The invitations.</param>
/// <param name="Next">Where the next page begins; null where there is none.</param>
/// <param name="Count">How many invitations match the filter; null where it was not counted.</param>
/// <param name="Choices">What the campaign has to filter by.</param>
public sealed record ListedInvitations(
    IReadOnlyList<Invitation> Items,
    string? Next,
    long? Count,
    FilterChoices Choices
);

/// <summary>The values of a campaign that its invitations can be filtered by.</summary>
/// <param name="Regions">The regions.</param>
/// <param name="Groups">The groups.</param>
/// <param name="HasPaper">Whether letters to somebody go on paper.</param>
public sealed record FilterChoices(IReadOnlyList<string> Regions, IReadOnlyList<string> Groups, bool HasPaper);

/// <summary>Lists invitations for people: by the names of their States, with their number. A large campaign is listed
/// as the store has it, because all rows would have to be read for a page.</summary>
public sealed class InvitationListing(IInvitationStore store, CampaignCounts counts)
{
    /// <summary>The most invitations of a campaign whose list is sorted and counted.</summary>
    private const int MaxSorted = 2_000;

    /// <summary>Reads a page.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="asked">The filter, and where the page begins.</param>
    /// <param name="language">The language of the States' names.</param>
    /// <param name="top">The most invitations of a page.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="FormatException">No page begins there.</exception>
    public async Task<ListedInvitations> Read(
        LoadedCampaign campaign,
        AskedFor asked,
        Language language,
        int top,
        CancellationToken cancellation
    )
    {
        var tally = await counts.Load(campaign.Entry, cancellation);
        var choices = new FilterChoices(
            FindValues(tally, "region", language),
            FindValues(tally, "group", language),
            tally.ListValues(Tally.ByChannel).Contains(nameof(LetterChannel.Paper))
        );
        return tally.Invitees <= MaxSorted
            ? await ReadSorted(campaign, asked, language, top, choices, cancellation)
            : await ReadStored(campaign, asked, tally, top, choices, cancellation);
    }

    private async Task<ListedInvitations> ReadSorted(
        LoadedCampaign campaign,
        AskedFor asked,
        Language language,
        int top,
        FilterChoices choices,
        CancellationToken cancellation
    )
    {
        var from = asked.Continuation is null
            ? 0
            : int.Parse(asked.Continuation, NumberStyles.None, CultureInfo.InvariantCulture);
        var found = new List<Invitation>();
        var rows = store.ListAll(campaign.Entry.Id, campaign.Entry.Buckets, asked.Filter, cancellation);
        await foreach (var row in rows)
            found.Add(row.Value);
        var sorted = found
            .OrderBy(i => StateNames.Find(i.Invitee.State, language), StateNames.OrderIn(language))
            .ThenBy(i => i.Invitee.Id.Value, StringComparer.Ordinal);
        var next = from + top < found.Count ? (from + top).ToString(CultureInfo.InvariantCulture) : null;
        return new ListedInvitations([.. sorted.Skip(from).Take(top)], next, found.Count, choices);
    }

    private async Task<ListedInvitations> ReadStored(
        LoadedCampaign campaign,
        AskedFor asked,
        Tally tally,
        int top,
        FilterChoices choices,
        CancellationToken cancellation
    )
    {
        var page = await store.List(
            campaign.Entry.Id,
            campaign.Entry.Buckets,
            asked.Filter,
            top,
            asked.Continuation,
            cancellation
        );
        return new ListedInvitations(
            [.. page.Items.Select(i => i.Value)],
            page.Continuation,
            asked.Filter == InvitationFilter.None ? tally.Invitees : null,
            choices
        );
    }

    private static List<string> FindValues(Tally tally, string group, Language language) =>
        [.. tally.ListValues(group).Order(StringComparer.Create(CultureOf(language), ignoreCase: true))];

    private static CultureInfo CultureOf(Language language) => CultureInfo.GetCultureInfo(language.Code);
}
