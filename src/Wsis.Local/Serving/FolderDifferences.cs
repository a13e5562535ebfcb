using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;

namespace Wsis.Local.Serving;

/// <summary>Compares a campaign folder with the campaign that was launched from it. A launched campaign does not take
/// the changes of its folder.</summary>
internal sealed class FolderDifferences(ICampaignStore campaigns, IInvitationStore invitations)
{
    /// <summary>The number of invitees that a line names.</summary>
    private const int MaxNames = 10;

    /// <summary>Describes what differs and what staff can do about it.</summary>
    /// <returns>The lines; none if nothing differs.</returns>
    public async Task<IReadOnlyList<string>> Describe(
        CampaignFolder folder,
        CampaignEntry stored,
        CancellationToken cancellation
    )
    {
        if (stored.State is not (CampaignState.Running or CampaignState.Paused))
            return
            [
                "The folder is not used, because the campaign is over. To run it again, give it another id in "
                    + "campaign.json.",
            ];
        List<string> found =
        [
            .. DescribeFiles(
                new Dictionary<string, string> { [CampaignReader.FileName] = stored.Source },
                new Dictionary<string, string> { [CampaignReader.FileName] = folder.Source }
            ),
            .. DescribeFiles(
                (await campaigns.ReadLetters(stored.Id, cancellation)).ToDictionary(PathOf, l => l.Text),
                folder.Letters.Select(l => l.Source).ToDictionary(PathOf, l => l.Text)
            ),
            .. DescribeFiles(
                (await campaigns.ReadAttachments(stored.Id, cancellation)).ToDictionary(CampaignFolder.PathOf, Digest),
                folder.Attachments.ToDictionary(CampaignFolder.PathOf, Digest)
            ),
            .. DescribeInvitees(await ReadInvitees(stored, cancellation), folder.Invitees.ToDictionary(i => i.Id)),
        ];
        return found.Count == 0
            ? []
            :
            [
                "The folder differs from the campaign as it was launched. The campaign continues as it was launched:",
                .. found.Select(line => $"  {line}"),
                "Staff extend the deadline, add invitees, correct addresses, particulars and letters, and withdraw "
                    + "invitations on the pages. For anything else cancel the campaign, and "
                    + "give the folder another id in campaign.json.",
            ];
    }

    private async Task<Dictionary<InviteeId, Invitee>> ReadInvitees(
        CampaignEntry stored,
        CancellationToken cancellation
    )
    {
        var invitees = new Dictionary<InviteeId, Invitee>();
        var rows = invitations.ListAll(stored.Id, stored.Buckets, InvitationFilter.None, cancellation);
        await foreach (var (invitation, _) in rows)
            invitees.Add(invitation.Invitee.Id, invitation.Invitee);
        return invitees;
    }

    private static IEnumerable<string> DescribeFiles(
        IReadOnlyDictionary<string, string> stored,
        IReadOnlyDictionary<string, string> folder
    ) =>
        stored
            .Keys.Union(folder.Keys)
            .Order(StringComparer.Ordinal)
            .Select(path =>
                (Path: path, Change: DescribeFile(stored.GetValueOrDefault(path), folder.GetValueOrDefault(path)))
            )
            .Where(f => f.Change is not null)
            .Select(f => $"{f.Path} {f.Change}");

    private static string? DescribeFile(string? stored, string? folder) =>
        (stored, folder) switch
        {
            (null, _) => "is new.",
            (_, null) => "is missing.",
            _ => stored == folder ? null : "was changed.",
        };

    private static IEnumerable<string> DescribeInvitees(
        Dictionary<InviteeId, Invitee> stored,
        Dictionary<InviteeId, Invitee> folder
    ) =>
        new[]
        {
            DescribeRows("are new and are not invited", folder.Keys.Where(id => !stored.ContainsKey(id))),
            DescribeRows("are missing and stay invited", stored.Keys.Where(id => !folder.ContainsKey(id))),
            DescribeRows(
                "differ from the invitation",
                folder.Keys.Where(id => stored.TryGetValue(id, out var invited) && invited != folder[id])
            ),
        }.OfType<string>();

    private static string? DescribeRows(string what, IEnumerable<InviteeId> ids)
    {
        var all = ids.Select(id => id.Value).Order(StringComparer.Ordinal).ToList();
        var more = all.Count > MaxNames ? $" and {all.Count - MaxNames} more" : "";
        return all.Count == 0
            ? null
            : $"{InviteeList.FileName}: rows that {what}: {string.Join(", ", all.Take(MaxNames))}{more}.";
    }

    private static string PathOf(LetterSource letter) => $"letters/{letter.Language}/{letter.Name}.md";

    private static string Digest(Attachment attachment) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(attachment.Content.Span));
}
