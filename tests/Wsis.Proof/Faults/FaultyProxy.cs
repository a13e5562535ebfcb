using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Wsis.Proof.Faults;

/// <summary>A proxy between the program and the storage emulator that fails as networks and storage services do. It
/// relays the requests of a connection one after the other and applies the configured fault to each.</summary>
internal sealed partial class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentDictionary<Fault, int> done = [];
    private readonly Uri store;
    private readonly Task accepting;

    public FaultyProxy(Uri store)
    {
        this.store = store;
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Decides on a request, given its first line.</summary>
    public Func<string, Fault> Treat { get; set; } = _ => Fault.None;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The number of times that each fault was applied.</summary>
    public IReadOnlyDictionary<Fault, int> Done => done;

    /// <summary>The connection string with this wire in place of the store's own endpoint.</summary>
    public string Through(string connection) =>
        connection.Replace($":{store.Port}/", $":{Port}/", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    private async Task Accept()
    {
        var relays = new List<Task>();
        while (!end.IsCancellationRequested)
            try
            {
                relays.Add(Relay(await listener.AcceptTcpClientAsync(end.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                break;
            }
        await Task.WhenAll(relays);
    }

    private async Task Relay(TcpClient client)
    {
        using var program = client;
        using var emulator = new TcpClient();
        try
        {
            await emulator.ConnectAsync(store.Host, store.Port, end.Token);
            var (requests, answers) = (
                new BufferedStream(program.GetStream()),
                new BufferedStream(emulator.GetStream())
            );
            while (await HttpMessage.Read(requests, end.Token) is { } request)
                if (!await Pass(request, program, emulator.GetStream(), answers))
                    return;
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or InvalidOperationException)
        {
            // One side has hung up, or the test is over: so does this.
        }
    }

    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> Pass(HttpMessage request, TcpClient program, Stream emulator, Stream answers)
    {
        var fault = Treat(request.FirstLine);
        if (fault == Fault.Conflict && !IsWrite(request))
            fault = Fault.Busy;
        done.AddOrUpdate(fault, 1, (_, n) => n + 1);
        switch (fault)
        {
            case Fault.Drop:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token);
                return false;
            case Fault.Reset:
                return Reset(program);
            case Fault.Busy:
                await program.GetStream().WriteAsync(BusyAnswer, end.Token);
                return true;
            case Fault.Conflict:
                await program.GetStream().WriteAsync(ConflictAnswer(request), end.Token);
                return true;
            case Fault.Delay:
                await Task.Delay(
                    TimeSpan.FromMilliseconds(Random.Shared.Next(20, 400)),
                    TimeProvider.System,
                    end.Token
                );
                break;
        }
        await emulator.WriteAsync(request.Bytes, end.Token);
        var answer = await HttpMessage.Read(answers, end.Token) ?? throw new IOException("The emulator has hung up.");
        if (fault == Fault.LoseAnswer)
            return Reset(program);
        await program.GetStream().WriteAsync(answer.Bytes, end.Token);
        return true;
    }

    /// <summary>Closes with RST instead of FIN.</summary>
    private static bool Reset(TcpClient program)
    {
        program.Client.LingerState = new LingerOption(true, 0);
        program.Close();
        return false;
    }

    private static bool IsWrite(HttpMessage request) => request.FirstLine.Contains("/$batch", StringComparison.Ordinal);

    private static byte[] BusyAnswer { get; } =
        Answer(
            "503 Server Busy",
            "application/json",
            """{"odata.error":{"code":"ServerBusy","message":{"lang":"en-us","value":"The server is busy."}}}"""
        );

    /// <summary>The answer of Table Storage to a transaction with an outdated version of a row: 202 with 412 for that
    /// row. Every other time it is the last row, the tally; otherwise the first.</summary>
    private static byte[] ConflictAnswer(HttpMessage request)
    {
        var row = Random.Shared.Next(2) == 0 ? 0 : Operations().Count(request.Text) - 1;
        var error =
            "{\"odata.error\":{\"code\":\"UpdateConditionNotSatisfied\",\"message\":{\"lang\":\"en-us\",\"value\":\""
            + row
            + ":The update condition specified in the request was not satisfied.\"}}}";
        var body = string.Join(
            "\r\n",
            "--batchresponse_1",
            "Content-Type: multipart/mixed; boundary=changesetresponse_1",
            "",
            "--changesetresponse_1",
            "Content-Type: application/http",
            "Content-Transfer-Encoding: binary",
            "",
            "HTTP/1.1 412 Precondition Failed",
            "X-Content-Type-Options: nosniff",
            "DataServiceVersion: 3.0;",
            "Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
            "",
            error,
            "--changesetresponse_1--",
            "--batchresponse_1--",
            ""
        );
        return Answer("202 Accepted", "multipart/mixed; boundary=batchresponse_1", body);
    }

    private static byte[] Answer(string status, string type, string body) =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n"
                + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nx-ms-version: 2019-02-02\r\n\r\n"
                + $"{body}"
        );

    [GeneratedRegex(
        @"^(POST|PUT|PATCH|MERGE|DELETE) \S+ HTTP/1\.1\r?$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant
    )]
    private static partial Regex Operations();
}
