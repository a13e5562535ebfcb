using System.Reflection;
using Wsis.Invitations.Storage;

namespace Wsis.Benchmarks;

/// <summary>Counts calls of stores. A call that reads or writes a row or a transaction is one request to Table
/// Storage.</summary>
public sealed class CountedCalls
{
    private long calls;

    public long Calls => Interlocked.Read(ref calls);

    public static Stores Wrap(Stores stores, out CountedCalls counted)
    {
        counted = new CountedCalls();
        return new Stores(
            stores.Initializer,
            Proxy.Create(stores.Campaigns, counted),
            Proxy.Create(stores.Invitations, counted),
            Proxy.Create(stores.Correspondence, counted),
            Proxy.Create(stores.Messages, counted),
            Proxy.Create(stores.Drafts, counted),
            Proxy.Create(stores.Idempotency, counted),
            Proxy.Create(stores.Webhooks, counted),
            stores.Rates
        );
    }

    /// <summary>A class that DispatchProxy derives from, so it is public and not sealed.</summary>
    public class Proxy : DispatchProxy
    {
        private object inner = null!;
        private CountedCalls counted = null!;

        internal static T Create<T>(T inner, CountedCalls counted)
            where T : class
        {
            var proxy = Create<T, Proxy>();
            ((Proxy)(object)proxy).inner = inner;
            ((Proxy)(object)proxy).counted = counted;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Interlocked.Increment(ref counted.calls);
            return targetMethod!.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }
}
