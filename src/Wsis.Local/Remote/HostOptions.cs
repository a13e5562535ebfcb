using System.CommandLine;
using System.Net;
using Azure.Identity;
using Wsis.Local.Serving;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;

namespace Wsis.Local.Remote;

/// <summary>Which host a command speaks to, and how it shows that it may: what all such commands have in
/// common.</summary>
internal sealed class HostOptions
{
    /// <summary>The key, from the environment: what stands on a command line can be read by everybody on the
    /// machine.</summary>
    public const string KeyVariable = "WSIS_KEY";

    /// <summary>How long one request may take: importing a hundred thousand invitees is one.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private readonly Option<Uri?> host = AddressOption.Create(
        "--host",
        "The address of the host; by default wsis serve on this machine."
    );

    private readonly Option<string?> key = new("--key")
    {
        Description = $"The key of a program of staff. Better in the environment, as {KeyVariable}.",
    };

    private readonly Option<string?> scope = new("--scope")
    {
        Description =
            "Instead of a key, the token of whoever has signed in with az login, for this scope: api://{client id of the app registration}/.default.",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print the answer as JSON." };

    private HostOptions() => host.DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080/");

    /// <summary>A command that speaks to a host. What the host refuses, or that it cannot be reached, is said, and ends
    /// the command with exit code 1.</summary>
    public static Command On(Command command, Func<Call, CancellationToken, Task> act)
    {
        var options = new HostOptions();
        command.Options.Add(options.host);
        command.Options.Add(options.key);
        command.Options.Add(options.scope);
        command.Options.Add(options.json);
        command.SetAction((result, cancellation) => options.Run(result, act, cancellation));
        return command;
    }

    /// <summary>A client that shows a key, or nothing where there is none.</summary>
    public static StaffClient WithKey(Uri host, string? key)
    {
        var http = new HttpClient { BaseAddress = host, Timeout = Timeout };
        if (!string.IsNullOrEmpty(key))
            http.DefaultRequestHeaders.Add(StaffKeys.Header, key);
        return new StaffClient(http);
    }

    private async Task<int> Run(
        ParseResult result,
        Func<Call, CancellationToken, Task> act,
        CancellationToken cancellation
    )
    {
        var there = result.GetRequiredValue(host)!;
        if (there.Scheme == Uri.UriSchemeHttp && !there.IsLoopback)
            return await Fail(
                $"{there} is not asked: over http everybody on the way could read what shows that you are staff. Use https."
            );
        using var client = result.GetValue(scope) is { } asked
            ? new StaffClient(
                new HttpClient(new AzureSignIn(new AzureCliCredential(), asked))
                {
                    BaseAddress = there,
                    Timeout = Timeout,
                }
            )
            : WithKey(there, result.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable));
        try
        {
            await act(new Call(client, result, result.GetValue(json)), cancellation);
            return 0;
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.Unauthorized)
        {
            return await Fail(
                $"{there} does not know you. Give a key with {KeyVariable}, or --scope for the token of az login."
            );
        }
        catch (RefusedException e)
        {
            return await Fail(e.Message);
        }
        catch (AuthenticationFailedException e)
        {
            return await Fail($"There is no token: {e.Message}");
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            return await Fail($"{there} cannot be reached: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return await Fail(
                $"{there} has not answered for {Timeout.TotalMinutes} minutes. What it had begun may be done all the same; look at the status."
            );
        }
    }

    private static async Task<int> Fail(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}

/// <summary>A command that is being carried out.</summary>
/// <param name="Host">The host.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="AsJson">Whether a program reads the answer.</param>
internal sealed record Call(StaffClient Host, ParseResult Typed, bool AsJson)
{
    /// <summary>Prints an answer: a sentence for a person, or all of it for a program.</summary>
    public void Answer<T>(T answer, Func<T, string> sentence)
    {
        if (AsJson)
            Json.Print(answer);
        else
            Console.WriteLine(sentence(answer));
    }
}
