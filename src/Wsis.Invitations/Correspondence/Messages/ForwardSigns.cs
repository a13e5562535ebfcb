using System.Text.RegularExpressions;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Signs that the words of a message are below its first lines.</summary>
internal static partial class ForwardSigns
{
    /// <summary>A subject with a prefix of a forward, such as <c>FW:</c>, <c>TR:</c>, <c>RV:</c>, <c>转发：</c>.
    /// </summary>
    public static bool IsForward(string subject) => Prefix().IsMatch(subject.TrimStart());

    /// <summary>Words that point to what is below.</summary>
    public static bool PointsBelow(string text) => Pointer().IsMatch(text);

    /// <summary>How many words a text has, without a salutation.</summary>
    public static int CountWords(string text)
    {
        var lines = text.Split('\n').Where(l => !string.IsNullOrWhiteSpace(l)).ToArray();
        var words = lines.Skip(lines.Length > 0 && IsSalutation(lines[0]) ? 1 : 0);
        return words.Sum(line => Word().Count(line));
    }

    private static bool IsSalutation(string line) =>
        line.TrimEnd() is [.., ',' or '،' or '，' or ':' or '：' or '!'] && Word().Count(line) <= 8;

    [GeneratedRegex(
        @"^((\[[^\]]{1,40}\]|[\p{L}\p{M} ]{1,20}[:：])\s*)*"
            + @"(FW|Fwd|TR|RV|WG|ENC|Reenv|Пересл|Пересылка|转发|轉寄|轉發|إعادة توجيه|محول)\.?\s*[:：]",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Prefix();

    [GeneratedRegex(
        @"\b(below|beneath|underneath|inline|in-line|hereunder|in red|in blue|within|forward(ed|ing)"
            + @"|ci-dessous|ci-après|plus bas|en rouge|dans le texte|transfér\w*|transmet\w*"
            + @"|abajo|a continuación|en rojo|en el texto|reenv[ií]\w*"
            + @"|ниже|красным|в тексте|пересыла\w*|препровожда\w*|أدناه|فيما يلي|باللون الأحمر)\b"
            + @"|以下|下面|下文|如下|下方|转发|转呈|红色",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Pointer();

    [GeneratedRegex(
        @"[\u3040-\u30FF\u3400-\u9FFF]|[\p{L}\p{M}\p{Nd}'’-[\u3040-\u30FF\u3400-\u9FFF]]+",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Word();
}
