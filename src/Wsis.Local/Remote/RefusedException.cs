using System.Net;
using System.Text.Json;

namespace Wsis.Local.Remote;

/// <summary>The host refuses what was asked of it.</summary>
internal sealed class RefusedException(HttpStatusCode status, IReadOnlyList<string> reasons)
    : Exception(string.Join(Environment.NewLine, reasons))
{
    public HttpStatusCode Status => status;

    /// <summary>Why, a sentence each; what is wrong with a campaign folder as <c>file:line: message</c>.</summary>
    public IReadOnlyList<string> Reasons => reasons;

    /// <summary>Reads the problem details (RFC 9457) of an answer; what is none is told by its status.</summary>
    public static RefusedException Create(HttpStatusCode status, string body)
    {
        try
        {
            var problem = JsonDocument.Parse(body).RootElement;
            var reasons = new List<string> { problem.GetProperty("detail").GetString()! };
            if (problem.TryGetProperty("problems", out var folder))
                reasons.AddRange(
                    folder
                        .EnumerateArray()
                        .Select(p => $"{p.GetProperty("file")}:{p.GetProperty("line")}: {p.GetProperty("message")}")
                );
            return new RefusedException(status, reasons);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new RefusedException(status, [$"The host answers {(int)status} {status}."]);
        }
    }
}
