using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Storage;

namespace Wsis.Invitations.Workflow;

/// <summary>Finds what an import would warn of in the invitees that are corrected.</summary>
public static class CorrectionWarnings
{
    /// <summary>The warnings of one invitee as it is stored. They stay until it is mended, or until the letter has gone
    /// out.</summary>
    public static IReadOnlyList<Problem> Find(LoadedCampaign campaign, Invitation invitation)
    {
        if (invitation.IsErased)
            return [];
        var secondTexts = SecondText
            .FindMissing([invitation.Invitee])
            .Select(reason => Warn("language", reason with { Invitees = null }));
        return [.. secondTexts, .. FindEmpty(campaign, invitation)];
    }

    private static IEnumerable<Problem> FindEmpty(LoadedCampaign campaign, Invitation invitation)
    {
        var plan = campaign.Planner.For(invitation.Invitee);
        var warnings = LetterColumns.FindEmpty(
            campaign.Templates,
            [invitation.Invitee],
            receives: (_, letter) => invitation.MayStillReceive(plan, letter)
        );
        foreach (var warning in warnings)
            if (warning.Reason is ProblemReason.FieldEmpty empty)
                yield return warning with
                {
                    Reason = empty with { Invitees = null, First = null },
                };
    }

    /// <summary>The warnings that corrections cause. What was as it is before is not warned of again.</summary>
    internal static async Task<IReadOnlyList<Problem>> Find(
        IReadOnlyList<Correction> corrections,
        IReadOnlyDictionary<InviteeId, Invitation> invitations,
        LoadedCampaign campaign,
        IInvitationStore store,
        CancellationToken cancellation
    )
    {
        var secondTexts = SecondText
            .FindMissing(corrections.Where(c => !HasSameSecondText(c)).Select(c => c.After))
            .Select(reason => Warn("language", reason));
        var emptied = LetterColumns.FindEmpty(
            campaign.Templates,
            [.. corrections.Select(c => c.After)],
            [.. corrections.Select(c => c.Before)],
            (id, letter) => invitations[id].MayStillReceive(campaign.Planner.For(invitations[id].Invitee), letter)
        );
        return [.. secondTexts, .. emptied, .. await FindShared(corrections, campaign.Entry, store, cancellation)];
    }

    private static bool HasSameSecondText(Correction correction) =>
        ColumnsMissing(correction.After).SequenceEqual(ColumnsMissing(correction.Before));

    private static IEnumerable<string> ColumnsMissing(Invitee invitee) =>
        SecondText.FindMissing([invitee]).SelectMany(r => r.Columns);

    /// <summary>New addresses that another invitee has too, who is not withdrawn.</summary>
    private static async Task<IReadOnlyList<Problem>> FindShared(
        IReadOnlyList<Correction> corrections,
        CampaignEntry campaign,
        IInvitationStore store,
        CancellationToken cancellation
    )
    {
        var corrected = corrections.ToDictionary(c => c.After.Id, c => c.After);
        var added = corrections
            .SelectMany(
                c => c.After.Addresses.Except(c.Before.Addresses, StringComparer.OrdinalIgnoreCase),
                (c, a) => (a, c.After.Id)
            )
            .ToLookup(a => a.a, a => a.Id, StringComparer.OrdinalIgnoreCase);
        if (added.Count == 0)
            return [];
        var shared = new SortedSet<(string Address, string Invitee, string Other)>();
        var rows = store.ListAll(campaign.Id, campaign.Buckets, InvitationFilter.None, cancellation);
        await foreach (var (invitation, _) in rows)
        {
            var invitee = corrected.GetValueOrDefault(invitation.Invitee.Id, invitation.Invitee);
            if (invitation.Phase == Phase.Withdrawn)
                continue;
            foreach (var address in invitee.Addresses)
            foreach (var id in added[address].Where(id => id != invitee.Id))
                shared.Add(InPair(address, id, invitee.Id));
        }
        return
        [
            .. shared.Select(s =>
                Warn("address", new ProblemReason.AddressOfInvitee(s.Address, new(s.Invitee), new(s.Other)))
            ),
        ];
    }

    /// <summary>Two invitees with an address, always in one order.</summary>
    internal static (string Address, string Invitee, string Other) InPair(string address, InviteeId one, InviteeId two)
    {
        var written = EmailAddress.ToDisplay(address).ToLowerInvariant();
        return string.CompareOrdinal(one.Value, two.Value) < 0
            ? (written, one.Value, two.Value)
            : (written, two.Value, one.Value);
    }

    private static Problem Warn(string column, ProblemReason reason) =>
        new(InviteeList.FileName, 0, reason) { Column = column, IsWarning = true };
}
