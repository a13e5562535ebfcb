using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Wsis.Web.Hosting;
using Wsis.Web.StaffApi;

namespace Wsis.Functions.FrontDoors;

/// <summary>Everything that no other function takes. The host tries HTTP functions in the alphabetical order of their
/// names and takes the first that matches: this one's name must be the last.</summary>
public sealed class WrongDoors(Doors doors)
{
    /// <summary>Any address but those under <c>/admin</c>, which are the host's own.</summary>
    public const string Pattern = @"{*path:regex(^(?!admin\b))}";

    [Function(nameof(Routes.WrongDoor))]
    public Task<IResult> WrongDoor([HttpTrigger(AuthorizationLevel.Anonymous, Route = Pattern)] HttpRequest request) =>
        doors.Open(request);
}
