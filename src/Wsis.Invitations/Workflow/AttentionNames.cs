namespace Wsis.Invitations.Workflow;

/// <summary>The names of the flags of <see cref="Attention"/>, as requests have them.</summary>
public static class AttentionNames
{
    /// <summary>Reads the names of flags.</summary>
    /// <returns>Null if one is not known. <see cref="Attention.None"/> if there are none.</returns>
    public static Attention? Read(IEnumerable<string?> names)
    {
        var all = Attention.None;
        foreach (var name in names)
        {
            if (!Enum.TryParse<Attention>(name, out var flag) || flag == Attention.None || !Enum.IsDefined(flag))
                return null;
            all |= flag;
        }
        return all;
    }
}
