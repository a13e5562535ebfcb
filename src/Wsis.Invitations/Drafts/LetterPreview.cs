using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Campaigns.Standard;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Drafts;

/// <summary>Renders a letter of a draft for an invitee, also while other parts of the draft have errors.</summary>
public sealed class LetterPreview(ReplyLinks links, CampaignSettings settings)
{
    /// <summary>Renders a letter. Null where the facts or the text have errors, which are added to
    /// <paramref name="problems"/>. A letter of a launched campaign names the deadline in force.</summary>
    public Letter? Render(
        CampaignFolder folder,
        LetterSource source,
        Invitee invitee,
        Instant now,
        List<Problem> problems,
        CampaignEntry? launched = null
    )
    {
        var path = PathOf(source.Language, source.Name);
        if (LetterTemplate.Read(source, path, problems) is not { } template || folder.Campaign is not { } campaign)
            return null;
        var unknown = LetterColumns.FindUnknown(template, FindOwnColumns(folder)).ToList();
        if (unknown.Count > 0)
        {
            problems.AddRange(unknown);
            return null;
        }
        try
        {
            return Proof.Render(Load(folder, campaign, [source], launched?.Extensions), invitee, source.Name, now);
        }
        catch (Exception e) when (e is LetterNotRenderedException or InvalidDataException)
        {
            problems.Add(new Problem(path, template.BodyLine, new ProblemReason.NotRendered(invitee.Id, e.Message)));
            return null;
        }
    }

    /// <summary>Rehearses a draft. Null while it has errors.</summary>
    public RehearsedLetters? Rehearse(CampaignFolder folder) =>
        folder.Campaign is { } campaign && folder.Problems.Count == 0
            ? new RehearsedLetters(Load(folder, campaign, [.. folder.Letters.Select(l => l.Source)]), folder)
            : null;

    private LoadedCampaign Load(
        CampaignFolder folder,
        Campaign campaign,
        IReadOnlyList<LetterSource> letters,
        ImmutableArray<DeadlineExtension>? extensions = null
    ) =>
        new(
            new Versioned<CampaignEntry>(
                new CampaignEntry
                {
                    Id = campaign.Id,
                    Source = folder.Source,
                    Buckets = 1,
                    Extensions = extensions ?? [],
                },
                ""
            ),
            letters,
            folder.Attachments,
            links,
            settings
        );

    /// <summary>The invitee that is asked for; else the first one with that language, in the group if somebody is; else
    /// an invented one.</summary>
    public static Invitee Choose(CampaignFolder folder, Language language, string? id, string group = "") =>
        folder.Invitees.FirstOrDefault(i => i.Language == language && i.Id.Value == id)
        ?? folder.Invitees.FirstOrDefault(i => i.Language == language && i.Group == group)
        ?? folder.Invitees.FirstOrDefault(i => i.Language == language)
        ?? new Invitee
        {
            Id = new InviteeId("EXAMPLE"),
            State = "CHE",
            Name = "–",
            Office = "–",
            Salutation = "–",
            Language = language,
            Address = "office@state.example",
            Zone = folder.Campaign?.Schedule.Zone ?? DateTimeZone.Utc,
            Weekend = Weekend.SaturdaySunday,
        };

    public static string PathOf(Language language, string letter) => $"letters/{language}/{letter}.md";

    /// <summary>Whether a letter is the standard one, word for word.</summary>
    public static bool IsStandard(LetterSource letter) =>
        StandardLetters.Names.Any(n => StandardLetters.Read(letter.Language, n) == letter.Text);

    /// <summary>The fields that a letter can use.</summary>
    public static IReadOnlyList<string> GetFields(string letter, CampaignFolder folder) =>
        [
            .. LetterFields.NamesFor(letter),
            .. FindOwnColumns(folder).Select(c => $"invitee.{c}"),
            .. folder.Campaign?.Links.Keys.Select(l => $"links.{l}") ?? [],
        ];

    private static List<string> FindOwnColumns(CampaignFolder folder) =>
        [.. InviteeList.ColumnsOf(folder.Invitees).Except(InviteeList.StandardColumns)];

    /// <summary>The text of a file of a draft.</summary>
    public static string Decode(byte[] content) => Encoding.UTF8.GetString(content).TrimStart('\uFEFF');
}
