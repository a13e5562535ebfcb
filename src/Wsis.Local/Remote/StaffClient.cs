using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

/// <summary>The staff API of a host that runs elsewhere. Each method throws <see cref="RefusedException"/> where the
/// host refuses, with its reasons, and
/// <see cref="HttpRequestException"/> where it cannot be reached.</summary>
/// <param name="http">Has the host's address, and adds to every request what shows that we are staff.</param>
internal sealed class StaffClient(HttpClient http) : IDisposable
{
    /// <summary>How often a request is sent before its host counts as out of reach.</summary>
    private const int Attempts = 3;

    private static readonly TimeSpan PauseBetweenAttempts = TimeSpan.FromSeconds(1);

    public Uri Host => http.BaseAddress!;

    /// <summary>Brings a campaign folder, packed. It becomes a draft.</summary>
    public Task<CampaignView> Push(string campaign, byte[] zip, CancellationToken cancellation) =>
        Send<CampaignView>(
            () => new HttpRequestMessage(HttpMethod.Put, Address(campaign)) { Content = Zip(zip) },
            cancellation
        );

    /// <summary>Approves what is stored; with a hash, only if that is what is stored.</summary>
    public Task<CampaignView> Approve(string campaign, string? hash, CancellationToken cancellation) =>
        Post<CampaignView>(Address(campaign, "proofs/approve"), new ApprovalRequest(hash), cancellation);

    /// <summary>Makes a move that needs no particulars: <c>launch</c>, <c>pause</c>, <c>resume</c>.</summary>
    public Task<CampaignView> Move(string campaign, string move, CancellationToken cancellation) =>
        Post<CampaignView>(Address(campaign, move), null, cancellation);

    public Task<RepairReport> Repair(string campaign, CancellationToken cancellation) =>
        Post<RepairReport>(Address(campaign, "repair"), null, cancellation);

    public Task<CampaignStatusView> Status(string campaign, CancellationToken cancellation) =>
        Send<CampaignStatusView>(
            () => new HttpRequestMessage(HttpMethod.Get, Address(campaign, "status")),
            cancellation
        );

    /// <summary>Reminds a selection, a page of it. Sent again under the same key where the answer was lost: nobody gets
    /// two letters by that.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="filter">The filter and the place to go on, as the query of the address has them.</param>
    /// <param name="whom">Those named, and the letter.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<Reminded> Remind(
        string campaign,
        string filter,
        SelectionRequest whom,
        CancellationToken cancellation
    ) => Post<Reminded>(Address(campaign, $"invitations/remind{filter}"), whom, cancellation);

    /// <summary>Copies a list to a stream as it comes; tells how many bytes there are so far.</summary>
    public async Task Export(
        string campaign,
        string list,
        Stream to,
        Action<long> copied,
        CancellationToken cancellation
    )
    {
        using var answer = await http.GetAsync(
            Address(campaign, list),
            HttpCompletionOption.ResponseHeadersRead,
            cancellation
        );
        await ThrowIfRefused(answer, cancellation);
        await using var from = await answer.Content.ReadAsStreamAsync(cancellation);
        var (buffer, sum) = (new byte[64 * 1024], 0L);
        for (int read; (read = await from.ReadAsync(buffer, cancellation)) > 0; copied(sum += read))
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
    }

    public void Dispose() => http.Dispose();

    private static Uri Address(string campaign, string? part = null) =>
        new($"api/campaigns/{Uri.EscapeDataString(campaign)}{(part is null ? "" : $"/{part}")}", UriKind.Relative);

    private Task<T> Post<T>(Uri address, object? body, CancellationToken cancellation)
    {
        var key = Guid.NewGuid().ToString("N");
        return Send<T>(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, address)
                {
                    Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json.Form),
                };
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            cancellation
        );
    }

    /// <summary>Every request may be sent again: reading changes nothing, the same folder again changes nothing, and a
    /// move has a key.</summary>
    private async Task<T> Send<T>(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                using var sent = request();
                using var answer = await http.SendAsync(sent, cancellation);
                await ThrowIfRefused(answer, cancellation);
                return await answer.Content.ReadFromJsonAsync<T>(Json.Form, cancellation)
                    ?? throw new RefusedException(answer.StatusCode, ["The host answers with nothing."]);
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                await Task.Delay(PauseBetweenAttempts, TimeProvider.System, cancellation);
            }
            catch (JsonException e)
            {
                throw new RefusedException(
                    HttpStatusCode.OK,
                    [$"The host answers with something else than this program expects: {e.Message}"]
                );
            }
    }

    private static async Task ThrowIfRefused(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
            throw RefusedException.Create(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }

    private static ByteArrayContent Zip(byte[] zip) =>
        new(zip) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
}
