// The function app: plan, settings and authentication.
import { texts } from 'types.bicep'

param location string
param suffix string
param tags texts
param identityName string
param storageAccountName string
param deploymentContainer string
param vaultName string
param insightsName string
param workspaceId string

@description('The subnet for outgoing calls. If null, none.')
param subnetId string?

@description('The endpoint of the Durable Task Scheduler. If null, the task hub is in the storage account.')
param schedulerEndpoint string?

param siteAddress string
param staffClientId string
param mailProvider string
param currentLinkKey string

@description('Settings whose values are secrets: the name of the setting and the name of the secret in the vault.')
param fromVault texts

@description('Other settings, by name.')
param settings texts

param warmInstances int
param mostInstances int

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-wsis-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-wsis-${suffix}'
  location: location
  // With this tag, azd finds the app for the service of this name in azure.yaml.
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: mostInstances
        alwaysReady: warmInstances > 0 ? [{ name: 'http', instanceCount: warmInstances }] : []
      }
    }
  }

  // Deployments sign in with Entra ID. There is no password.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(
      settings,
      toObject(
        items(fromVault),
        s => s.key,
        s => '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/${s.value}/)'
      ),
      schedulerEndpoint == null ? {} : schedulerSettings,
      {
        // The account of the host and of the task hub, and the identity that reaches it.
        AzureWebJobsStorage__accountName: account.name
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identity.properties.clientId
        // The identity with which the app reaches its tables.
        AZURE_CLIENT_ID: identity.properties.clientId
        // The connection string names the component. Local authentication is off, so it gives no access.
        APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.properties.clientId}'
        // The app registration trusts this identity and has no client secret.
        OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity.properties.clientId
        Wsis__Site__Address: empty(siteAddress) ? 'https://${app.properties.defaultHostName}/' : siteAddress
        Wsis__Store__Account: account.properties.primaryEndpoints.table
        Wsis__Links__Current: currentLinkKey
        Wsis__Mail__Provider: mailProvider
      }
    )
  }

  resource authentication 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      // The platform signs people in and passes their identity on. The app itself authorizes every request: by the token of a reply link,
      // the signature of a webhook, the key of a program, or the role of a person.
      globalValidation: {
        requireAuthentication: false
        unauthenticatedClientAction: 'AllowAnonymous'
      }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: staffClientId
            clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          }
          validation: { allowedAudiences: [staffClientId, 'api://${staffClientId}'] }
        }
      }
      login: { tokenStore: { enabled: false } }
    }
    // The authentication refers to a setting. Without this order it could be written before the setting exists.
    dependsOn: [appSettings]
  }
}

var schedulerSettings = {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint ?? ''};Authentication=ManagedIdentity;ClientID=${identity.properties.clientId}'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
  AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
}

resource signIns 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: { workspaceId: workspaceId, logs: [{ category: 'AppServiceAuthenticationLogs', enabled: true }] }
}

output name string = app.name
output address string = 'https://${app.properties.defaultHostName}/'
