using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;

namespace Wsis.Functions.FrontDoors;

/// <summary>Leads a function of a route to the route's code, which is the same on every host. The function bears the
/// route's name.</summary>
public sealed class Doors(TaskHub hub)
{
    private readonly Dictionary<string, Route> routes = Routes.All.Append(Routes.WrongDoor).ToDictionary(r => r.Name);

    public Task<IResult> Open(HttpRequest request, [CallerMemberName] string route = "") =>
        routes[route].Answer(request.HttpContext);

    /// <summary>For routes that may wake somebody.</summary>
    public Task<IResult> Open(HttpRequest request, DurableTaskClient client, [CallerMemberName] string route = "")
    {
        hub.Client = client;
        return Open(request, route);
    }
}
