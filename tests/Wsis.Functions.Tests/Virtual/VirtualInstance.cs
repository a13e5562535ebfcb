using Microsoft.DurableTask;
using Wsis.Functions.Campaigns;

namespace Wsis.Functions.Tests.Virtual;

/// <summary>An orchestration instance on virtual time: its generations, its events, what it said and did. It keeps the
/// SDK's rules: an event completes the latest pending wait or is buffered; continue-as-new takes what is buffered
/// along; what a pending wait has received is gone.</summary>
internal sealed class VirtualInstance(VirtualTime time, string id, Func<TaskOrchestrationContext, Task> orchestration)
{
    /// <summary>The duration of an activity.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    private readonly Queue<object?> buffered = new();

    public string Version { get; init; } = "2";

    /// <summary>The activities by name.</summary>
    public Dictionary<string, Func<object?, Task<object?>>> Activities { get; } = [];

    /// <summary>When which activity was called, each try.</summary>
    public List<(DateTime At, string Name)> Calls { get; } = [];

    public List<object?> Statuses { get; } = [];

    public int Generations { get; private set; }

    public bool IsCompleted { get; private set; }

    public object? Output { get; private set; }

    public Exception? Failure { get; private set; }

    private VirtualContext? current;

    public void Start(object? input)
    {
        Generations++;
        current = new VirtualContext(time, id, this, input);
        _ = Live(current);
    }

    public void Raise(string name, object? payload = null)
    {
        if (current is null || !current.Take(name, payload))
            buffered.Enqueue(payload);
    }

    public bool TryTakeBuffered(out object? payload) => buffered.TryDequeue(out payload);

    private async Task Live(VirtualContext context)
    {
        try
        {
            var run = orchestration(context);
            await run;
            Output = run switch
            {
                Task<CampaignStatus?> status => status.Result,
                Task<LettersSent> letters => letters.Result,
                _ => null,
            };
        }
        catch (Exception e)
        {
            Failure = e;
            return;
        }
        current = null;
        if (context.Next is { } next)
            Start(next.Input);
        else
            IsCompleted = true;
    }
}
