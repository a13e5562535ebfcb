using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffPages.Texts;

namespace Wsis.Web.StaffPages.InvitationList;

/// <summary>The choices of the filter by open issues, as the address of the page has them.</summary>
internal static class IssueChoice
{
    public const string Field = "attention";

    /// <summary>Any open issue. Its value is the one of a ticked box in earlier versions.</summary>
    public const string AnyIssue = "on";

    /// <summary>A letter of which it is uncertain whether it was sent.</summary>
    public const string InDoubt = "uncertain";

    private static readonly Attention[] Flags = [.. Enum.GetValues<Attention>().Where(f => f != Attention.None)];

    public static IReadOnlyList<string> All { get; } = [AnyIssue, .. Flags.Select(f => f.ToString()), InDoubt];

    /// <summary>The choice of a filter; null where it filters by no issue.</summary>
    public static string? From(InvitationFilter filter) =>
        filter.InDoubtAt is not null ? InDoubt
        : filter.Issue is { } issue ? issue.ToString()
        : filter.NeedsAttention ? AnyIssue
        : null;

    /// <summary>The issue that a choice names; null where it names none.</summary>
    public static Attention? ReadFlag(string? choice) =>
        Flags.Select(f => (Attention?)f).FirstOrDefault(f => f.ToString() == choice);

    public static string Display(string choice, StaffTexts texts) =>
        choice switch
        {
            AnyIssue => texts.NeedsAPerson,
            InDoubt => texts.LettersInDoubt.For(1),
            _ => texts.DisplayFlag(ReadFlag(choice)!.Value),
        };
}
