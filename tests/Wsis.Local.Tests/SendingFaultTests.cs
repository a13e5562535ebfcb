using Wsis.InMemory;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Tests;

/// <summary>Faults while letters are sent and asked for.</summary>
public sealed class SendingFaultTests
{
    private static readonly Wsis.Invitations.Campaigns.CampaignId Id = SampleCampaign.Folder.Campaign!.Id;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_that_cannot_be_rendered_when_it_is_sent_is_shown_to_staff_and_not_tried_again()
    {
        var stores = new InMemoryStores();
        await using var app = await TestHost.Start(launched: false, stores: stores);
        var written = await app.Store.Campaigns.ReadLetters(Id, Cancellation);
        // No check lets this through. An earlier version may have stored it.
        await app.Store.Campaigns.SaveLetters(
            Id,
            [
                .. written.Select(l =>
                    l is { Name: "invitation", Language.Code: "fr" }
                        ? l with
                        {
                            Text = "---\nsubject: Invitation\n---\n{% for i in (1..9000) %}x{% endfor %}\n",
                        }
                        : l
                ),
            ],
            Cancellation
        );
        await app.Actions.ApproveAndLaunch(Id, "staff", Cancellation);
        // The runner of the host sends too.
        await app.Campaigns.AdvanceDue(Id, Cancellation);
        await TestHost.WaitUntil(async () =>
            (await app.Find("FRA")).Dispatches is [{ State: not DispatchState.Claimed }]
            && (await app.Find("USA")).Phase == Phase.Awaiting
        );

        var (france, egypt) = (await app.Find("FRA"), await app.Find("USA"));
        var dispatch = Assert.Single(france.Dispatches);
        Assert.Equal((DispatchState.Failed, 1), (dispatch.State, dispatch.Attempt));
        Assert.Equal(Attention.NotSent, france.Attention);
        Assert.Contains((await app.Journal("FRA")), e => e.Event.ToEnglish().What == "letter not sent");
        Assert.Equal(Phase.Awaiting, egypt.Phase);

        // The pages of staff show the reason, and the other letters.
        var cookie = await app.SignIn("anna");
        var proofs = await app.Page("staff/campaigns/wsis-forum-2018/proofs?letter=invitation", cookie);
        Assert.Single(proofs.Split("cannot be rendered").Skip(1));
        Assert.True(proofs.Split("<iframe").Length > 2);
        foreach (
            var page in new[]
            {
                "staff/campaigns/wsis-forum-2018/proofs/fr/invitation",
                "staff/campaigns/wsis-forum-2018/invitations/FRA/letters/invitation~1",
            }
        )
            Assert.Contains("cannot be rendered", await app.Page(page, cookie), StringComparison.Ordinal);

        app.Clock.Now += TimeSpan.FromHours(3);
        await app.Campaigns.AdvanceDue(Id, Cancellation);

        Assert.Equal(dispatch, Assert.Single((await app.Find("FRA")).Dispatches));

        // The provider has said nothing about it.
        var dashboard = await app.Page("staff/campaigns/wsis-forum-2018", cookie);
        Assert.DoesNotContain("Reported by the provider", dashboard, StringComparison.Ordinal);
        Assert.Contains("Not sent, or not yet", dashboard, StringComparison.Ordinal);

        // Once it was sent after all, nothing is left of the fault.
        await app.Store.Campaigns.SaveLetters(Id, written, Cancellation);
        await using var later = await TestHost.Resume(stores);
        later.Clock.Now = app.Clock.Now;
        cookie = await later.SignIn("anna");
        // The page offers it, and it is the latest letter.
        var offered = await later.Page("staff/campaigns/wsis-forum-2018/invitations/FRA", cookie);
        Assert.Contains("actions/resend\"", offered, StringComparison.Ordinal);
        Assert.Contains("<option value=\"invitation\">", offered, StringComparison.Ordinal);
        (await later.InvitationActions.Resend(TestHost.Key("FRA"), null, new Actor("staff"), Cancellation)).OrThrow();
        await TestHost.WaitUntil(async () => (await later.Find("FRA")).Dispatches[^1].State == DispatchState.Sent);
        france = await later.Find("FRA");
        Assert.Equal((DispatchState.Sent, Attention.None), (france.Dispatches[^1].State, france.Attention));
        Assert.Equal(0, Tally.From(france)["dispatch:Failed"]);
    }

    [Fact]
    public async Task A_sent_letter_that_cannot_be_rendered_any_more_has_an_error_page_in_its_language()
    {
        var stores = new InMemoryStores();
        await using var app = await TestHost.Start(stores: stores);
        await app.Store.Campaigns.SaveLetters(
            Id,
            [
                .. (await app.Store.Campaigns.ReadLetters(Id, Cancellation)).Select(l =>
                    l with
                    {
                        Text = "---\nsubject: Invitation\n---\n{% for i in (1..9000) %}x{% endfor %}\n",
                    }
                ),
            ],
            Cancellation
        );
        await using var later = await TestHost.Resume(stores);

        using var letter = await later.Get($"{app.Link("FRA")}/letter");

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, letter.StatusCode);
        Assert.Contains("lang=\"fr\"", await letter.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_reminders_of_one_invitation_at_once_send_one_and_refuse_the_others()
    {
        const int many = 40;
        await using var app = await TestHost.Start();
        using var moment = new ManualResetEventSlim();
        // A store that takes a moment to commit: all others read the same row meanwhile, each on a thread of its own.
        app.Store.OnCommit = (_, isDone) =>
        {
            if (!isDone)
                moment.Wait(1, Cancellation);
        };

        var decisions = await Task.WhenAll(
            Enumerable
                .Range(0, many)
                .Select(i =>
                    Task.Factory.StartNew(
                            () =>
                                app.Invitations.Apply(
                                    TestHost.Key("CHE"),
                                    new Signal.ReminderRequested($"act-{i}", "staff", "reminder-1"),
                                    Cancellation
                                ),
                            Cancellation,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );

        Assert.Single(decisions, d => d!.Refusal is null);
        Assert.Equal(many - 1, decisions.Count(d => d!.Refusal is Reason.RemindedRecently));
        Assert.Equal(1, (await app.Journal("CHE")).Count(e => e.Event.ToEnglish().What == "reminder requested"));
    }
}
