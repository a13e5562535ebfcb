using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Output;

/// <summary>Shows an error or a warning of the staff API to a person, as <c>wsis check</c> does.</summary>
internal static class ProblemText
{
    /// <returns><c>file:line: message</c>, with <c>warning:</c> before the message of a warning.</returns>
    public static string Format(DraftProblemView problem) =>
        $"{problem.File}:{problem.Line}: {(problem.Warning ? "warning: " : "")}{problem.Message}";
}
