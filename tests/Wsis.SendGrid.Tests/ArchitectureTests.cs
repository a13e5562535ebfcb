using NetArchTest.Rules;

namespace Wsis.SendGrid.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void The_room_knows_the_domain_and_no_host()
    {
        var result = Types
            .InAssembly(typeof(SendGridMailer).Assembly)
            .ShouldNot()
            .HaveDependencyOnAny(
                "Wsis.Local",
                "Wsis.Web",
                "Wsis.TableStorage",
                "Wsis.Functions",
                "Microsoft.AspNetCore",
                "Azure"
            )
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
