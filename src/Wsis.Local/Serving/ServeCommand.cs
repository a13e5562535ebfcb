using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Workflow;
using Wsis.Local.Checking;
using Wsis.Local.Running;
using Wsis.Web.Hosting;
using Wsis.Web.StaffPages.SignIn;

namespace Wsis.Local.Serving;

/// <summary><c>wsis serve FOLDER</c>: a campaign in real time, on this machine.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var record = new RecordOptions();
        var mail = new MailOptions();
        var folder = FolderArgument.Create();
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1 on which the pages are served.",
            DefaultValueFactory = _ => 8080,
        };
        var site = AddressOption.Create(
            "--site",
            "The public address of the pages, if something stands in front of them; the letters' links name it."
        );
        var header = new Option<string?>("--address-header")
        {
            Description =
                "The header in which what stands in front names its caller, such as X-Forwarded-For. Without it requests are limited by link only, not by address.",
        };
        var staff = new Option<string?>("--staff")
        {
            Description =
                "Your name, for the journal; whoever signs in may give another one. By default the user of this machine.",
        };
        var command = new Command(
            "serve",
            "Runs a campaign in real time: imports the folder, launches it, sends what is due into the pickup folder or through SendGrid, and serves the reply pages. "
                + "It may be ended or killed at any moment; started again, it goes on where it was, and nothing is sent twice. "
                + $"Programs of staff, such as wsis status, are let in by the keys in {StaffKeyEnvironment.Variable}: name=key, with spaces between."
        )
        {
            folder,
            port,
            site,
            header,
            staff,
        };
        record.AddTo(command);
        mail.AddTo(command);
        command.SetAction(
            async (result, cancellation) =>
            {
                if (FolderArgument.Load(result.GetRequiredValue(folder)) is not { } loaded)
                    return 1;
                if (Keys() is not { } keys)
                    return 1;
                var data = record.DataFolder(result);
                await using var open = await record.Open(result, "", Console.WriteLine, cancellation);
                var listen = new Uri($"http://127.0.0.1:{result.GetValue(port)}/");
                var post = mail.Read(result, data);
                await using var app = LocalHost.Compose(
                    open.Store,
                    post.AddMailer,
                    LinkKeyFile.Open(Path.Combine(data, "link-keys.json")),
                    listen,
                    new CampaignSettings(result.GetValue(site) ?? listen) { InboundDomain = post.InboundDomain },
                    TimeProvider.System,
                    keys,
                    staffName: result.GetValue(staff),
                    limits: RateLimits.Default with
                    {
                        AddressHeader = result.GetValue(header),
                    },
                    webhooks: WebhookEnvironment.Read()
                );
                try
                {
                    await app.StartAsync(cancellation);
                }
                catch (OptionsValidationException e)
                {
                    await Console.Error.WriteLineAsync(
                        $"The settings of SendGrid are missing or wrong. {string.Join(" ", e.Failures)}"
                    );
                    return 1;
                }
                catch (IOException e) when (e.InnerException is AddressInUseException)
                {
                    await Console.Error.WriteLineAsync(
                        $"Another program listens at {listen}; --port names another port."
                    );
                    return 1;
                }
                Console.WriteLine($"Pages on {listen}, letters {post.Where}.");
                await Launch(app, loaded, cancellation);
                app.Services.GetRequiredService<StaffSessions>().Tell();
                await app.WaitForShutdownAsync(cancellation);
                return 0;
            }
        );
        return command;
    }

    private static IReadOnlyDictionary<string, string>? Keys()
    {
        try
        {
            return StaffKeyEnvironment.Read();
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            return null;
        }
    }

    private static async Task Launch(WebApplication app, CampaignFolder folder, CancellationToken cancellation)
    {
        var (campaign, why) = await CampaignBootstrapper.Begin(
            folder,
            app.Services.GetRequiredService<CampaignService>(),
            app.Services.GetRequiredService<CampaignActions>(),
            "wsis serve",
            cancellation
        );
        if (why is not null)
            Console.WriteLine(why);
        Console.WriteLine($"Campaign {campaign.Id} is {campaign.State}: {folder.Invitees.Count} invitees.");
    }
}
