using Wsis.Local.Files;
using Wsis.Local.Serving;

namespace Wsis.Local.Tests;

/// <summary>Files with live links, keys and lists are readable by their owner only, also those of earlier
/// versions.</summary>
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string folder = TestFolder.CreateInMemory("wsis-private-");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_keys_of_reply_links_of_an_earlier_version_lose_the_rights_of_others()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(folder, "links.json");
        LinkKeyFile.Load(path);
        File.SetUnixFileMode(path, Everybody);

        LinkKeyFile.Load(path);

        Assert.Equal(Owner, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_list_that_replaces_a_readable_one_is_readable_by_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(folder, "list.csv");
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, Everybody);

        using (PrivateFiles.Create(path))
            Assert.Equal(Owner, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task The_letters_of_a_rehearsal_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        var report = Path.Combine(folder, "rehearsal");

        var campaign = SampleCampaign.WriteFew(Path.Combine(folder, "campaign"));
        await CommandProgram.Run(["rehearse", campaign, "--out", report], TextWriter.Null);

        var files = Directory.GetFiles(report, "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.EndsWith(".eml", StringComparison.Ordinal));
        foreach (var file in files)
            Assert.Equal(Owner, File.GetUnixFileMode(file));
    }
}
