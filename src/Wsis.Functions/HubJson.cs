using System.Text.Json;
using System.Text.Json.Serialization;
using Wsis.Functions.Campaigns;
using Wsis.Functions.Http;
using Wsis.Functions.Invitations;

namespace Wsis.Functions;

/// <summary>Source-generated JSON of the data in the task hub. The history of a running campaign must stay readable, so
/// properties may be added and must not be renamed.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvitationStatus))]
[JsonSerializable(typeof(Outage))]
[JsonSerializable(typeof(CampaignStatus))]
[JsonSerializable(typeof(LaunchProgress))]
[JsonSerializable(typeof(PartitionName))]
[JsonSerializable(typeof(LetterChunk))]
[JsonSerializable(typeof(LettersSent))]
[JsonSerializable(typeof(LettersProgress))]
[JsonSerializable(typeof(Principal))]
internal sealed partial class HubJson : JsonSerializerContext;
