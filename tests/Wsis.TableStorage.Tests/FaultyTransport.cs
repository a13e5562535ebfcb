using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Wsis.TableStorage.Tests;

/// <summary>The wire between a store and the emulator, with its faults: it can lose an answer after the request was
/// carried out, or count.</summary>
internal sealed class FaultyTransport() : DelegatingHandler(new SocketsHttpHandler())
{
    private int reads;
    private int answersToLose;

    /// <summary>The number of requests that have read a row or a range.</summary>
    public int Reads => reads;

    /// <summary>Happens after a request was carried out and before its answer is lost.</summary>
    public Func<Task> BeforeLoss { get; set; } = () => Task.CompletedTask;

    public TableClientOptions Options => new() { Transport = new HttpClientTransport(new HttpClient(this)) };

    /// <summary>From here on, the answers to that many writes are lost.</summary>
    public void LoseResponses(int count) => answersToLose = count;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Get)
            Interlocked.Increment(ref reads);
        else if (Interlocked.Decrement(ref answersToLose) >= 0)
        {
            await BeforeLoss();
            throw new HttpRequestException("The connection was reset.");
        }
        return answer;
    }
}
