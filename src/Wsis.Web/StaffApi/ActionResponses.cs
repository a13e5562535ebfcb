using Microsoft.AspNetCore.Http.HttpResults;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>The problem details of an action that was not done.</summary>
internal static class ActionResponses
{
    public static ProblemHttpResult ToProblem<T>(this ActionResult<T> result) =>
        result switch
        {
            ActionResult<T>.NotFound missing => Problems.NotFound(missing.Reason),
            ActionResult<T>.Invalid invalid => Problems.WithFields(invalid.Fields),
            ActionResult<T>.Conflict conflict => Problems.NotNow(conflict.Reason),
            _ => Problems.Stale(),
        };
}
