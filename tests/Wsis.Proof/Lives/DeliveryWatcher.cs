using System.Collections.Concurrent;

namespace Wsis.Proof.Lives;

/// <summary>Watches the pickup folder for what lies in it no more: each time a letter is handed over a draft of it is
/// begun there, and a draft of a letter that lies there already is a second hand-over, though the folder keeps one file
/// of it.</summary>
internal sealed class DeliveryWatcher : IDisposable
{
    private readonly FileSystemWatcher watcher;
    private readonly ConcurrentDictionary<string, bool> there = [];
    private readonly ConcurrentQueue<string> again = [];
    private Exception? blind;

    public DeliveryWatcher(string folder)
    {
        watcher = new FileSystemWatcher(folder)
        {
            NotifyFilter = NotifyFilters.FileName,
            InternalBufferSize = 64 * 1024,
        };
        watcher.Created += (_, e) => Record(e.Name!);
        watcher.Renamed += (_, e) => Record(e.Name!);
        watcher.Error += (_, e) => blind = e.GetException();
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Letters that were handed over when they lay there already.</summary>
    /// <exception cref="InvalidOperationException">Something escaped the watch.</exception>
    public IReadOnlyCollection<string> Duplicates =>
        blind is null
            ? again
            : throw new InvalidOperationException("The folder could not be watched all the time.", blind);

    public void Dispose() => watcher.Dispose();

    private void Record(string file)
    {
        const string letter = ".eml";
        var end = file.IndexOf(letter, StringComparison.Ordinal);
        if (end + letter.Length == file.Length)
            there[file] = true;
        else if (end > 0 && there.ContainsKey(file[..(end + letter.Length)]))
            again.Enqueue(file[..end]);
    }
}
