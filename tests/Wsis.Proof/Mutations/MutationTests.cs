using System.Reflection;
using Wsis.Invitations.Tests.Rules;

namespace Wsis.Proof.Mutations;

/// <summary>The rules are broken one at a time in a copy of the decider, and their tests must notice each.</summary>
public sealed class MutationTests(ProofReport report)
{
    private readonly int lives = ProofForm.Choose(1_000, 10_000);

    [Fact]
    public void Every_rule_that_is_broken_on_purpose_is_noticed_by_its_test()
    {
        var mutants = Mutants.Compile([null, .. Mutation.All]);
        foreach (var test in Mutation.All.Select(m => m.Test).Distinct())
            Assert.True(
                Notices(test, mutants.Decider(0)) is null,
                $"{test} finds fault with a decider in which nothing is broken."
            );
        var tried = Enumerable
            .Range(1, Mutation.All.Count)
            .Where(number => ProofForm.IsLong || (number + ProofForm.Seed) % 3 == 0)
            .ToList();
        foreach (var number in tried)
        {
            var (rule, file, text, by, test) = Mutation.All[number - 1];
            Assert.True(
                Notices(test, mutants.Decider(number)) is not null,
                $"{test} did not notice that rule {rule} was broken: in {file}, '{text}' became '{by}'."
            );
        }
        report.Add(
            "mutations",
            $"{tried.Count} ways to break the rules "
                + $"{string.Join(", ", tried.Select(n => Mutation.All[n - 1].Rule).Distinct())} in a copy of the "
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
