using System.Collections.Concurrent;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;

namespace Wsis.Proof;

/// <summary>The workflow without a host: its services on a store, by a clock of the test's own, and a postbox that
/// keeps account of every letter.</summary>
internal sealed class TestWorkflow
{
    public TestWorkflow(Stores store, IWakeUpScheduler scheduler, TimeProvider clock)
    {
        var settings = new CampaignSettings(new Uri("https://site.example/"));
        var links = new ReplyLinks(new Dictionary<string, byte[]> { ["proof"] = new byte[32] }, "proof");
        Cache = new CampaignCache(store.Campaigns, links, settings, clock);
        Invitations = new InvitationService(
            store.Invitations,
            new RecordingMailer(Letters),
            Cache,
            scheduler,
            settings,
            clock
        );
        Campaigns = new CampaignService(store.Campaigns, store.Invitations, Cache, Invitations, settings, clock);
    }

    public CampaignCache Cache { get; }

    public InvitationService Invitations { get; }

    public CampaignService Campaigns { get; }

    /// <summary>The letters in the order in which they were handed over; one that was handed over twice is there
    /// twice.</summary>
    public ConcurrentQueue<DispatchId> Letters { get; } = [];

    public int Sent(string step) => Letters.Count(l => l.Step.Value == step);

    private sealed class RecordingMailer(ConcurrentQueue<DispatchId> letters) : IMailer
    {
        public Task<SendOutcome> Send(Letter letter, SendPermission permission, CancellationToken cancellation)
        {
            letters.Enqueue(letter.Id);
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted(letter.Id.ToString()));
        }

        public Task<SendOutcome> Ask(DispatchId dispatch, CancellationToken cancellation) =>
            Task.FromResult<SendOutcome>(
                letters.Contains(dispatch)
                    ? new SendOutcome.Accepted(dispatch.ToString())
                    : new SendOutcome.Busy(
                        new Reason.AsWritten("The postbox does not have the letter."),
                        NodaTime.Duration.Zero
                    )
            );
    }
}
