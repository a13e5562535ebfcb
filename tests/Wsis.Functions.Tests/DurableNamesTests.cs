using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Wsis.Functions.Tests;

/// <summary>An upgrade in the middle of a campaign meets histories that older builds wrote.</summary>
public sealed class DurableNamesTests
{
    [Fact]
    public void Orchestrations_and_activities_keep_the_names_that_histories_hold() =>
        Assert.Equal(
            [
                "AdvanceInvitation",
                "CampaignOrchestration",
                "EndInvitations",
                "InvitationOrchestration",
                "LaunchOrchestration",
                "LettersOrchestration",
                "SendLetters",
                "SurveyCampaign",
                "TakeUpPartition",
            ],
            typeof(DurableNames)
                .Assembly.GetTypes()
                .SelectMany(t => t.GetMethods())
                .Where(m => m.GetParameters().Any(IsDurableTrigger))
                .Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Events_keep_the_names_that_instances_wait_for() =>
        Assert.Equal(
            ("Changed", "Changed"),
            (Invitations.InvitationOrchestration.Changed, Campaigns.CampaignOrchestration.Changed)
        );

    private static bool IsDurableTrigger(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(OrchestrationTriggerAttribute))
        || parameter.IsDefined(typeof(ActivityTriggerAttribute));
}
