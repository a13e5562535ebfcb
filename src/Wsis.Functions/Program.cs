using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Wsis.Functions;
using Wsis.Web.Hosting.Settings;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
try
{
    builder.Configuration.AddFormerNames();
    builder.Services.AddWsisFunctions(builder.Configuration);
    await builder.Build().RunAsync();
    return 0;
}
catch (Exception e) when (Failures(e) is { Count: > 0 } failures)
{
    await Console.Error.WriteLineAsync(
        $"The app does not start, because settings are missing or wrong. {string.Join(" ", failures)}"
    );
    return 1;
}

static List<string> Failures(Exception exception) =>
    exception switch
    {
        OptionsValidationException e => [.. e.Failures],
        FormatException e => [e.Message],
        AggregateException e => [.. e.InnerExceptions.SelectMany(Failures)],
        _ => [],
    };
