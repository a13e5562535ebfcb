using System.Globalization;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Wsis.InMemory;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Invitations.Tests.Rules;

/// <summary>Three instances claim and begin letters while staff decide, in random interleavings: each commit, look and
/// wait is a step of its own. An instance may believe in any former plan, for as long as it likes.</summary>
public sealed class RecallTests
{
    private static readonly Gen<(int Kind, int A)[]> Steps = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 999]).Array[10, 120];

    [Fact]
    public void No_letter_is_begun_under_a_former_plan_once_a_decision_is_answered() =>
        Steps.Sample(
            steps =>
                // Without a synchronization context, so that everything goes on in this thread.
                Task.Run(async () =>
                    {
                        var interleaving = new Interleaving();
                        foreach (var (kind, a) in steps)
                            await interleaving.Step(kind, a);
                    })
                    .GetAwaiter()
                    .GetResult(),
            iter: ProofForm.Choose(1_000, 30_000)
        );

    [Fact]
    public async Task A_decision_waits_until_all_permissions_have_ended_and_not_at_all_if_no_letter_is_claimed() =>
        await Task.Run(
            async () =>
            {
                var interleaving = new Interleaving();
                Assert.True(interleaving.Decide().IsCompletedSuccessfully);
                await interleaving.Claim(instance: 1);
                await interleaving.Claim(instance: 1);
                await interleaving.Claim(instance: 1);
                var decision = interleaving.Decide();
                interleaving.Wait(milliseconds: 900);
                Assert.False(decision.IsCompleted);
                Assert.True(await interleaving.Begin(0));
                interleaving.Wait(milliseconds: 200);
                Assert.True(decision.IsCompletedSuccessfully);
                Assert.Equal(2, await decision);
                Assert.False(await interleaving.Begin(1));
            },
            TestContext.Current.CancellationToken
        );

    private sealed class Interleaving
    {
        private readonly FakeTimeProvider clock = new();
        private readonly InMemoryInvitationStore store = new(new InMemoryWebhookOutbox());
        private readonly CampaignEntry entry = new()
        {
            Id = new CampaignId("forum"),
            Source = "",
            Buckets = 2,
        };
        private readonly long[] believed = new long[3];
        private readonly List<(long Plan, ClaimPermission Permission)> waiting = [];
        private long decided;
        private long answered;
        private int invitees;

        public Task Step(int kind, int a) =>
            kind switch
            {
                < 30 => Claim(a % believed.Length),
                < 65 => waiting.Count > 0 ? Begin(a % waiting.Count) : Task.CompletedTask,
                < 85 => Do(() => Wait(a)),
                < 90 => Do(() => Read(a % believed.Length)),
                < 94 => Do(() => decided++),
                _ => Do(() => _ = Decide()),
            };

        /// <summary>Time passes in small steps, so that what waits goes on at its time.</summary>
        public void Wait(int milliseconds)
        {
            for (; milliseconds > 0; milliseconds -= 20)
                clock.Advance(TimeSpan.FromMilliseconds(Math.Min(20, milliseconds)));
        }

        /// <summary>A decision is stored, and put in force. It is answered when the task ends.</summary>
        public async Task<long> Decide()
        {
            var plan = ++decided;
            var claimed = await new PlanEnforcement(store, clock).Enforce(
                entry with
                {
                    PlanVersion = plan,
                },
                CancellationToken.None
            );
            answered = Math.Max(answered, plan);
            return claimed;
        }

        public async Task Claim(int instance)
        {
            var id = new InviteeId((++invitees).ToString(CultureInfo.InvariantCulture));
            var dispatch = new Dispatch
            {
                Step = new StepId("invitation"),
                Kind = LetterKind.Invitation,
                Letter = "invitation",
                Due = Life.Start,
                ClaimedAt = Life.Start,
            };
            var invitation = Invitation.For(entry.Id, Life.Addressee with { Id = id }, Life.FirstPlan) with
            {
                Dispatches = [dispatch],
            };
            var partition = Partition.Containing(entry.Id, id, entry.Buckets);
            var committedAt = clock.GetTimestamp();
            var result = await store.Commit(
                partition,
                [new Change(null, invitation, [], [dispatch])],
                CancellationToken.None,
                believed[instance]
            );
            if (result is CommitResult.Committed { Mark: var mark })
                waiting.Add(
                    (
                        believed[instance],
                        new ClaimPermission(store, partition, believed[instance], mark, committedAt, clock)
                    )
                );
            else
                Read(instance);
        }

        public async Task<bool> Begin(int index)
        {
            var (plan, permission) = waiting[index];
            if (!await permission.MayBegin())
                return false;
            Assert.True(plan >= answered, $"A letter of plan {plan} was begun after decision {answered} was answered.");
            return true;
        }

        private void Read(int instance) => believed[instance] = decided;

        private static Task Do(Action action)
        {
            action();
            return Task.CompletedTask;
        }
    }
}
