using System.CommandLine;
using System.Net;
using Azure.Identity;
using Wsis.Local.Remote.Output;
using Wsis.Local.Serving;
using Wsis.Web.Hosting.Authentication;

namespace Wsis.Local.Remote;

/// <summary>The options that all commands share that call a host: its address and the credentials.</summary>
internal sealed class HostOptions
{
    /// <summary>The environment variable with the key. A key on a command line could be read by every user of the
    /// machine.</summary>
    public const string KeyVariable = "WSIS_KEY";

    /// <summary>The timeout of one request. The import of a hundred thousand invitees is one request.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private readonly Option<Uri?> host = AddressOption.Create(
        "--host",
        "The address of the host. Default: wsis serve on this machine."
    );

    private readonly Option<string?> key = new("--key")
    {
        Description = $"The key of a program of staff. It is safer in the environment variable {KeyVariable}.",
    };

    private readonly Option<string?> scope = new("--scope")
    {
        Description =
            "Uses the token of az login instead of a key, for this scope: "
            + "api://{client id of the app registration}/.default.",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON." };

    private HostOptions() => host.DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080/");

    /// <summary>Adds the options and the handler to a command. If the host refuses or cannot be reached, the command
    /// prints the reason and ends with exit code 1.</summary>
    public static Command AddTo(Command command, Func<CommandContext, CancellationToken, Task> handler)
    {
        var options = new HostOptions();
        command.Options.Add(options.host);
        command.Options.Add(options.key);
        command.Options.Add(options.scope);
        command.Options.Add(options.json);
        command.SetAction((result, cancellation) => options.Run(result, handler, cancellation));
        return command;
    }

    /// <summary>Creates a client that sends a key, if there is one.</summary>
    /// <exception cref="CommandException">A header cannot have the key.</exception>
    public static StaffClient CreateClient(Uri host, string? key)
    {
        if (key?.All(c => c is >= ' ' and <= '~') == false)
            throw new CommandException("A key has only letters, digits and signs of ASCII.");
        var http = new HttpClient { BaseAddress = host, Timeout = Timeout };
        if (!string.IsNullOrEmpty(key))
            http.DefaultRequestHeaders.Add(StaffKeys.Header, key);
        return new StaffClient(http);
    }

    private async Task<int> Run(
        ParseResult result,
        Func<CommandContext, CancellationToken, Task> handler,
        CancellationToken cancellation
    )
    {
        var address = result.GetRequiredValue(host)!;
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
            throw new CommandException(
                $"{address} is not called, because credentials can be read on the way with http. Use https."
            );
        using var client = result.GetValue(scope) is { } asked
            ? new StaffClient(
                new HttpClient(new AzureSignIn(new AzureCliCredential(), asked))
                {
                    BaseAddress = address,
                    Timeout = Timeout,
                }
            )
            : CreateClient(address, result.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable));
        try
        {
            await handler(new CommandContext(client, result, result.GetValue(json)), cancellation);
            return 0;
        }
        catch (RefusedException e) when (e.Status == HttpStatusCode.Unauthorized)
        {
            return await Fail(
                $"{address} refuses the credentials. Give a key with {KeyVariable}, or --scope for a token of az login."
            );
        }
        catch (RefusedException e)
        {
            return await Fail(e.Message);
        }
        catch (AuthenticationFailedException e)
        {
            throw new CommandException($"There is no token of az login: {e.Message}");
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            return await Fail($"{address} cannot be reached: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return await Fail(
                $"{address} did not answer within {Timeout.TotalMinutes} minutes. It may still finish the request. "
                    + "Check the status."
            );
        }
    }

    private static async Task<int> Fail(string reason)
    {
        await Console.Error.WriteLineAsync(TerminalText.Clean(reason));
        return CommandProgram.Refused;
    }
}
