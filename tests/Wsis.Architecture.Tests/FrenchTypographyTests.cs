using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wsis.Architecture.Tests;

/// <summary>French sets a no-break space (U+00A0) before a colon and inside guillemets, and a narrow one (U+202F)
/// before a semicolon, a question mark, an exclamation mark and a percent sign (Lexique des règles typographiques en
/// usage à l'Imprimerie nationale). Without them a line can begin with a colon.</summary>
public sealed partial class FrenchTypographyTests
{
    [Fact]
    public void French_texts_have_no_break_spaces_at_their_punctuation()
    {
        var texts =
            from source in SourceFiles.Syntax
            where source.File.StartsWith("src/", StringComparison.Ordinal)
            from text in source.Root.DescendantNodes().SelectMany(Texts)
            where source.File.Contains("French", StringComparison.Ordinal) || IsFrenchCase(text.Node)
            where Wrong().IsMatch(text.Text)
            select $"{source.File}: {text.Text}";

        SourceFiles.AssertNone(texts);
    }

    [Fact]
    public void French_letters_have_no_break_spaces_at_their_punctuation() =>
        SourceFiles.AssertNone(
            from file in SourceFiles.All
            where file.Contains("/letters/fr/", StringComparison.Ordinal)
            from line in Liquid().Replace(Repository.Read(file), "").Split('\n')
            where Wrong().IsMatch(line)
            select $"{file}: {line}"
        );

    /// <summary>A page cannot know whether its language sets a space before the sign.</summary>
    [Fact]
    public void Pages_add_no_punctuation_to_a_text() =>
        SourceFiles.AssertNone(
            from file in Directory.EnumerateFiles(Repository.Root + "/src", "*.razor", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where TextWithPunctuation().IsMatch(line)
            select $"{file}: {line.Trim()}"
        );

    [Theory]
    [InlineData("La campagne est close ; rien ne part.")]
    [InlineData("La campagne « a » est close.")]
    [InlineData("Objet : invitation")]
    [InlineData("Vraiment?")]
    public void A_text_with_plain_spaces_is_found(string text) => Assert.Matches(Wrong(), text);

    private static IEnumerable<(SyntaxNode Node, string Text)> Texts(SyntaxNode node) =>
        node switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) =>
            [
                (node, literal.Token.ValueText),
            ],
            InterpolatedStringTextSyntax text => [(node, text.TextToken.ValueText)],
            _ => [],
        };

    /// <summary>Whether the text belongs to the French arm of a switch over languages.</summary>
    private static bool IsFrenchCase(SyntaxNode node) =>
        node.Ancestors().OfType<SwitchExpressionArmSyntax>().FirstOrDefault()?.Pattern.ToString() == "\"fr\"";

    [GeneratedRegex(
        @"(?<=[\w»)}.…]) [:;?!%»]|^ [:;?!%»](?!\S)|« |(?<=\w)[;?!](?=\s|$)",
        RegexOptions.CultureInvariant | RegexOptions.Multiline
    )]
    private static partial Regex Wrong();

    [GeneratedRegex(@"@[Tt]exts\.\w+(\([^)]*\))?[:;?!%](\W|$)", RegexOptions.CultureInvariant)]
    private static partial Regex TextWithPunctuation();

    [GeneratedRegex(@"\{%.*?%\}|\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Liquid();
}
