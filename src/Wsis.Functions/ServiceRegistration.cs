using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Http;
using Wsis.Functions.Invitations;
using Wsis.Functions.Settings;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using Wsis.Pdf;
using Wsis.PickupFolder;
using Wsis.SendGrid;
using Wsis.Web.Hosting;
using Wsis.Web.Hosting.Authentication;
using Wsis.Web.Hosting.Settings;

namespace Wsis.Functions;

/// <summary>Registers the services of the Functions app.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddWsisFunctions(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSettings<SiteOptions>(SiteOptions.Section)
            .AddSettings<StoreOptions>(StoreOptions.Section)
            .AddSettings<LinkOptions>(LinkOptions.Section)
            .AddSettings<MailOptions>(MailOptions.Section)
            .AddSettings<StaffOptions>(StaffOptions.Section)
            .AddSingleton<IValidateOptions<StaffOptions>, StaffOptionsValidator>()
            .AddSettings<RateLimitOptions>(RateLimitOptions.Section)
            .AddSettings<WebhookOptions>(WebhookOptions.Section)
            .AddSettings<TaskHubOptions>(TaskHubOptions.Section)
            .Configure<WorkerOptions>(o => o.Serializer = Serializer)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(s => s.GetSettings<MailOptions>().ToCampaignSettings(s.GetSettings<SiteOptions>().Uri))
            .AddSingleton(s => s.GetSettings<LinkOptions>().ToLinks())
            .AddSingleton(s => s.GetSettings<RateLimitOptions>().ToLimits())
            .AddSingleton(s => s.GetSettings<WebhookOptions>().ToSettings())
            .AddStores(s => s.GetSettings<StoreOptions>().OpenStores())
            .AddMailer(configuration)
            .AddLetterPrinter(configuration[PdfServices.Setting])
            .AddStaffKeys(s => s.GetSettings<StaffOptions>().Keys)
            .AddStaffScheme<PlatformPrincipalHandler>(
                PlatformPrincipalHandler.Name,
                PlatformPrincipalHandler.HasCredentials
            )
            .AddSingleton(AppServiceAuthentication.IsEnabled ? StaffSignIn.AppService : StaffSignIn.None)
            .AddHttpContextAccessor()
            .AddSingleton<WebPipeline>()
            .AddSingleton<TaskHub>()
            .AddSingleton<InvitationInstances>()
            .AddSingleton<CampaignInstances>()
            .AddSingleton(s => s.GetSettings<TaskHubOptions>())
            .AddSingleton<IWakeUpScheduler, DurableWakeUpScheduler>()
            .AddSingleton(s => new Lazy<InvitationService>(s.GetRequiredService<InvitationService>))
            .AddSingleton<IOrchestrationQueries, DurableOrchestrationQueries>()
            .AddSingleton<DurableCampaignRunner>()
            .AddSingleton<ICampaignRunner>(s => s.GetRequiredService<DurableCampaignRunner>())
            .AddHostedService<PipelineInitializer>()
            .AddHostedService<StoreInitializer>()
            .AddTelemetry(configuration)
            .AddWsisWeb();

    private static IServiceCollection AddMailer(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Wsis:Mail:Provider"] == MailOptions.SendGrid
            ? services.AddSettings<SendGridOptions>(SendGridOptions.Section).AddWsisSendGrid()
            : services.AddSingleton<IMailer>(s => new PickupFolderMailer(
                s.GetSettings<MailOptions>().PickupFolder!,
                s.GetRequiredService<TimeProvider>()
            ));

    private static JsonObjectSerializer Serializer { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                TypeInfoResolver = JsonTypeInfoResolver.Combine(HubJson.Default, new DefaultJsonTypeInfoResolver()),
            }
        );
}
