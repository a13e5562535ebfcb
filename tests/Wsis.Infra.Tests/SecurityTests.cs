using System.Text.Json;

namespace Wsis.Infra.Tests;

/// <summary>The rules for every deployment.</summary>
public sealed class SecurityTests
{
    public static TheoryData<string> Environments => ["dev", "prod"];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Storage_has_no_shared_keys_no_public_blobs_and_no_old_TLS(string environment)
    {
        var account = (await Deployment.To(environment))
            .Only("Microsoft.Storage/storageAccounts")
            .GetProperty("properties");

        Assert.True(account.Is("allowSharedKeyAccess", false));
        Assert.True(account.Is("allowBlobPublicAccess", false));
        Assert.True(account.Is("supportsHttpsTrafficOnly", true));
        Assert.Equal("TLS1_2", account.Text("minimumTlsVersion"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task No_container_is_public(string environment) =>
        Assert.All(
            (await Deployment.To(environment)).OfTypes("Microsoft.Storage/storageAccounts/blobServices/containers"),
            c => Assert.Null(c.Text("properties.publicAccess"))
        );

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_containers_of_the_app_are_deployed_and_keep_nothing_that_is_erased(string environment)
    {
        var deployment = await Deployment.To(environment);

        var containers = deployment.OfTypes("Microsoft.Storage/storageAccounts/blobServices/containers");
        Assert.Equal(
            ["deployments", "drafts", "messages"],
            containers.Select(c => c.Text("name")!.Split('/')[^1]).Order(StringComparer.Ordinal)
        );
        var service = deployment.Only("Microsoft.Storage/storageAccounts/blobServices").GetProperty("properties");
        Assert.True(service.GetProperty("deleteRetentionPolicy").Is("enabled", false));
        Assert.True(service.Is("isVersioningEnabled", false));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_app_speaks_HTTPS_with_TLS_1_2_or_later_and_nothing_else(string environment)
    {
        var app = (await Deployment.To(environment)).Only("Microsoft.Web/sites").GetProperty("properties");

        Assert.True(app.Is("httpsOnly", true));
        Assert.Equal("1.2", app.Text("siteConfig.minTlsVersion"));
        Assert.Equal("1.2", app.Text("siteConfig.scmMinTlsVersion"));
        Assert.Equal("Disabled", app.Text("siteConfig.ftpsState"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Deployment_uses_no_password(string environment)
    {
        var policies = (await Deployment.To(environment))
            .OfTypes("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
            .ToList();

        Assert.Equal(["ftp", "scm"], policies.Select(d => d.Text("name")!.Split('/')[1]).Order());
        Assert.All(policies, d => Assert.True(d.Is("properties.allow", false)));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Everything_is_reached_with_the_apps_identity_and_no_setting_has_a_key(string environment)
    {
        var deployment = await Deployment.To(environment);
        var app = deployment.Only("Microsoft.Web/sites");

        Assert.Equal("UserAssigned", app.Text("identity.type"));
        Assert.Equal(
            "UserAssignedIdentity",
            app.Text("properties.functionAppConfig.deployment.storage.authentication.type")
        );
        Assert.EndsWith(
            deployment.Only("Microsoft.ManagedIdentity/userAssignedIdentities").Text("name")!,
            app.Text("properties.keyVaultReferenceIdentity"),
            StringComparison.Ordinal
        );
        Assert.All(
            deployment.Settings,
            s =>
                Assert.DoesNotMatch(
                    "(?i)AccountKey|SharedAccess|UseDevelopmentStorage|listKeys|Password=|^SG\\.",
                    s.Value
                )
        );
        Assert.DoesNotContain("AzureWebJobsStorage", deployment.Settings.Keys);
        Assert.DoesNotContain("Wsis__Store__ConnectionString", deployment.Settings.Keys);
        Assert.Equal("managedidentity", deployment.Settings["AzureWebJobsStorage__credential"]);
        // The one connection string there is: with local authentication off, the key in it opens nothing.
        Assert.True(deployment.Only("Microsoft.Insights/components").Is("properties.DisableLocalAuth", true));
        Assert.True(
            deployment.Only("Microsoft.OperationalInsights/workspaces").Is("properties.features.disableLocalAuth", true)
        );
        Assert.StartsWith(
            "[format('Authorization=AAD;",
            deployment.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task A_setting_that_is_a_secret_refers_to_the_vault(string environment)
    {
        var secrets = (await Deployment.To(environment))
            .Settings.Where(s =>
                s.Key.StartsWith("Wsis__Links__Keys__", StringComparison.Ordinal)
                || s.Key.StartsWith("Wsis__Staff__Keys__", StringComparison.Ordinal)
                || s.Key.EndsWith("__ApiKey", StringComparison.Ordinal)
                || s.Key.StartsWith("Wsis__SendGrid__InboundPasswords__", StringComparison.Ordinal)
            )
            .ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, s => Assert.Contains("@Microsoft.KeyVault(SecretUri=", s.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_vault_goes_by_roles_and_nothing_in_it_is_lost_at_once(string environment)
    {
        var vault = (await Deployment.To(environment)).Only("Microsoft.KeyVault/vaults").GetProperty("properties");

        Assert.True(vault.Is("enableRbacAuthorization", true));
        Assert.True(vault.Is("enableSoftDelete", true));
        Assert.True(vault.Is("enablePurgeProtection", true));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_role_is_given_on_one_resource_and_these_are_all(string environment)
    {
        var roles = (await Deployment.To(environment))
            .OfTypes("Microsoft.Authorization/roleAssignments")
            .Select(r =>
                (
                    Role: Quoted(r.Text("properties.roleDefinitionId")!, "roleDefinitions('"),
                    On: ResourceType(r.Text("id")!)
                )
            )
            .Order();

        Assert.Equal(
            [
                ("Key Vault Secrets Officer", "Microsoft.KeyVault/vaults"),
                ("Key Vault Secrets User", "Microsoft.KeyVault/vaults"),
                ("Monitoring Metrics Publisher", "Microsoft.Insights/components"),
                ("Storage Blob Data Owner", "Microsoft.Storage/storageAccounts"),
                ("Storage Queue Data Contributor", "Microsoft.Storage/storageAccounts"),
                ("Storage Table Data Contributor", "Microsoft.Storage/storageAccounts"),
            ],
            roles
        );
    }

    [Fact]
    public async Task No_role_is_given_on_a_resource_group_in_any_module()
    {
        var (_, template, _) = await Bicep.Template.Value;
        using var json = JsonDocument.Parse(template);
        var assignments = ResourcesIn(json.RootElement)
            .Where(r => r.Text("type") == "Microsoft.Authorization/roleAssignments")
            .ToList();

        Assert.True(assignments.Count >= 5, "The roles were not found.");
        Assert.All(assignments, r => Assert.False(string.IsNullOrEmpty(r.Text("scope")), r.ToString()));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task The_platform_signs_people_in_without_a_client_secret_and_leaves_it_to_the_app_who_may(
        string environment
    )
    {
        var authentication = (await Deployment.To(environment))
            .Only("Microsoft.Web/sites/config", "/authsettingsV2")
            .GetProperty("properties");

        Assert.True(authentication.Is("platform.enabled", true));
        // So no path has to be excluded for offices, webhooks and monitors. The tests of the app hold which endpoints
        // need a sign-in.
        Assert.True(authentication.Is("globalValidation.requireAuthentication", false));
        Assert.Equal("AllowAnonymous", authentication.Text("globalValidation.unauthenticatedClientAction"));
        Assert.True(authentication.Is("httpSettings.requireHttps", true));
        Assert.True(authentication.Is("identityProviders.azureActiveDirectory.enabled", true));
        Assert.Equal(
            "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
            authentication.Text("identityProviders.azureActiveDirectory.registration.clientSecretSettingName")
        );
    }

    [Fact]
    public async Task In_production_storage_and_vault_are_closed_to_the_internet_and_reached_by_private_endpoints()
    {
        var production = await Deployment.To("prod");

        Assert.All(
            production.OfTypes("Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults"),
            r =>
            {
                Assert.Equal("Disabled", r.Text("properties.publicNetworkAccess"));
                Assert.Equal("Deny", r.Text("properties.networkAcls.defaultAction"));
            }
        );
        Assert.Equal(
            ["blob", "queue", "table", "vault"],
            production
                .OfTypes("Microsoft.Network/privateEndpoints")
                .Select(e => e.At("properties.privateLinkServiceConnections")[0].Text("name")!)
                .Order()
        );
        Assert.NotEqual(
            JsonValueKind.Undefined,
            production.Only("Microsoft.Web/sites").At("properties.virtualNetworkSubnetId").ValueKind
        );
    }

    /// <summary>The resources of a template and of the modules within it.</summary>
    private static IEnumerable<JsonElement> ResourcesIn(JsonElement template)
    {
        var resources = template.At("resources");
        foreach (
            var resource in resources.ValueKind == JsonValueKind.Object
                ? resources.EnumerateObject().Select(r => r.Value)
                : resources.EnumerateArray()
        )
        {
            yield return resource;
            if (resource.At("properties.template") is { ValueKind: JsonValueKind.Object } module)
                foreach (var inner in ResourcesIn(module))
                    yield return inner;
        }
    }

    private static string Quoted(string text, string before) =>
        text[(text.IndexOf(before, StringComparison.Ordinal) + before.Length)..].Split('\'')[0];

    /// <summary>The type of the resource that an assignment's id begins with:
    /// <c>/subscriptions/…/resourceGroups/…/providers/{type}/{name}/…</c>.</summary>
    private static string ResourceType(string id) => string.Join('/', id.Split("/providers/", 2)[1].Split('/').Take(2));
}
