using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Wsis.Invitations.Ports;
using static Wsis.TableStorage.Tests.StoreTestData;

namespace Wsis.TableStorage.Tests;

/// <summary>A store that is down is told from a store that answers, and soon enough for somebody who waits at a reply
/// page.</summary>
public sealed class UnavailableTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_store_that_nobody_listens_for_is_given_up_within_seconds()
    {
        var store = At(FreePort.Find());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Open(StoreExtensions.Cancellation));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.TryCommit(New(Invitation())));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Count());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.List());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Due(Noon));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Journal("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.FindCampaign(Forum, StoreExtensions.Cancellation));
        await AssertUnavailable(
            TimeSpan.FromSeconds(5),
            () => store.Campaigns(StoreExtensions.Cancellation).ToListAsync(StoreExtensions.Cancellation).AsTask()
        );
        await AssertUnavailable(
            TimeSpan.FromSeconds(5),
            () => store.TryAdd("webhook", "msg_1", "recorded", null, StoreExtensions.Cancellation)
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
                    AssertUnavailable(TimeSpan.FromSeconds(14), () => store.TryCommit(New(Invitation($"i{n}"))))
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
        var store = new TableInvitationStore(stranger);
        var e = await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Find("fra"));
        Assert.Contains("refuses our identity (403", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_that_cannot_be_established_makes_the_store_unavailable()
    {
        var store = new TableInvitationStore(
            TableClients.FromAccount(new Uri("https://account.table.core.windows.net"), new NoIdentity())
        );
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.TryCommit(New(Invitation())));
    }

    [Fact]
    public async Task A_store_whose_tables_are_missing_is_unavailable_and_not_empty()
    {
        var store = new TableInvitationStore(azurite.Service(), "Missing");
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Count());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.List());
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.TryCommit(New(Invitation())));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_store_that_stays_busy_is_unavailable(HttpStatusCode status)
    {
        using var busy = new HttpClient(new Busy(status));
        var store = new TableInvitationStore(
            azurite.Service(new TableClientOptions { Transport = new HttpClientTransport(busy) })
        );
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.Find("fra"));
        await AssertUnavailable(TimeSpan.FromSeconds(5), () => store.TryCommit(New(Invitation())));
    }

    [Fact]
    public async Task A_call_that_its_caller_cancels_is_cancelled_and_not_unavailable()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var store = new TableInvitationStore(azurite.Service());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            store.Find(Bucket, Invitation().Invitee.Id, cancelled.Token)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            store.Commit(Bucket, [New(Invitation())], cancelled.Token)
        );
    }

    private static TableInvitationStore At(int port) =>
        new(
            TableClients.FromConnectionString(
                new Local.Azurite.AzuriteSettings
                {
                    Installation = "",
                    Data = "",
                    TablePort = port,
                }.ConnectionString
            )
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
