using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text.Json;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Workflow;
using Wsis.Local.Remote.Letters;
using Wsis.Web.Hosting.Requests;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote;

/// <summary>Calls the staff API of a host. Each method throws <see cref="RefusedException"/> if the host refuses, and
/// <see cref="HttpRequestException"/> if it cannot be reached.</summary>
/// <param name="http">Has the address of the host and adds credentials to every request.</param>
internal sealed class StaffClient(HttpClient http) : IDisposable
{
    /// <summary>How often a request is sent before its host counts as unreachable.</summary>
    private const int MaxAttempts = 3;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public Uri Host => http.BaseAddress!;

    /// <summary>Uploads a packed campaign folder as a draft.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="zip">The folder.</param>
    /// <param name="draft">The version of the draft that it replaces. Null creates the draft.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<CampaignView> Push(string campaign, byte[] zip, string? draft, CancellationToken cancellation) =>
        Upload<CampaignView>(
            Address(campaign, null, draft is null ? "" : $"?draft={Uri.EscapeDataString(draft)}"),
            zip,
            r => draft is null ? Creating(r) : r,
            cancellation
        );

    /// <summary>Uploads a packed campaign folder, which may have errors, as a draft.</summary>
    /// <inheritdoc cref="Push"/>
    public Task<DraftView> PushDraft(string campaign, byte[] zip, string? draft, CancellationToken cancellation) =>
        Upload<DraftView>(
            Address(campaign, "draft"),
            zip,
            r => draft is null ? Creating(r) : WithVersion(r, draft),
            cancellation
        );

    private Task<T> Upload<T>(
        Uri address,
        byte[] zip,
        Func<HttpRequestMessage, HttpRequestMessage> withCondition,
        CancellationToken cancellation
    ) =>
        Send<T>(
            () =>
                withCondition(
                    new HttpRequestMessage(HttpMethod.Put, address)
                    {
                        Content = CreateContent(zip, MediaTypeNames.Application.Zip),
                    }
                ),
            cancellation
        );

    private static HttpRequestMessage Creating(HttpRequestMessage request)
    {
        request.Headers.Add("If-None-Match", "*");
        return request;
    }

    /// <summary>The draft of a campaign. Null if there is none.</summary>
    public async Task<DraftView?> FindDraft(string campaign, CancellationToken cancellation)
    {
        try
        {
            return await Get<DraftView>(Address(campaign, "draft"), cancellation);
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Approves the stored content; with a hash, only if the stored content has that hash.</summary>
    public Task<CampaignView> Approve(string campaign, string? hash, CancellationToken cancellation) =>
        Post<CampaignView>(Address(campaign, "proofs/approve"), new ApprovalRequest(hash), cancellation);

    /// <summary>Performs an action without arguments: <c>launch</c>, <c>pause</c>, <c>resume</c>.</summary>
    public Task<CampaignView> Post(string campaign, string action, CancellationToken cancellation) =>
        Post<CampaignView>(Address(campaign, action), null, cancellation);

    public Task<CampaignView> Cancel(string campaign, ReasonRequest reason, CancellationToken cancellation) =>
        Post<CampaignView>(Address(campaign, "cancel"), reason, cancellation);

    public Task<CampaignView> ExtendDeadline(
        string campaign,
        DeadlineRequest deadline,
        CancellationToken cancellation
    ) => Post<CampaignView>(Address(campaign, "deadline"), deadline, cancellation);

    /// <summary>Erases the personal data of a campaign that is over, as far as one request gets.</summary>
    public Task<CampaignView> Erase(string campaign, bool isExported, CancellationToken cancellation) =>
        Delete<CampaignView>(Address(campaign, null, isExported ? "?exported=true" : ""), null, cancellation);

    /// <summary>Adds the invitees of a list, as CSV.</summary>
    public Task<AddedView> Add(string campaign, byte[] list, CancellationToken cancellation) =>
        PostList<AddedView>(Address(campaign, "invitees"), list, cancellation);

    /// <summary>Whom a list, as CSV or a spreadsheet, would add. Nothing is changed.</summary>
    public Task<ComparedAdditionsView> CompareAdditions(string campaign, byte[] list, CancellationToken cancellation) =>
        PostList<ComparedAdditionsView>(Address(campaign, "invitees/compare"), list, cancellation);

    /// <summary>What a list, as CSV or a spreadsheet, would correct. Nothing is changed.</summary>
    public Task<ComparedListView> CompareList(string campaign, byte[] list, CancellationToken cancellation) =>
        PostList<ComparedListView>(Address(campaign, "corrections/compare"), list, cancellation);

    /// <summary>Corrects the invitees of a list, as CSV or a spreadsheet, if it still changes what its comparison has
    /// shown.</summary>
    public Task<CorrectedListView> CorrectList(
        string campaign,
        byte[] list,
        string fingerprint,
        CancellationToken cancellation
    ) =>
        PostList<CorrectedListView>(
            Address(campaign, "corrections", $"?fingerprint={Uri.EscapeDataString(fingerprint)}"),
            list,
            cancellation
        );

    /// <summary>Changes an invitation, as by <c>address</c>, <c>resend</c> or <c>withdraw</c>.</summary>
    public Task<InvitationView> Change(
        string campaign,
        string invitee,
        string action,
        object? body,
        CancellationToken cancellation
    ) => Post<InvitationView>(AddressOf(campaign, invitee, action), body, cancellation);

    public Task<RepairReport> Repair(string campaign, CancellationToken cancellation) =>
        Post<RepairReport>(Address(campaign, "repair"), null, cancellation);

    public Task<CampaignStatusView> Status(string campaign, CancellationToken cancellation) =>
        Get<CampaignStatusView>(Address(campaign, "status"), cancellation);

    /// <summary>Whom reminding one page of a selection would reach, and who is left out and why.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="filter">The filter and the continuation, as a query string.</param>
    /// <param name="selection">The named invitees, and the letter.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<ReminderPreviewView> PreviewReminders(
        string campaign,
        string filter,
        SelectionRequest selection,
        CancellationToken cancellation
    ) => Post<ReminderPreviewView>(Address(campaign, $"invitations/remind/preview{filter}"), selection, cancellation);

    /// <summary>Reminds one page of a selection. If the response is lost, the request is sent again with the same
    /// idempotency key, so that nobody gets two letters.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="filter">The filter and the continuation, as a query string.</param>
    /// <param name="selection">The named invitees, and the letter.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<RemindedView> Remind(
        string campaign,
        string filter,
        SelectionRequest selection,
        CancellationToken cancellation
    ) => Post<RemindedView>(Address(campaign, $"invitations/remind{filter}"), selection, cancellation);

    public Task<PrintRunView> PrintRun(string campaign, CancellationToken cancellation) =>
        Get<PrintRunView>(Address(campaign, "print-run"), cancellation);

    public Task<PostedView> MarkPosted(string campaign, PostingRequest posting, CancellationToken cancellation) =>
        Post<PostedView>(Address(campaign, "print-run/posted"), posting, cancellation);

    /// <summary>The letters of a campaign, with those whose correction waits for an approval.</summary>
    public Task<LetterListView> ListLetters(string campaign, CancellationToken cancellation) =>
        Get<LetterListView>(Address(campaign, "letters"), cancellation);

    /// <summary>A letter with its text and its correction. Null if the campaign has no such letter.</summary>
    public async Task<LetterTextView?> FindLetter(string campaign, LetterPath letter, CancellationToken cancellation)
    {
        try
        {
            return await Get<LetterTextView>(Address(campaign, $"letters/{letter}"), cancellation);
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Proposes a text of a letter. It replaces the text of a version; of another one the host refuses
    /// it.</summary>
    public Task<LetterTextView> ProposeCorrection(
        string campaign,
        LetterPath letter,
        string text,
        string replaced,
        CancellationToken cancellation
    ) =>
        Send<LetterTextView>(
            () =>
                new HttpRequestMessage(HttpMethod.Put, Address(campaign, $"letters/{letter}/correction"))
                {
                    Content = JsonContent.Create(new LetterTextRequest(text), options: Json.Options),
                    Headers = { { "If-Match", EntityTags.Create(replaced) } },
                },
            cancellation
        );

    /// <summary>Approves the correction of a letter that has this hash.</summary>
    public Task<LetterTextView> ApproveCorrection(
        string campaign,
        LetterPath letter,
        string hash,
        CancellationToken cancellation
    ) =>
        Post<LetterTextView>(
            Address(campaign, $"letters/{letter}/correction/approve"),
            new ApprovalRequest(hash),
            cancellation
        );

    /// <summary>Withdraws the correction of a letter that has this hash.</summary>
    public Task<LetterTextView> WithdrawCorrection(
        string campaign,
        LetterPath letter,
        string hash,
        CancellationToken cancellation
    ) =>
        Delete<LetterTextView>(
            Address(campaign, $"letters/{letter}/correction"),
            EntityTags.Create(hash),
            cancellation
        );

    /// <summary>Copies a list to a stream and reports how many bytes were copied.</summary>
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
        var buffer = new byte[64 * 1024];
        var sum = 0L;
        while (await from.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            sum += read;
            copied(sum);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>The address of an invitation, or of a part of it.</summary>
    public static Uri AddressOf(string campaign, string invitee, string? part = null) =>
        Address(campaign, $"invitations/{Uri.EscapeDataString(invitee)}{(part is null ? "" : $"/{part}")}");

    /// <summary>The address of a campaign, or of a part of it.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="part">The path below the campaign, with its ids escaped.</param>
    /// <param name="query">The query with its question mark.</param>
    public static Uri Address(string campaign, string? part = null, string query = "") =>
        new(
            $"api/campaigns/{Uri.EscapeDataString(campaign)}{(part is null ? "" : $"/{part}")}{query}",
            UriKind.Relative
        );

    public Task<T> Get<T>(Uri address, CancellationToken cancellation) =>
        Send<T>(() => new HttpRequestMessage(HttpMethod.Get, address), cancellation);

    /// <summary>Performs an action.</summary>
    /// <param name="address">The address.</param>
    /// <param name="body">What is sent as JSON. Null sends nothing.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<T> Post<T>(Uri address, object? body, CancellationToken cancellation) =>
        PostContent<T>(
            address,
            () => body is null ? null : JsonContent.Create(body, body.GetType(), options: Json.Options),
            cancellation
        );

    /// <summary>Performs an action with other content than JSON.</summary>
    /// <param name="address">The address.</param>
    /// <param name="createContent">Creates the content of each attempt.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<T> PostContent<T>(Uri address, Func<HttpContent?> createContent, CancellationToken cancellation)
    {
        var key = Guid.NewGuid().ToString("N");
        return Send<T>(
            () =>
                new HttpRequestMessage(HttpMethod.Post, address)
                {
                    Content = createContent(),
                    Headers = { { "Idempotency-Key", key } },
                },
            cancellation
        );
    }

    /// <summary>Writes a file.</summary>
    /// <param name="address">The address.</param>
    /// <param name="content">The content.</param>
    /// <param name="mediaType">Its media type.</param>
    /// <param name="etag">The version that it replaces. Null replaces any.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<T> Put<T>(
        Uri address,
        byte[] content,
        string mediaType,
        string? etag,
        CancellationToken cancellation
    ) =>
        Send<T>(
            () =>
                WithVersion(
                    new HttpRequestMessage(HttpMethod.Put, address) { Content = CreateContent(content, mediaType) },
                    etag
                ),
            cancellation
        );

    /// <summary>Deletes a thing of this version. Null deletes any.</summary>
    public Task<T> Delete<T>(Uri address, string? etag, CancellationToken cancellation) =>
        Send<T>(() => WithVersion(new HttpRequestMessage(HttpMethod.Delete, address), etag), cancellation);

    private static ByteArrayContent CreateContent(byte[] content, string mediaType) =>
        new(content) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

    private static HttpRequestMessage WithVersion(HttpRequestMessage request, string? etag)
    {
        if (etag is not null)
            request.Headers.Add("If-Match", etag);
        return request;
    }

    private Task<T> PostList<T>(Uri address, byte[] list, CancellationToken cancellation) =>
        PostContent<T>(
            address,
            () =>
                new ByteArrayContent(list)
                {
                    Headers =
                    {
                        ContentType = Spreadsheet.Is(list)
                            ? new MediaTypeHeaderValue(Spreadsheet.MediaType)
                            : new MediaTypeHeaderValue("text/csv", "utf-8"),
                    },
                },
            cancellation
        );

    /// <summary>Sends a request, if necessary several times. That is safe: a read or a second upload of the same folder
    /// changes nothing, and an action has an idempotency key.</summary>
    private async Task<T> Send<T>(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                using var sent = request();
                using var answer = await http.SendAsync(sent, cancellation);
                await ThrowIfRefused(answer, cancellation);
                return await answer.Content.ReadFromJsonAsync<T>(Json.Options, cancellation)
                    ?? throw new RefusedException(answer.StatusCode, ["The response of the host is empty."]);
            }
            catch (HttpRequestException) when (attempt < MaxAttempts)
            {
                await Task.Delay(RetryDelay, TimeProvider.System, cancellation);
            }
            catch (JsonException e)
            {
                throw new RefusedException(
                    HttpStatusCode.OK,
                    [$"This program cannot read the response of the host: {e.Message}"]
                );
            }
    }

    private static async Task ThrowIfRefused(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
            throw RefusedException.Create(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }
}
