using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wsis.Architecture.Tests;

/// <summary>Endpoints give parameters to pages in anonymous objects, which the compiler does not check.</summary>
public sealed class PageParameterTests
{
    private static readonly Dictionary<string, Type> Components = Assembly
        .Load("Wsis.Web")
        .GetTypes()
        .Where(t => t.IsAssignableTo(typeof(ComponentBase)))
        .ToDictionary(t => t.Name);

    [Fact]
    public void An_endpoint_gives_a_page_only_parameters_that_it_has_and_all_that_it_requires()
    {
        var results =
            from source in SourceFiles.Syntax
            where source.File.StartsWith("src/Wsis.Web/", StringComparison.Ordinal)
            from creation in source.Root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            where creation.Type is GenericNameSyntax { Identifier.Text: "RazorComponentResult" }
            let page = ((GenericNameSyntax)creation.Type).TypeArgumentList.Arguments[0].ToString()
            where Components.ContainsKey(page)
            from given in creation
                .ArgumentList!.Arguments.Select(a => a.Expression)
                .OfType<AnonymousObjectCreationExpressionSyntax>()
            from problem in Compare(
                Components[page],
                given.Initializers.Select(i => i.NameEquals?.Name.Identifier.Text ?? LastName(i.Expression)).ToHashSet()
            )
            select $"{source.File}: {page} {problem}";

        SourceFiles.AssertNone(results);
    }

    private static IEnumerable<string> Compare(Type page, HashSet<string> given)
    {
        var parameters = page.GetProperties().Where(p => p.IsDefined(typeof(ParameterAttribute))).ToList();
        var required = parameters.Where(p => p.IsDefined(typeof(EditorRequiredAttribute))).Select(p => p.Name);
        return given
            .Except(parameters.Select(p => p.Name))
            .Select(name => $"has no parameter {name}")
            .Concat(required.Except(given).Select(name => $"requires {name}"));
    }

    private static string LastName(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.Text : expression.ToString();
}
