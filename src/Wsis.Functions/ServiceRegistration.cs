using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core.Serialization;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Wsis.Functions.Campaigns;
using Wsis.Functions.FrontDoors;
using Wsis.Functions.Invitations;
using Wsis.Functions.Settings;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Workflow;
using Wsis.PickupFolder;
using Wsis.SendGrid;
using Wsis.TableStorage;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;
using Wsis.Web.StaffPages;

namespace Wsis.Functions;

/// <summary>The application, put together from the settings.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddWsisFunctions(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSettings<SiteSettings>(SiteSettings.Section)
            .AddSettings<StoreSettings>(StoreSettings.Section)
            .AddSettings<LinkSettings>(LinkSettings.Section)
            .AddSettings<MailSettings>(MailSettings.Section)
            .AddSettings<StaffSettings>(StaffSettings.Section)
            .AddSettings<LimitSettings>(LimitSettings.Section)
            .AddSettings<WebhookSecretSettings>(WebhookSecretSettings.Section)
            .Configure<WorkerOptions>(o => o.Serializer = Serializer)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(s => s.Settings<MailSettings>().Campaigns(s.Settings<SiteSettings>().Uri))
            .AddSingleton(s => s.Settings<LinkSettings>().Links())
            .AddSingleton(s => s.Settings<LimitSettings>().Limits())
            .AddSingleton(s => s.Settings<WebhookSecretSettings>().Webhooks())
            .AddSingleton<IInvitationStore>(s => new TableInvitationStore(
                Tables(s.Settings<StoreSettings>()),
                s.Settings<StoreSettings>().Prefix
            ))
            .AddMailer(configuration)
            .AddSingleton<IStaffAccess>(s => new AnyAccess(
                new StaffKeys(s.Settings<StaffSettings>().Keys),
                new PrincipalAccess()
            ))
            .AddSingleton(StaffSettings.PlatformSignsIn ? StaffEntrance.AppService : StaffEntrance.None)
            .AddSingleton<TaskHub>()
            .AddSingleton<InvitationInstances>()
            .AddSingleton<Doors>()
            .AddSingleton<IWakeUpScheduler, DurableWakeUpScheduler>()
            .AddSingleton(s => new Lazy<InvitationService>(s.GetRequiredService<InvitationService>))
            .AddSingleton<IOrchestrationQueries, DurableOrchestrationQueries>()
            .AddSingleton<DurableCampaignRunner>()
            .AddSingleton<ICampaignRunner>(s => s.GetRequiredService<DurableCampaignRunner>())
            .AddHostedService<StoreOpening>()
            .AddTelemetry(configuration)
            .AddWsis();

    private static IServiceCollection AddMailer(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Wsis:Mail:Provider"] == MailSettings.SendGrid
            ? services
                .AddSettings<SendGridOptions>(SendGridOptions.Section)
                .Configure<SendGridOptions>(o => o.ReadFormerNames(configuration.GetSection(SendGridOptions.Section)))
                .AddWsisSendGrid()
            : services.AddSingleton<IMailer>(s => new PickupFolderMailer(
                s.Settings<MailSettings>().PickupFolder!,
                s.GetRequiredService<TimeProvider>()
            ));

    private static JsonObjectSerializer Serializer { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                TypeInfoResolver = JsonTypeInfoResolver.Combine(HubJson.Default, new DefaultJsonTypeInfoResolver()),
            }
        );

    private static T Settings<T>(this IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;

    private static TableServiceClient Tables(StoreSettings settings) =>
        string.IsNullOrEmpty(settings.Account)
            ? TableClients.FromConnectionString(settings.ConnectionString!)
            : TableClients.FromAccount(new Uri(settings.Account), new DefaultAzureCredential());
}
