using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Drafts;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;
using Wsis.Local.Checking;
using Wsis.Local.Files;
using Wsis.Pdf;
using Wsis.Web.Hosting.Settings;
using Wsis.Web.StaffPages.SignIn;

namespace Wsis.Local.Serving;

/// <summary><c>wsis serve [FOLDER]</c>: runs campaigns in real time on this machine.</summary>
internal sealed class ServeCommand
{
    private const string NoNode =
        "The store needs Node.js, which is not on the path, to run Azurite, the emulator of Azure Storage. Install "
        + "Node.js, name a storage account with --connection, or use --store memory: then every reply is lost when the "
        + "program ends.";

    private readonly StoreChoice store = new();
    private readonly MailerChoice mailer = new();
    private readonly ServeSettings settings = new();
    private readonly Argument<DirectoryInfo> folder = CreateFolder();

    private readonly Option<int> port = NumberOption.CreatePort(1, 8080, "The port on 127.0.0.1 for the pages.");

    private readonly Option<string?> staff = new("--staff")
    {
        Description =
            "Your name for the journal. A person who signs in may give another name. Default: the user of this "
            + "machine.",
    };

    private readonly Option<bool> launch = new("--launch")
    {
        Description =
            "Approve and launch the campaign as its folder is, without the pages. If its deadline has passed, this "
            + "asks first.",
    };

    private readonly Option<bool> yes = YesOption.Create();

    public static Command Create()
    {
        var serve = new ServeCommand();
        var command = new Command(
            "serve",
            "Runs campaigns in real time: imports the folder as a draft, which you approve and launch on the pages of "
                + "staff, or begins a campaign there where no folder is given; sends due letters to the pickup folder "
                + "or through SendGrid, and serves the reply pages. You may end or kill it at any moment. Started "
                + "again, it continues what was launched, and no letter is sent twice. Programs of staff, such as wsis "
                + "status, need a key of the setting Wsis__Staff__Keys__{name}."
        )
        {
            serve.folder,
            serve.port,
            serve.staff,
            serve.launch,
            serve.yes,
        };
        serve.staff.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && FindNameProblem(name) is { } problem)
                result.AddError(problem);
        });
        serve.settings.AddTo(command);
        serve.store.AddTo(command);
        serve.mailer.AddTo(command);
        command.SetAction(serve.Run);
        return command;
    }

    private static Argument<DirectoryInfo> CreateFolder()
    {
        var folder = FolderArgument.Create();
        folder.Arity = ArgumentArity.ZeroOrOne;
        folder.Description += " Without one, campaigns are prepared on the pages.";
        return folder;
    }

    private static string? FindNameProblem(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > StaffSessions.MaxNameLength || name.Any(char.IsControl)
            ? $"--staff must be a name of 1 to {StaffSessions.MaxNameLength} characters on one line."
            : null;

    private async Task<int> Run(ParseResult result, CancellationToken cancellation)
    {
        // An office that answers a real letter must find its answer kept. A program that lost its data would also send
        // every letter again.
        if (mailer.IsSendGrid(result) && store.IsInMemory(result))
            throw new CommandException(
                "--mail sendgrid needs a store that keeps letters and replies. --store memory loses them when the "
                    + "program ends."
            );
        var listen = new Uri($"http://127.0.0.1:{result.GetValue(port)}/");
        var data = store.ReadDataFolder(result);
        var values = settings.Read(result, listen, mailer.ReadSettings(result, data));
        mailer.Validate(result, values);
        LocalHost.CheckPort(listen);
        var loaded = result.GetValue(folder) is { } given ? CampaignFolder.Load(given.FullName) : null;
        if (loaded is null && result.GetValue(launch))
            throw new CommandException("--launch needs the FOLDER of the campaign.");
        return loaded?.Problems.Count > 0 && !store.MayHoldData(result)
            ? FolderArgument.Refuse(loaded, Console.Error)
            : await Serve(result, loaded, listen, values, cancellation);
    }

    /// <summary>Everything that can be wrong with the options and settings is read before anything is
    /// printed.</summary>
    private async Task<int> Serve(
        ParseResult result,
        CampaignFolder? loaded,
        Uri listen,
        IConfiguration values,
        CancellationToken cancellation
    )
    {
        var data = store.ReadDataFolder(result);
        var mail = values.Read<MailOptions>(MailOptions.Section);
        var site = values.Read<SiteOptions>(SiteOptions.Section).Uri;
        var keys = values.Read<StaffOptions>(StaffOptions.Section).Keys;
        var limits = values.Read<RateLimitOptions>(RateLimitOptions.Section).ToLimits();
        var webhooks = values.Read<WebhookOptions>(WebhookOptions.Section).ToSettings();
        var links = LinkKeyFile.Load(Path.Combine(data, "link-keys.json"));
        await using var opened =
            await store.Open(result, "", Console.WriteLine, cancellation) ?? throw new CommandException(NoNode);
        var ignored = loaded?.Problems.Count > 0 ? new IgnoredFolder(loaded, opened.Stores) : null;
        var launched = ignored is null ? null : await ignored.FindLaunched(cancellation);
        if (loaded is not null && ignored is not null && launched is null)
            return FolderArgument.Refuse(loaded, Console.Error);
        await using var app = LocalHost.Compose(
            opened.Stores,
            services =>
            {
                MailerChoice.Register(services, mail, values);
                services.AddLetterPrinter(values[PdfServices.Setting]);
            },
            links,
            listen,
            mail.ToCampaignSettings(site),
            TimeProvider.System,
            keys,
            staffName: result.GetValue(staff),
            limits: limits,
            webhooks: webhooks
        );
        await LocalHost.Start(app, listen, cancellation);
        // The program's own folder of letters may be of an earlier version, which left it readable by everybody.
        if (mail.Provider != MailOptions.SendGrid && mail.PickupFolder == Path.Combine(data, "letters"))
            PrivateFiles.CreateOwnFolder(mail.PickupFolder);
        var letters = mail.Provider == MailOptions.SendGrid ? "through SendGrid" : $"in {mail.PickupFolder}";
        Console.WriteLine($"Pages on {listen}, letters {letters}.");
        if (ignored is not null && launched is not null)
            foreach (var line in await ignored.Describe(launched, result.GetRequiredValue(folder), cancellation))
                Console.WriteLine(line);
        else if (loaded is not null)
            await Begin(app, loaded, result, values, site, cancellation);
        else
            Console.WriteLine($"Begin a campaign on {new Uri(site, "staff/new")}.");
        app.Services.GetRequiredService<StaffSessions>().PrintLink();
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private async Task Begin(
        WebApplication app,
        CampaignFolder loaded,
        ParseResult result,
        IConfiguration values,
        Uri site,
        CancellationToken cancellation
    )
    {
        FolderArgument.PrintWarnings(loaded, Console.Error, values[PdfServices.Setting]);
        if (result.GetValue(launch))
            await Launch(app, loaded, result.GetValue(yes), cancellation);
        else
            await Import(app, loaded, site, cancellation);
    }

    private const string Actor = "wsis serve";

    /// <summary>Nothing is launched here: staff approve and launch a draft on the pages.</summary>
    private static async Task Import(
        WebApplication app,
        CampaignFolder folder,
        Uri site,
        CancellationToken cancellation
    )
    {
        var id = folder.Campaign!.Id;
        var campaign = await CampaignBootstrapper.ImportDraft(
            folder,
            app.Services.GetRequiredService<DraftService>(),
            app.Services.GetRequiredService<CampaignService>(),
            app.Services.GetRequiredService<CampaignActions>(),
            Actor,
            cancellation
        );
        if (campaign is null)
            Console.WriteLine(
                $"The draft of {id} differs from the folder, because others have changed it, so it was kept. Approve "
                    + $"and launch it on {new Uri(site, $"staff/campaigns/{id}/draft")}. wsis pull writes it as a "
                    + "folder, and wsis push replaces it."
            );
        else if (campaign.State == CampaignState.Draft)
            Console.WriteLine(
                $"{Describe(campaign, folder.Invitees.Count)} Approve and launch it on "
                    + $"{new Uri(site, $"staff/campaigns/{id}")}, or launch it with --launch."
            );
        else
            await Report(app, folder, campaign, cancellation);
    }

    private static async Task Launch(
        WebApplication app,
        CampaignFolder folder,
        bool launchesLate,
        CancellationToken cancellation
    )
    {
        var (campaign, reason) = await CampaignBootstrapper.ImportAndLaunch(
            folder,
            app.Services.GetRequiredService<CampaignService>(),
            app.Services.GetRequiredService<CampaignActions>(),
            Actor,
            () => launchesLate || YesOption.Ask("The deadline has passed. Launch the campaign all the same?"),
            app.Services.GetRequiredService<TimeProvider>(),
            cancellation
        );
        if (reason is not null)
            Console.WriteLine(reason);
        await Report(app, folder, campaign, cancellation);
    }

    internal static string Describe(CampaignEntry campaign, long invitees) =>
        $"Campaign {campaign.Id} is {campaign.State}: {EnglishCount.Format(invitees, "invitee")}.";

    private static async Task Report(
        WebApplication app,
        CampaignFolder folder,
        CampaignEntry campaign,
        CancellationToken cancellation
    )
    {
        // The folder may have been edited since the launch.
        var counts = await app
            .Services.GetRequiredService<IInvitationStore>()
            .Count(campaign.Id, campaign.Buckets, cancellation);
        Console.WriteLine(Describe(campaign, counts.Invitees));
        if (campaign.Folder == folder.Fingerprint)
            return;
        var differences = new FolderDifferences(
            app.Services.GetRequiredService<ICampaignStore>(),
            app.Services.GetRequiredService<IInvitationStore>()
        );
        foreach (var line in await differences.Describe(folder, campaign, cancellation))
            Console.WriteLine(line);
    }
}
