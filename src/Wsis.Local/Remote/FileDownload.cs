using Wsis.Local.Files;

namespace Wsis.Local.Remote;

/// <summary>Saves what a host sends as a file.</summary>
internal static class FileDownload
{
    /// <summary>Writes a temporary file and renames it at the end, so that half a list is never taken for a list. Only
    /// the owner can read it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="part">The path below the campaign, with its query.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="report">Is called with the number of bytes and a text, while they come.</param>
    /// <param name="cancellation">Cancels the download.</param>
    public static async Task<SavedFile> Save(
        StaffClient host,
        string campaign,
        string part,
        string file,
        Action<double, string>? report,
        CancellationToken cancellation
    )
    {
        var temporary = $"{file}.part";
        var bytes = 0L;
        try
        {
            await using (var stream = PrivateFiles.Create(temporary))
                await host.Export(
                    campaign,
                    part,
                    stream,
                    copied =>
                    {
                        bytes = copied;
                        report?.Invoke(copied, $"{copied / 1024:N0} KiB");
                    },
                    cancellation
                );
            File.Move(temporary, file, overwrite: true);
            return new SavedFile(file, bytes);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a text as a file that only the owner can read.</summary>
    public static async Task<SavedFile> Write(string file, byte[] content, CancellationToken cancellation)
    {
        await using var stream = PrivateFiles.Create(file);
        await stream.WriteAsync(content, cancellation);
        return new SavedFile(file, content.Length);
    }
}

/// <summary>A file that was written.</summary>
internal sealed record SavedFile(string File, long Bytes)
{
    public string Describe() => $"{File}: {Bytes:N0} bytes.";
}
