using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Storage;

namespace Wsis.Testing;

/// <summary>Records which requests write to the stores. A method of a store is a write unless its name begins with a
/// verb that reads, so a method that is added is a write until it is known to read.</summary>
public sealed class WriteRecorder : IStartupFilter
{
    private static readonly string[] ReadingVerbs = ["Find", "List", "Read", "Count", "Get", "Open"];

    private readonly AsyncLocal<string?> request = new();
    private readonly ConcurrentQueue<string> writes = new();

    /// <summary>The writes, each with its request.</summary>
    public IReadOnlyCollection<string> Writes => writes;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (HttpContext http, RequestDelegate rest) =>
                {
                    request.Value = $"{http.Request.Method} {http.Request.Path}";
                    return rest(http);
                }
            );
            next(app);
        };

    /// <summary>The stores, watched.</summary>
    public Stores Watch(Stores inner) =>
        new(
            inner.Initializer,
            Proxy.Create(inner.Campaigns, this),
            Proxy.Create(inner.Invitations, this),
            Proxy.Create(inner.Correspondence, this),
            Proxy.Create(inner.Messages, this),
            Proxy.Create(inner.Drafts, this),
            Proxy.Create(inner.Idempotency, this),
            Proxy.Create(inner.Webhooks, this),
            Proxy.Create(inner.Rates, this)
        );

    private void Record(MethodInfo method)
    {
        if (request.Value is { } by && !ReadingVerbs.Any(v => method.Name.StartsWith(v, StringComparison.Ordinal)))
            writes.Enqueue($"{by}: {method.DeclaringType!.Name}.{method.Name}");
    }

    /// <summary>Passes each call on.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives a type from it.")]
    private class Proxy : DispatchProxy
    {
        private object inner = null!;
        private WriteRecorder recorder = null!;

        public static T Create<T>(T inner, WriteRecorder recorder)
            where T : class
        {
            var proxy = Create<T, Proxy>();
            ((Proxy)(object)proxy).inner = inner;
            ((Proxy)(object)proxy).recorder = recorder;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            recorder.Record(targetMethod!);
            return targetMethod!.Invoke(inner, args);
        }
    }
}
