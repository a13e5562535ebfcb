namespace Wsis.Invitations.Campaigns.Standard;

/// <summary>Reads the files that the program brings for new campaigns.</summary>
internal static class StandardFile
{
    /// <summary>Reads a file by its path in the folder of this class. Null if there is none.</summary>
    public static string? ReadText(string path)
    {
        var assembly = typeof(StandardFile).Assembly;
        // A build on Windows names them with backslashes.
        var name = Array.Find(assembly.GetManifestResourceNames(), n => n.Replace('\\', '/') == $"standard/{path}");
        if (name is null)
            return null;
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
