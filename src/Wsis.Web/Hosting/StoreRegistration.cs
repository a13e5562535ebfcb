using Microsoft.Extensions.DependencyInjection;
using Wsis.Invitations.Storage;

namespace Wsis.Web.Hosting;

/// <summary>Registers the stores of a host, each by its interface.</summary>
public static class StoreRegistration
{
    public static IServiceCollection AddStores(this IServiceCollection services, Stores stores) =>
        services.AddStores(_ => stores);

    public static IServiceCollection AddStores(
        this IServiceCollection services,
        Func<IServiceProvider, Stores> create
    ) =>
        services
            .AddSingleton(create)
            .AddSingleton(s => s.GetRequiredService<Stores>().Initializer)
            .AddSingleton(s => s.GetRequiredService<Stores>().Campaigns)
            .AddSingleton(s => s.GetRequiredService<Stores>().Invitations)
            .AddSingleton(s => s.GetRequiredService<Stores>().Correspondence)
            .AddSingleton(s => s.GetRequiredService<Stores>().Messages)
            .AddSingleton(s => s.GetRequiredService<Stores>().Drafts)
            .AddSingleton(s => s.GetRequiredService<Stores>().Idempotency)
            .AddSingleton(s => s.GetRequiredService<Stores>().Rates)
            .AddSingleton(s => s.GetRequiredService<Stores>().Webhooks);
}
