using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wsis.Architecture.Tests;

/// <summary>The code and the documentation use the field's words (docs/glossary.md has the domain's). The words here
/// were replaced in version 0.2.0 and must not come back.</summary>
public sealed partial class VocabularyTests
{
    /// <summary>Names that no type, member or parameter may have, as whole words of a name.</summary>
    private static readonly string[] ForbiddenNames =
    [
        ".*Desk|.*Doors?|WrongDoor.*",
        ".*Acts|ActForm|ActNotice|.*Moves?|MoveResult",
        "Trouble|Piece.*|Drawer|Standing.*|CampaignStanding",
        "TakeUp.*|Survey.*|Sweep|Saw|IWaker|Waker|Wake|WakeQueue|IOrchestrations",
        "Announce.*|IAnnounce.*|Tell|Taken",
        "CampaignAtWork|CampaignCatalogue|Catalogue|Agenda.*|LateAdditions|LettersInHand",
        "Remember|Recall|Forget|Receipts?|ReceiptSource|Settlement|Handled|SetAside|Incoming",
        "AddresseeFinder|FoundInvitee|NotOne|OpenMatters|CampaignFigures|Untrusted|LinkOpener|OpenLink",
        "StaffGate|Entrance|AnyAccess|PrincipalAccess|PartitionLedger|Upon|OwnWork|SpokenCredential",
        "Pace|Admission|Repetition|AnswerReader|EventMeaning|BatchCount|QuotedParts|TurnAway",
        "RunnerLog|CampaignStart|HostedDemo|OpenMail|OpenRecord|Fate|Temper|Composition",
        "Most|Most[A-Z].*|Longest.*|Largest.*|.*AtOnce|Patience|Glance|Beat",
        "Engine|Given|Spoken|Pulse|DeathWish|Emulator|Postbox",
    ];

    /// <summary>Names that are ordinary words, and forbidden only for types.</summary>
    private static readonly string[] ForbiddenTypes =
    [
        "Outcome|Stored|Who|Place|Call|Argument|Office|Stage|Hand|Announcement|Nobody.*",
    ];

    private static readonly string[] ForbiddenMethods = ["Of|Refusal"];

    /// <summary>Former words as names of variables. Others are ordinary words there, such as <c>taken</c>.</summary>
    private static readonly string[] ForbiddenVariables =
    [
        "acts?|agenda|announcer|catalogue|engine|doors?|drawer|pulse|standing|survey|told|waker",
    ];

    private static readonly string[] ForbiddenFolders = ["One|List|Order|Received|Deployed|Acts|FrontDoors"];

    /// <summary>Words of the documentation and of comments that have one meaning.</summary>
    private static readonly string[] ForbiddenWords =
    [
        // Azure Front Door is a product.
        "(front|wrong) doors?|Front doors",
        "[Aa]new",
        "[Ff]or good",
        "[Ii]n hand",
        "[Tt]aken? up",
        "[Ss]et aside",
        "[Ww]ho waits",
        "[Ww]ho(m|so)?ever",
        "[Tt]old",
        "[Tt]ook up",
        "(as it|as things|first) stands?|stands twice",
        "[Dd]rawers?",
        "[Cc]alled off",
    ];

    /// <summary>Names under which something is stored or configured, or that others read. They stay.</summary>
    private static readonly string[] StoredNames =
    [
        // Settings, and the properties that the binder fills from them.
        "TokenAtOnce",
        "AddressAtOnce",
        "WebhookAtOnce",
        "AnnouncementSecrets",
        // JSON of the API and of the row of a campaign.
        "Announce",
        "SetAside",
    ];

    [Fact]
    public void No_declared_name_is_one_of_the_former_words()
    {
        var names =
            from source in SourceFiles.Syntax
            from node in source.Root.DescendantNodes()
            let name = DeclaredName(node)
            where name is not null && !StoredNames.Contains(name)
            where
                Matches(ForbiddenNames, name)
                || (node is BaseTypeDeclarationSyntax && Matches(ForbiddenTypes, name))
                || (node is MethodDeclarationSyntax && Matches(ForbiddenMethods, name))
            select $"{source.File}: {name}";

        SourceFiles.AssertNone(names);
    }

    [Fact]
    public void No_variable_or_parameter_has_one_of_the_former_names() =>
        SourceFiles.AssertNone(
            from source in SourceFiles.Syntax
            from node in source.Root.DescendantNodes()
            let name = VariableName(node)
            where name is not null && Matches(ForbiddenVariables, name)
            select $"{source.File}: {name}"
        );

    [Fact]
    public void No_file_or_folder_has_one_of_the_former_names()
    {
        var files =
            from file in SourceFiles.All
            let parts = file.Split('/').Skip(2).ToArray()
            where parts.Length > 0
            where
                parts[..^1].Any(folder => Matches(ForbiddenFolders, folder))
                || (parts[^1].Split('.')[0] is var name && Matches([.. ForbiddenNames, .. ForbiddenTypes], name))
            select file;

        SourceFiles.AssertNone(files);
    }

    [Fact]
    public void No_page_and_no_comment_uses_one_of_the_former_words()
    {
        var word = new Regex($@"\b(?:{string.Join('|', ForbiddenWords)})\b", RegexOptions.CultureInvariant);
        var pages = SourceFiles
            .Files("docs")
            .Append("README.md")
            .Append("CONTRIBUTING.md")
            .Append("CHANGELOG.md")
            .Where(f => f.EndsWith(".md", StringComparison.Ordinal))
            .Select(f => (File: f, Text: Repository.Read(f)));
        var comments =
            from source in SourceFiles.Syntax
            from trivia in source.Root.DescendantTrivia()
            where IsComment(trivia)
            select (source.File, Text: trivia.ToFullString());
        var found =
            from page in pages.Concat(comments)
            from match in word.Matches(Whitespace().Replace(page.Text.Replace("///", ""), " "))
            select $"{page.File}: {match.Value}";

        SourceFiles.AssertNone(found);
    }

    private static bool Matches(IEnumerable<string> patterns, string name) =>
        patterns.Any(p => Regex.IsMatch(name, $@"\A(?:{p})\z", RegexOptions.NonBacktracking));

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind()
            is SyntaxKind.SingleLineCommentTrivia
                or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia;

    private static string? DeclaredName(SyntaxNode node) =>
        node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            EnumMemberDeclarationSyntax member => member.Identifier.Text,
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter => parameter.Identifier.Text,
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field => field.Identifier.Text,
            _ => null,
        };

    private static string? VariableName(SyntaxNode node) =>
        node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            SingleVariableDesignationSyntax variable => variable.Identifier.Text,
            ParameterSyntax parameter => parameter.Identifier.Text,
            ForEachStatementSyntax loop => loop.Identifier.Text,
            _ => null,
        };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
