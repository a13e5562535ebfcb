using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wsis.Invitations.Campaigns;

namespace Wsis.Web.StaffPages.Drafts.Facts;

/// <summary>A step of the plan as the form shows it: so many days before or after a moment.</summary>
/// <param name="Id">The step. Empty for a new one.</param>
/// <param name="Kind">invitation, reminder or briefing.</param>
/// <param name="Days">The number of days, or what was typed in its place; null where the due time is not in
/// days.</param>
/// <param name="When">The moment: <c>sending +</c>, <c>deadline -</c> and so on.</param>
/// <param name="Due">The due time as <c>campaign.json</c> has it.</param>
/// <param name="HasPdf">Whether the letter goes with its PDF.</param>
public sealed partial record PlanRow(string Id, string Kind, string? Days, string When, string Due, bool HasPdf = false)
{
    public static PlanRow Empty { get; } = new("", "reminder", "", "deadline -", "");

    public static IReadOnlyList<string> Kinds { get; } = ["invitation", "reminder", "briefing"];

    public static IReadOnlyList<string> Moments { get; } =
    ["sending +", "deadline -", "deadline +", "event -", "event +"];

    /// <summary>Reads a step of <c>campaign.json</c>.</summary>
    public static PlanRow Read(JsonObject step)
    {
        var due = FactField.Read(step, "due");
        var row = new PlanRow(FactField.Read(step, "id"), FactField.Read(step, "kind"), null, "", due, IsOn(step));
        if (!TryParse(due, out var parsed))
            return FindTyped(due) is var (when, typed) ? row with { Days = typed, When = when } : row;
        if (parsed.Offset.HasTimeComponent || parsed.Offset is { Months: not 0 } or { Years: not 0 })
            return row;
        var days = (parsed.Offset.Weeks * 7) + parsed.Offset.Days;
        var anchor = parsed.From.ToString().ToLowerInvariant();
        return row with
        {
            Days = Math.Abs(days).ToString(CultureInfo.InvariantCulture),
            When = days < 0 ? $"{anchor} -" : $"{anchor} +",
        };
    }

    /// <summary>Reads the rows of the posted form that are neither empty nor removed.</summary>
    public static IEnumerable<PlanRow> ReadAll(StaffForm form, int max)
    {
        for (var i = 0; i < max && form.Has($"step-{i}-id"); i++)
            if (form.Text($"step-{i}-id") is { Length: > 0 } id && !form.IsChecked($"step-{i}-remove"))
                yield return new PlanRow(
                    id,
                    form.Text($"step-{i}-kind"),
                    form.Has($"step-{i}-days") ? form.Text($"step-{i}-days") : null,
                    form.Text($"step-{i}-when"),
                    form.Text($"step-{i}-due"),
                    form.IsChecked($"step-{i}-pdf")
                );
    }

    /// <summary>Whether the form has a field for a property: <c>steps[1].due</c>.</summary>
    public static bool HasField(string property) => property.Split("].") is [_, "id" or "kind" or "due"];

    /// <summary>Writes the step as <c>campaign.json</c> has it.</summary>
    public JsonObject Write()
    {
        var step = new JsonObject
        {
            ["id"] = Id,
            ["kind"] = Kind,
            ["due"] =
                Days is null ? Due
                : Days.Trim('0').Length == 0 ? When.Split(' ')[0]
                : $"{When} P{Days}D",
        };
        if (HasPdf)
            step["pdf"] = true;
        return step;
    }

    /// <summary>What was typed as a number of days and is none, from the due time as <see cref="Write"/> keeps
    /// it.</summary>
    /// <returns>The moment and the text. Null for a due time that has another form.</returns>
    public static (string When, string Days)? FindTyped(string due) =>
        Typed().Match(due) is { Success: true, Groups: var found } ? (found[1].Value, found[2].Value) : null;

    [GeneratedRegex(
        @"^(sending \+|deadline [-+]|event [-+]) P(.*)D\z",
        RegexOptions.NonBacktracking | RegexOptions.Singleline
    )]
    private static partial Regex Typed();

    private static bool IsOn(JsonObject step) => FactField.Read(step, "pdf") == "on";

    private static bool TryParse(string text, out Due due)
    {
        var parsed = Wsis.Invitations.Campaigns.Due.TryParse(text, out var value);
        due = value!;
        return parsed;
    }
}
