using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;

namespace Wsis.Web.StaffPages.Drafts.Facts;

/// <summary>The names and values of facts in words.</summary>
internal static partial class FactDisplay
{
    /// <summary>The name of a fact by its path: <c>title.fr</c>, <c>steps.reminder-1</c>.</summary>
    public static string DisplayFact(this StaffPageContext context, string path)
    {
        var texts = context.DraftTexts;
        var (parent, last) = (path[..Math.Max(0, path.LastIndexOf('.'))], path[(path.LastIndexOf('.') + 1)..]);
        return parent == "steps" ? context.Texts.Label(texts.Plan, context.Texts.DisplayStep(last))
            : texts.FindName(path) is not { } name ? path
            : Language.TryParse(last, out var language) ? context.Texts.Label(name, context.Texts.Display(language))
            : texts.Names.ContainsKey($"Fact {path}") || parent.Length == 0 ? name
            : context.Texts.Label(name, last);
    }

    /// <summary>Names the field of the form in which a problem of <c>campaign.json</c> is mended: <c>Plan, Reminder 1,
    /// Days</c>. A property that the form does not have keeps its path.</summary>
    public static string DisplayPlace(this StaffPageContext context, Problem problem)
    {
        var (texts, path) = (context.DraftTexts, problem.Property ?? "");
        if (InList().Match(path) is { Success: true, Groups: var found })
            return string.Join(
                ", ",
                new[]
                {
                    found["list"].Value == "steps" ? texts.Plan : texts.DisplayFact("statements"),
                    DisplayItem(context, found["list"].Value, problem.Item, found["index"].Value),
                    DisplayField(context, found["list"].Value, found["field"].Value),
                }.Where(part => part.Length > 0)
            );
        if (path is "steps")
            return texts.Plan;
        if (path.StartsWith("links.", StringComparison.Ordinal))
            return $"{texts.DisplayFact("links")}, {TextSanitizer.Line(path["links.".Length..])}";
        if (texts.FindName(path) is not { } name)
            return
                FactField.All.FirstOrDefault(f => f.Path.StartsWith($"{path}.", StringComparison.Ordinal)) is { } part
                ? texts.DisplayGroup(part.Group)
                : TextSanitizer.Line(path);
        return Language.TryParse(path[(path.LastIndexOf('.') + 1)..], out var language)
            ? $"{name}, {context.Texts.Display(language)}"
            : name;
    }

    /// <summary>A problem of <c>campaign.json</c> as one of the form, which asks for periods in days.</summary>
    public static ProblemReason ToProblemOfForm(this ProblemReason reason) =>
        reason switch
        {
            ProblemReason.IsNot { Form: ValueForm.Due } due when PlanRow.FindTyped(due.Value) is var (_, days) =>
                new ProblemReason.IsNot(days, ValueForm.DayCount),
            ProblemReason.IsNot { Form: ValueForm.Period } period => new ProblemReason.IsNot(
                period.Value,
                ValueForm.DayCount
            ),
            _ => reason,
        };

    private static string DisplayItem(StaffPageContext context, string list, string? item, string index)
    {
        if (list == "steps")
            return string.IsNullOrEmpty(item)
                ? context.DraftTexts.NewStep
                : TextSanitizer.Line(context.Texts.DisplayStep(item));
        return LocalDatePattern.Iso.Parse(item ?? "").TryGetValue(default, out var day) ? context.Date(day)
            : string.IsNullOrEmpty(item)
                ? (int.Parse(index, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)
            : TextSanitizer.Line(item);
    }

    private static string DisplayField(StaffPageContext context, string list, string field) =>
        (list, field) switch
        {
            ("steps", "id") => context.Texts.Letter,
            ("steps", "kind") => context.DraftTexts.Kind,
            ("steps", "due") => context.DraftTexts.Days,
            ("statements", "day") => context.DraftTexts.StatementDay,
            ("statements", "capacity") => context.DraftTexts.StatementCapacity,
            ("statements", "hours.from") => context.DraftTexts.StatementFrom,
            ("statements", "hours.to") => context.DraftTexts.StatementTo,
            _ => TextSanitizer.Line(field),
        };

    [GeneratedRegex(
        @"^(?<list>steps|statements)\[(?<index>[0-9]+)\](\.(?<field>.+))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex InList();

    /// <summary>A value as the reader writes it.</summary>
    public static string DisplayValue(this StaffPageContext context, string path, string value)
    {
        if (value.Length == 0)
            return context.DraftTexts.EmptyValue;
        if (path.StartsWith("steps.", StringComparison.Ordinal))
            return DisplayStep(context, value);
        if (value is "true" or "false")
            return value == "true" ? context.DraftTexts.ValueYes : context.DraftTexts.ValueNo;
        if (LocalDateTimePattern.ExtendedIso.Parse(value) is { Success: true } moment)
            return context.Moment(moment.Value);
        return LocalDatePattern.Iso.Parse(value) is { Success: true } day
            ? context.Date(day.Value)
            : TextSanitizer.Line(value);
    }

    public static string Display(this DifferenceKind kind, StaffPageContext context) =>
        kind switch
        {
            DifferenceKind.Added => context.DraftTexts.KindAdded,
            DifferenceKind.Removed => context.DraftTexts.KindRemoved,
            _ => context.DraftTexts.KindChanged,
        };

    /// <summary>A step, written as <c>reminder: deadline - P14D</c>.</summary>
    private static string DisplayStep(StaffPageContext context, string value)
    {
        if (
            value.Split(": ", 2) is not [var kind, var due]
            || PlanRow.Read(new JsonObject { ["kind"] = kind, ["due"] = due }) is not { Days: { } days } row
            || !PlanRow.Kinds.Contains(kind)
            || !PlanRow.Moments.Contains(row.When)
        )
            return TextSanitizer.Line(value);
        var texts = context.DraftTexts;
        return int.TryParse(days, CultureInfo.InvariantCulture, out var number)
            ? $"{texts.DisplayKind(kind)}, {texts.PlanDays.Format(number)} {texts.DisplayWhen(row.When)}"
            : $"{texts.DisplayKind(kind)}, {TextSanitizer.Line(days)} {texts.DisplayWhen(row.When)}";
    }
}
