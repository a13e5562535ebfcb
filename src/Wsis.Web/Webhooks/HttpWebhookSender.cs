using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Webhooks;

namespace Wsis.Web.Webhooks;

/// <summary>Posts webhook messages, signed according to Standard Webhooks 1.0. It follows no redirects and reads only
/// the status of an answer.</summary>
public sealed class HttpWebhookSender : IWebhookSender, IDisposable
{
    /// <summary>How long an answer may take (the specification recommends 15 to 30 seconds).</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly WebhookSecrets secrets;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public HttpWebhookSender(WebhookSettings settings, TimeProvider clock)
    {
        secrets = settings.Deliveries;
        this.clock = clock;
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                ConnectCallback = settings.AllowPrivateAddresses ? null : PublicAddresses.Connect,
            }
        )
        {
            Timeout = Timeout,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("WSIS-Functions", "1.0"));
    }

    public async Task<WebhookOutcome> Send(WebhookDelivery delivery, CancellationToken cancellation)
    {
        if (!secrets.Any)
            return new WebhookOutcome.Retry(new Reason.NoWebhookSecret());
        try
        {
            using var request = Request(delivery);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Outcome(response);
        }
        catch (HttpRequestException e)
        {
            return new WebhookOutcome.Retry(ReasonOf(e));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WebhookOutcome.Retry(new Reason.WebhookTimedOut(Timeout.TotalSeconds));
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(WebhookDelivery delivery)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            WebhookMessage.From(delivery),
            WebhookMessageJson.Default.WebhookMessage
        );
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Address)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(SignedMessage.IdHeader, delivery.Id);
        request.Headers.Add(SignedMessage.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(SignedMessage.SignatureHeader, secrets.Sign(delivery.Id, timestamp, body));
        return request;
    }

    private WebhookOutcome Outcome(HttpResponseMessage response) =>
        response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new WebhookOutcome.Delivered(),
            HttpStatusCode.Gone => new WebhookOutcome.Rejected(new Reason.WebhookGone()),
            var status => new WebhookOutcome.Retry(
                new Reason.WebhookAnswered((int)status),
                Wait(response.Headers.RetryAfter)
            ),
        };

    /// <summary>The client wraps what the connection throws.</summary>
    private static Reason ReasonOf(HttpRequestException e) =>
        e.InnerException switch
        {
            ReasonException refused => refused.Reason,
            HttpRequestException inner => new Reason.AttemptFailed(inner.Message),
            _ => new Reason.AttemptFailed(e.Message),
        };

    private Duration? Wait(RetryConditionHeaderValue? header) =>
        (header?.Delta, header?.Date) switch
        {
            ({ } delta, _) => Duration.FromTimeSpan(delta),
            (_, { } date) => Duration.FromTimeSpan(date - clock.GetUtcNow()),
            _ => null,
        };
}

/// <summary>The body of a webhook message. It names only the id of the invitee. A receiver that may know more asks the
/// staff API.</summary>
internal sealed record WebhookMessage(string Type, string Timestamp, WebhookMessageData Data)
{
    public static WebhookMessage From(WebhookDelivery delivery) =>
        new(
            delivery.Type,
            InstantPattern.ExtendedIso.Format(delivery.At),
            new WebhookMessageData(
                delivery.Invitation.Campaign.Value,
                delivery.Invitation.Invitee.Value,
                delivery.Phase.ToString().ToLowerInvariant(),
                delivery.Answer,
                delivery.Answer is null ? null : delivery.Late
            )
        );
}

/// <param name="Campaign">The campaign.</param>
/// <param name="Invitee">The invitee's id in it.</param>
/// <param name="Phase">The phase of the invitation after the change: <c>scheduled</c>, <c>awaiting</c>,
/// <c>answered</c>, <c>unanswered</c>, <c>undeliverable</c> or <c>withdrawn</c>.</param>
/// <param name="Answer">The answer after the change: <c>accepted</c>, <c>declined</c> or <c>delegated</c>.</param>
/// <param name="Late">Whether that answer is late.</param>
internal sealed record WebhookMessageData(string Campaign, string Invitee, string Phase, string? Answer, bool? Late);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class WebhookMessageJson : JsonSerializerContext;
