using System.Reflection;
using Wsis.Invitations.Ports;

namespace Wsis.Benchmarks;

/// <summary>Counts calls of a store: one that reads or writes a row or a transaction is one request to Table
/// Storage.</summary>
public class CountedCalls : DispatchProxy
{
    private IInvitationStore inner = null!;
    private long calls;

    public long Calls => Interlocked.Read(ref calls);

    public static IInvitationStore Wrap(IInvitationStore store, out CountedCalls counted)
    {
        var proxy = Create<IInvitationStore, CountedCalls>();
        counted = (CountedCalls)(object)proxy;
        counted.inner = store;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Interlocked.Increment(ref calls);
        return targetMethod!.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
