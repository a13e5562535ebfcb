using System.Net;
using System.Text.Json;

namespace Wsis.Local.Remote;

/// <summary>The host refused a request.</summary>
internal sealed class RefusedException(HttpStatusCode status, IReadOnlyList<string> reasons)
    : Exception(string.Join(Environment.NewLine, reasons))
{
    public HttpStatusCode Status => status;

    /// <summary>The reasons, a sentence each. Errors of a campaign folder are <c>file:line: message</c>.</summary>
    public IReadOnlyList<string> Reasons => reasons;

    /// <summary>Reads the problem details (RFC 9457) of a response. Without them the reason is the status.</summary>
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
            return new RefusedException(status, [$"The host answered {(int)status} {status}."]);
        }
    }
}
