using System.Text.Json;
using System.Text.Json.Serialization;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Http;
using Wsis.Functions.Invitations;

namespace Wsis.Functions;

/// <summary>The JSON of what goes through the task hub, its readers and writers made at build time. What is in the
/// history of a running campaign must stay readable: add properties, rename none.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvitationStatus))]
[JsonSerializable(typeof(Outage))]
[JsonSerializable(typeof(CampaignStatus))]
[JsonSerializable(typeof(LaunchProgress))]
[JsonSerializable(typeof(PartitionName))]
[JsonSerializable(typeof(Principal))]
internal sealed partial class HubJson : JsonSerializerContext;
