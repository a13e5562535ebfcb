using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Wsis.Invitations.Storage;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>A store that is down is detected within seconds, before the reader of a reply page gives up.</summary>
public sealed class UnavailableTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_store_that_refuses_connections_fails_within_seconds()
    {
        var store = At(FreePort.Find());
        await AssertUnavailable(
            TimeSpan.FromSeconds(5),
            () => store.Initializer.Initialize(StoreExtensions.Cancellation)
        );
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.TryCommit(New(Invitation())));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Count());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.List());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.FindDue(Noon));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Journal("fra"));
        await AssertUnavailable(
            TimeSpan.FromSeconds(5),
            () => store.Campaigns.Find(Forum, StoreExtensions.Cancellation)
        );
        await AssertUnavailable(
            TimeSpan.FromSeconds(5),
            () => store.Campaigns.List(StoreExtensions.Cancellation).ToListAsync(StoreExtensions.Cancellation).AsTask()
        );
        await AssertUnavailable(
            TimeSpan.FromSeconds(5),
            () => store.Idempotency.TryAdd("webhook", "msg_1", "recorded", null, StoreExtensions.Cancellation)
        );
    }

    [Fact]
    public async Task A_store_that_swallows_requests_is_given_up_within_seconds_by_everybody_who_waits()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var store = At(((IPEndPoint)silent.LocalEndpoint).Port);
        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(n =>
                    AssertUnavailable(
                        TimeSpan.FromSeconds(14),
                        () => store.Invitations.TryCommit(New(Invitation($"i{n}")))
                    )
                )
        );
    }

    [Fact]
    public async Task A_store_that_refuses_our_identity_is_unavailable()
    {
        var service = azurite.Service();
        var stranger = new TableServiceClient(
            service.Uri,
            new TableSharedKeyCredential(service.AccountName, Convert.ToBase64String(new byte[64]))
        );
        var store = new TableStores(stranger, azurite.Blobs());
        var e = await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Find("fra"));
        Assert.Contains("refuses our identity (403", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_that_cannot_be_established_makes_the_store_unavailable()
    {
        var store = new TableStores(
            TableClients.FromAccount(new Uri("https://account.table.core.windows.net"), new NoIdentity()),
            BlobClients.FromAccount(new Uri("https://account.blob.core.windows.net"), new NoIdentity())
        );
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.TryCommit(New(Invitation())));
    }

    [Fact]
    public async Task A_store_whose_tables_are_missing_is_unavailable_and_not_empty()
    {
        var store = azurite.OpenStores("Missing");
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Count());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.List());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.TryCommit(New(Invitation())));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_store_that_stays_busy_is_unavailable(HttpStatusCode status)
    {
        using var busy = new HttpClient(new Busy(status));
        var store = azurite.OpenStores("", new TableClientOptions { Transport = new HttpClientTransport(busy) });
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Invitations.TryCommit(New(Invitation())));
    }

    [Fact]
    public async Task A_call_that_its_caller_cancels_is_cancelled_and_not_unavailable()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var store = azurite.OpenStores("");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            store.Invitations.Find(Bucket, Invitation().Invitee.Id, cancelled.Token)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            store.Invitations.Commit(Bucket, [New(Invitation())], cancelled.Token)
        );
    }

    private static TableStores At(int port) =>
        TableStores.FromConnectionString(
            new Local.Azurite.AzuriteSettings
            {
                Installation = "",
                Data = "",
                TablePort = port,
                BlobPort = port,
            }.ConnectionString
        );

    private static async Task<StoreUnavailableException> AssertUnavailable(TimeSpan within, Func<Task> call)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(call);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, within);
        return e;
    }

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("There is no managed identity.");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => throw new InvalidOperationException("There is no managed identity.");
    }

    private sealed class Busy(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => Task.FromResult(new HttpResponseMessage(status));
    }
}
