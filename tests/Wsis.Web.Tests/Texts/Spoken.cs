using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wsis.Web.Tests.Texts;

/// <summary>What the source says to staff, read from the source itself. Whatever a sentence is composed with is a
/// <see cref="Something"/> in it.</summary>
internal static class Spoken
{
    public const string Something = "§";

    /// <summary>Where sentences are worded that come before staff.</summary>
    private static readonly string[] Rooms =
    [
        "Wsis.Invitations/Workflow",
        "Wsis.Invitations/Statements",
        "Wsis.Invitations/Correspondence",
        "Wsis.Invitations/Reports",
        "Wsis.Invitations/Announcements",
        Composer,
        "Wsis.SendGrid/Sending/Admission.cs",
        "Wsis.SendGrid/Sending/AnswerReader.cs",
        "Wsis.SendGrid/SendGridMailer.cs",
        "Wsis.PickupFolder",
        "Wsis.TableStorage/StoreFailures.cs",
        "Wsis.TableStorage/TableClients.cs",
        "Wsis.TableStorage/CorrespondenceTable.cs",
        "Wsis.Web/Announcements/HttpAnnouncer.cs",
        "Wsis.Web/Announcements/PublicAddresses.cs",
        "Wsis.Web/Staff/Pages/Acts",
        "Wsis.Web/Campaigns/ExportEndpoints.cs",
    ];

    /// <summary>What it throws is what is wrong with a letter.</summary>
    private const string Composer = "Wsis.Invitations/Letters/LetterComposer.cs";

    /// <summary>Calls whose texts are for programs.</summary>
    private static readonly string[] ForPrograms = ["CreateQueryFilter", "Replace", "StartActivity", "Stream"];

    /// <summary>The calls that put a line into a journal, and which of their arguments is the word for what
    /// happened.</summary>
    private static readonly Dictionary<string, int> Lines = new()
    {
        ["Note"] = 0,
        ["JournalEntry"] = 1,
        ["Change"] = 1,
        ["Save"] = 1,
        ["Write"] = 2,
    };

    private static readonly IReadOnlyList<SyntaxNode> Sources =
    [
        .. Rooms
            .Select(r => Path.Combine(Repository.Root, "src", r))
            .SelectMany(r => File.Exists(r) ? [r] : Directory.EnumerateFiles(r, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Contains("obj"))
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: f).GetRoot()),
    ];

    /// <summary>Every text of several words, but for what only programmers read: exceptions, the log, attributes; the
    /// problems of lists that staff bring by other ways than the pages; and a campaign's summary by letter, which is in
    /// English.</summary>
    public static IEnumerable<(string Text, string Place)> Sentences =>
        from node in Sources.SelectMany(s => s.DescendantNodes())
        where node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression)
        where
            !node.Ancestors()
                .Any(a => a is InterpolatedStringExpressionSyntax or AttributeSyntax || IsForProgrammers(a))
        from text in Wordings((ExpressionSyntax)node)
        where text.Split(' ').Count(word => word.Any(char.IsLetter)) > 1
        select (
            text,
            $"{Path.GetFileName(node.SyntaxTree.FilePath)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}"
        );

    /// <summary>Every word for what happened that a line of a journal can begin with.</summary>
    public static IEnumerable<string> Events =>
        from node in Sources.SelectMany(s => s.DescendantNodes())
        let arguments = node switch
        {
            InvocationExpressionSyntax call => (Of: Name(call.Expression), call.ArgumentList),
            ObjectCreationExpressionSyntax { ArgumentList: { } list } creation => (
                Of: creation.Type.ToString(),
                ArgumentList: list
            ),
            _ => default,
        }
        where
            arguments.Of is not null
            && Lines.TryGetValue(arguments.Of, out var at)
            && arguments.ArgumentList.Arguments.Count > at
        from word in Wordings(arguments.ArgumentList.Arguments[Lines[arguments.Of]].Expression)
        where word != Something && word.Length > 0
        select word;

    private static bool IsForProgrammers(SyntaxNode node) =>
        node switch
        {
            ThrowStatementSyntax { Expression: { } thrown } => !IsShown(thrown),
            ThrowExpressionSyntax { Expression: { } thrown } => !IsShown(thrown),
            InvocationExpressionSyntax call => Name(call.Expression) is var name
                && (name.StartsWith("Log", StringComparison.Ordinal) || ForPrograms.Contains(name)),
            ObjectCreationExpressionSyntax creation => creation.Type.ToString() == "Problem",
            MethodDeclarationSyntax method => method.Identifier.Text == "Letter",
            _ => false,
        };

    /// <summary>Thrown with a sentence that comes before staff: as what is wrong with a letter, and as what kept an
    /// orchestration from its work.</summary>
    private static bool IsShown(ExpressionSyntax thrown) =>
        thrown.SyntaxTree.FilePath.EndsWith(Composer, StringComparison.Ordinal)
        || thrown.ToString().StartsWith("new StoreUnavailableException(", StringComparison.Ordinal);

    private static string Name(ExpressionSyntax expression) =>
        expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            SimpleNameSyntax name => name.Identifier.Text,
            _ => "",
        };

    /// <summary>The texts that an expression can be.</summary>
    private static IEnumerable<string> Wordings(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) =>
            [
                literal.Token.ValueText,
            ],
            ParenthesizedExpressionSyntax { Expression: var inner } => Wordings(inner),
            ConditionalExpressionSyntax choice => Wordings(choice.WhenTrue).Concat(Wordings(choice.WhenFalse)),
            InterpolatedStringExpressionSyntax text => text.Contents.Aggregate(
                new[] { "" }.AsEnumerable(),
                (sofar, part) =>
                    part is InterpolationSyntax { Expression: var hole }
                        ? sofar.SelectMany(_ => Wordings(hole), (before, after) => before + after)
                        : sofar.Select(before => before + ((InterpolatedStringTextSyntax)part).TextToken.ValueText)
            ),
            _ => [Something],
        };
}
