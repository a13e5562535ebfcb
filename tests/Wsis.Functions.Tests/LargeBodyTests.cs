using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wsis.Functions.Http;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Functions.Tests;

/// <summary>The Functions host passes requests on to the server of the worker. Where that ends a connection in the
/// middle of a body, the host answers an empty 500 instead of what the worker said.</summary>
public sealed class LargeBodyTests
{
    private const string Key = "a-key-of-staff-for-these-tests";

    /// <summary>One byte more than Kestrel takes by default.</summary>
    private const int Size = 30_000_001;

    [Theory]
    [InlineData("PUT", "/api/campaigns/x", Key, 413)]
    [InlineData("PUT", "/api/campaigns/x", "no key", 401)]
    [InlineData("POST", "/api/nothing", Key, 404)]
    [InlineData("POST", "/staff/nothing", Key, 404)]
    [InlineData("POST", "/r/nothing", Key, 404)]
    public async Task A_body_of_any_size_is_answered_and_received_to_its_end(
        string method,
        string address,
        string key,
        int status
    )
    {
        await using var app = await StartWorker();
        using var client = new TcpClient();
        var site = new Uri(app.Urls.Single());
        await client.ConnectAsync(site.Host, site.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await Send($"{method} {address} HTTP/1.1\r\nContent-Length: {Size}\r\nContent-Type: application/zip\r\n");
        await stream.WriteAsync(new byte[Size], TestContext.Current.CancellationToken);
        await Send("GET /api/nothing HTTP/1.1\r\nConnection: close\r\n");
        using var reader = new StreamReader(stream);
        var answers = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [status, (int)HttpStatusCode.NotFound],
            answers
                .Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries)
                .Select(a => int.Parse(a[..3], CultureInfo.InvariantCulture))
        );

        async Task Send(string head) =>
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"{head}Host: {site.Authority}\r\n{StaffKeys.Header}: {key}\r\n\r\n"),
                TestContext.Current.CancellationToken
            );
    }

    private static async Task<WebApplication> StartWorker()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Wsis:Site:Address"] = "http://localhost/",
                ["Wsis:Store:ConnectionString"] = "UseDevelopmentStorage=true",
                ["Wsis:Links:Current"] = "k1",
                ["Wsis:Links:Keys:k1"] = Convert.ToBase64String(new byte[32]),
                ["Wsis:Staff:Keys:test"] = Key,
                ["Wsis:Mail:Provider"] = "pickup",
                ["Wsis:Mail:PickupFolder"] = Path.GetTempPath(),
            }
        );
        builder.Services.AddWsisFunctions(builder.Configuration);
        // No request of these tests reaches the store.
        builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(StoreInitializer)));
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<WebPipeline>().Invoke);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
