using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Wsis.Invitations.Tests.Rules;

namespace Wsis.Proof.Mutations;

/// <summary>Copies of the decider and the pending letters, compiled into one assembly. Each pair has a namespace of its
/// own and breaks one rule.</summary>
internal sealed class Mutants
{
    private const string Namespace = "namespace Wsis.Invitations.Workflow";

    private readonly Assembly assembly;

    private Mutants(Assembly assembly) => this.assembly = assembly;

    /// <summary>Compiles a copy for each mutation.</summary>
    /// <param name="mutations">What is broken in each; null breaks nothing.</param>
    public static Mutants Compile(IReadOnlyList<Mutation?> mutations)
    {
        var trees = mutations.SelectMany(
            (mutation, number) => Mutation.Files.Select(file => Copy(file, mutation, number))
        );
        var usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.Linq;"
        );
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Wsis.Invitations.Mutants",
            [usings, .. trees],
            platform.Select(p => MetadataReference.CreateFromFile(p)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release
            )
        );
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success,
            string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        );
        image.Position = 0;
        return new Mutants(AssemblyLoadContext.Default.LoadFromStream(image));
    }

    /// <summary>The decider of that number.</summary>
    public Decide Decider(int number) =>
        assembly
            .GetType($"Wsis.Invitations.Workflow.Mutant{number}.InvitationDecider")!
            .GetMethod("Decide")!
            .CreateDelegate<Decide>();

    private static SyntaxTree Copy(string file, Mutation? mutation, int number)
    {
        var source = Repository.Read($"src/Wsis.Invitations/Workflow/{file}");
        if (mutation?.File == file)
            source = mutation.Apply(source);
        return CSharpSyntaxTree.ParseText(
            source.Replace($"{Namespace};", $"{Namespace}.Mutant{number};", StringComparison.Ordinal),
            path: $"{number}/{file}"
        );
    }
}
