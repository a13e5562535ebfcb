using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Letters;

namespace Wsis.Web.StaffPages.Drafts.Facts;

/// <summary>The names and values of facts in words.</summary>
internal static class FactDisplay
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
            : TextSanitizer.Line(value);
    }
}
