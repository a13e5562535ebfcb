using System.Diagnostics;
using Wsis.Invitations.Reports;

namespace Wsis.Benchmarks;

/// <summary>The growth of the working set while 100,000 invitations are exported.</summary>
internal static class ExportAtSize
{
    private const int Invitees = 100_000;

    public static async Task<Result> Run(CancellationToken cancellation)
    {
        await using var environment = await BenchmarkEnvironment.Create(cancellation);
        var entry = await environment.Campaigns.Import(BenchmarkEnvironment.Folder(Invitees), cancellation);
        var export = new InvitationExport(environment.Store.Invitations);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = WorkingSet();
        var (max, counted) = (before, new CountingStream());
        var work = export.Everything(entry, counted, cancellation);
        while (!work.IsCompleted)
        {
            max = Math.Max(max, WorkingSet());
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation));
        }
        await work;
        if (counted.Lines != Invitees + 1)
            throw new InvalidDataException($"The export has {counted.Lines} lines.");
        var grown = (max - before) / (1024.0 * 1024);
        return new Result(
            $"exporting 100,000 invitations ({counted.Bytes / 1_000_000.0:0} MB): growth of the working set in MiB",
            $"{grown:0} MiB",
            "",
            grown,
            150
        );
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Takes everything and keeps nothing but counts.</summary>
    private sealed class CountingStream : Stream
    {
        public long Bytes { get; private set; }

        public long Lines { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Bytes;

        public override long Position
        {
            get => Bytes;
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Bytes += buffer.Length;
            Lines += buffer.Count((byte)'\n');
        }
    }
}
