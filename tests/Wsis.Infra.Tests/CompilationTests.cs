using System.Text.Json;

namespace Wsis.Infra.Tests;

public sealed class CompilationTests
{
    /// <summary>The compiler checks with the rules of <c>bicepconfig.json</c> too.</summary>
    [Fact]
    public async Task The_template_compiles_without_a_warning()
    {
        var (exitCode, _, complaints) = await Bicep.Template.Value;

        Assert.Equal("", complaints);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_parameters_compile_without_a_warning(string environment) =>
        Assert.Equal("", (await Deployment.To(environment)).Complaints);

    [Fact]
    public async Task A_region_outside_the_European_Union_is_refused()
    {
        var (exitCode, _, complaints) = await Deployment.Snapshot("prod", "eastus");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("The region eastus is not in the European Union", complaints, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_parameter_of_the_template_is_described()
    {
        var (_, template, _) = await Bicep.Template.Value;
        using var json = JsonDocument.Parse(template);

        Assert.All(
            json.RootElement.GetProperty("parameters").EnumerateObject(),
            p => Assert.True(p.Value.Text("metadata.description")?.Length > 0, p.Name)
        );
    }

    [Fact]
    public void No_module_comes_from_a_registry_and_no_template_is_kept_beside_its_source()
    {
        var files = Directory.EnumerateFiles(Bicep.File(""), "*", SearchOption.AllDirectories).ToList();

        Assert.All(
            files.Where(f => f.EndsWith(".bicep", StringComparison.Ordinal)),
            f => Assert.DoesNotMatch("'(br|ts)[:/]", File.ReadAllText(f))
        );
        Assert.All(
            files.Where(f => f.EndsWith(".json", StringComparison.Ordinal)),
            f => Assert.DoesNotContain("deploymentTemplate.json#", File.ReadAllText(f), StringComparison.Ordinal)
        );
    }
}
