using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Wsis.Functions.FrontDoors;

/// <summary>What monitors ask.</summary>
public sealed class OperatorDoors(Doors doors)
{
    [Function(nameof(Health))]
    public Task<IResult> Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request
    ) => doors.Open(request);
}
