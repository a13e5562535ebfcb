using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wsis.Web.Hosting;

namespace Wsis.Functions.Http;

/// <summary>The ASP.NET Core pipeline of the web application, built once.</summary>
/// <param name="services">The worker's services.</param>
/// <param name="accessor">The worker does not set the request of its own accessor.</param>
public sealed class WebPipeline(IServiceProvider services, IHttpContextAccessor accessor)
{
    private readonly Lazy<RequestDelegate> pipeline = new(() => Build(services));

    public Task Invoke(HttpContext http)
    {
        // The worker has matched the trigger's route. Without this the inner pipeline would run the function again.
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        accessor.HttpContext = http;
        // Endpoints bound what they read. The server's own limit also ends the connection where a body is left unread,
        // and the Functions host then answers an empty 500.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = null;
        return pipeline.Value(http);
    }

    internal void Build() => _ = pipeline.Value;

    private static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseWsisWeb();
        return app.Build();
    }
}
