using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.DurableTask.Protobuf;

namespace Wsis.Functions.Tests;

/// <summary>Records each turn of the orchestrations of a worker: the history that it was given, and what it
/// did.</summary>
internal sealed class HistoryRecorder : Interceptor
{
    private readonly ConcurrentDictionary<string, OrchestratorRequest> given = [];

    public ConcurrentQueue<(OrchestratorRequest Given, OrchestratorResponse Done)> Turns { get; } = [];

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation
    )
    {
        var call = continuation(request, context);
        return new AsyncServerStreamingCall<TResponse>(
            new Reader<TResponse>(call.ResponseStream, Record),
            call.ResponseHeadersAsync,
            call.GetStatus,
            call.GetTrailers,
            call.Dispose
        );
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation
    )
    {
        if (request is OrchestratorResponse done && given.TryRemove(done.InstanceId, out var turn))
            Turns.Enqueue((turn, done.Clone()));
        return continuation(request, context);
    }

    private void Record(object message)
    {
        if (message is WorkItem { OrchestratorRequest: { } request })
            given[request.InstanceId] = request.Clone();
    }

    private sealed class Reader<T>(IAsyncStreamReader<T> inner, Action<object> record) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await inner.MoveNext(cancellationToken))
                return false;
            record(inner.Current!);
            return true;
        }
    }
}
