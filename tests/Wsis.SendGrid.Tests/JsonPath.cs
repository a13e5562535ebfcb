using System.Text.Json;

namespace Wsis.SendGrid.Tests;

internal static class JsonPath
{
    /// <summary>The value at the end of a way of names and numbers, as text; null where the way ends before.</summary>
    public static string? At(this JsonElement json, params object[] way)
    {
        foreach (var step in way)
            if (step is int index)
                json = json[index];
            else if (!json.TryGetProperty((string)step, out json))
                return null;
        return json.ToString();
    }
}
