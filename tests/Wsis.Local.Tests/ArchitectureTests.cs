using System.Reflection;
using NetArchTest.Rules;

namespace Wsis.Local.Tests;

/// <summary>Dependencies point one way: the hosts -> Web, TableStorage, SendGrid -> Invitations.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Rooms =
    [
        "Wsis.Local",
        "Wsis.Web",
        "Wsis.TableStorage",
        "Wsis.SendGrid",
        "Wsis.PickupFolder",
        "Wsis.Functions",
    ];

    [Theory]
    [InlineData("Wsis.Invitations")]
    [InlineData("Wsis.Web", "Wsis.Invitations")]
    [InlineData("Wsis.TableStorage", "Wsis.Invitations")]
    [InlineData("Wsis.PickupFolder", "Wsis.Invitations")]
    public void A_room_knows_only_the_rooms_below_it(string room, params string[] below)
    {
        var above = Rooms.Where(r => r != room && !below.Contains(r)).ToArray();
        var result = Types.InAssembly(Assembly.Load(room)).ShouldNot().HaveDependencyOnAny(above).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void The_domain_knows_neither_Azure_nor_the_web() =>
        Assert.True(
            Types
                .InAssembly(Assembly.Load("Wsis.Invitations"))
                .ShouldNot()
                .HaveDependencyOnAny(
                    "Azure",
                    "Microsoft.AspNetCore",
                    "Microsoft.Azure",
                    "Microsoft.DurableTask",
                    "SendGrid",
                    "System.Net.Http"
                )
                .GetResult()
                .IsSuccessful
        );

    [Fact]
    public void The_decider_and_what_it_decides_on_do_no_io() =>
        Assert.True(
            Types
                .InAssembly(Assembly.Load("Wsis.Invitations"))
                .That()
                .HaveNameMatching("^(InvitationDecider|Agenda|Decision|Invitation|Plan|Signal|Tally)$")
                .ShouldNot()
                .HaveDependencyOnAny("System.IO", "System.Threading.Tasks", "System.TimeProvider", "System.Random")
                .GetResult()
                .IsSuccessful
        );
}
