using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wsis.Invitations.Storage;

namespace Wsis.Web.Hosting.Requests;

/// <summary>Reads the body of a request into a stream that can be read again: in memory while it is small, then in a
/// temporary file. Nothing is allocated by the size that the headers state.</summary>
/// <remarks>The framework's <c>FileBufferingReadStream</c> leaves a file with a name when the process is killed, and
/// bodies hold personal data.</remarks>
internal static class RequestBody
{
    /// <summary>The largest body that is kept in memory, in bytes.</summary>
    public const int MaxInMemory = 64 * 1024;

    private const int BufferSize = 16 * 1024;

    /// <summary>Reads a small body at once. Returns null where it has more than <paramref name="limit"/>
    /// bytes.</summary>
    /// <exception cref="BadHttpRequestException">The body cannot be read.</exception>
    /// <param name="request">The request.</param>
    /// <param name="limit">The limit in bytes, at most <see cref="MaxInMemory"/>.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static async Task<byte[]?> ReadBytes(HttpRequest request, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxInMemory);
        await using var body = await Receive(request, limit, cancellation);
        return (body as MemoryStream)?.ToArray();
    }

    /// <summary>Reads the body. The caller disposes the stream, which begins at its first byte. Returns null where the
    /// body has more than <paramref name="limit"/> bytes.</summary>
    /// <exception cref="BadHttpRequestException">The body cannot be read.</exception>
    public static async Task<Stream?> Receive(HttpRequest request, long limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
            return null;
        // The server's own limit may be lower, and the Functions host answers an empty 500 where the server applies it.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = null;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        Stream spool = new MemoryStream();
        try
        {
            while (await ReadNext(request, buffer, cancellation) is > 0 and var read)
            {
                if (spool.Length + read > limit)
                {
                    await spool.DisposeAsync();
                    return null;
                }
                if (spool is MemoryStream memory && memory.Length + read > MaxInMemory)
                    spool = await MoveToFile(memory, cancellation);
                await spool.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Kestrel throws a plain <see cref="IOException"/> where the size of a chunk overflows (RFC 9112, section
    /// 7.1), and <see cref="BadHttpRequestException"/> for other chunks that cannot be read.</summary>
    private static async ValueTask<int> ReadNext(
        HttpRequest request,
        Memory<byte> buffer,
        CancellationToken cancellation
    )
    {
        try
        {
            return await request.Body.ReadAsync(buffer, cancellation);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body of the request cannot be read.", e);
        }
    }

    private static async Task<Stream> MoveToFile(MemoryStream memory, CancellationToken cancellation)
    {
        var file = TemporaryFile.Create();
        memory.Position = 0;
        await memory.CopyToAsync(file, cancellation);
        return file;
    }
}
