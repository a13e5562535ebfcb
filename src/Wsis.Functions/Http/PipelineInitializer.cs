using Microsoft.Extensions.Hosting;

namespace Wsis.Functions.Http;

/// <summary>Builds the pipeline while the worker connects to the Functions host, so that the first request does not
/// wait for it.</summary>
public sealed class PipelineInitializer(WebPipeline pipeline) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        pipeline.Build();
        return Task.CompletedTask;
    }
}
