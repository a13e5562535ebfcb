using System.Reflection;
using Wsis.Invitations.Tests.Rules;

namespace Wsis.Proof.Mutations;

/// <summary>The rules are broken one at a time in a copy of the decider, and their tests must notice each.</summary>
public sealed class MutationTests(ProofReport report)
{
    private readonly int lives = ProofForm.Choose(4_000, 10_000);

    [Fact]
    public void Every_rule_that_is_broken_on_purpose_is_noticed_by_its_test()
    {
        var tried = Mutation.All.Where((_, i) => ProofForm.IsLong || (i + ProofForm.Seed) % 8 == 0).ToList();
        var mutants = Mutants.Compile([null, .. tried]);
        foreach (var test in tried.Select(m => m.Test).Distinct())
            Assert.True(
                Notices(test, mutants.Decider(0)) is null,
                $"{test} finds fault with a decider in which nothing is broken."
            );
        foreach (var (i, (rule, file, text, by, test)) in tried.Index())
            Assert.True(
                Notices(test, mutants.Decider(i + 1)) is not null,
                $"{test} did not notice that rule {rule} was broken: in {file}, '{text}' became '{by}'."
            );
        report.Add(
            "mutations",
            $"{tried.Count} ways to break the rules "
                + $"{string.Join(", ", tried.Select(m => m.Rule).Distinct())} in a copy of the "
                + $"decider, {lives} random lives each",
            $"{tried.Count} noticed by the rule's own test; none where nothing was broken"
        );
    }

    /// <returns>What the test found; null if it passed.</returns>
    private Exception? Notices(string test, Decide decider)
    {
        try
        {
            typeof(NineRulesTests).GetMethod(test)!.Invoke(new NineRulesTests(decider, lives), null);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
    }
}
