// One account for the app's tables, the task hub (queues, tables, blobs), the host's own blobs and the app's package.
import { texts } from 'types.bicep'

param location string

@maxLength(24)
param name string

param tags texts

@description('The principal of the app.')
param principalId string

param redundancy string

@description('Whether only private endpoints reach the account.')
param isPrivate bool

param workspaceId string

@description('The days after which whole messages are deleted. 0: they stay until their campaign is erased.')
@minValue(0)
param messageRetentionDays int

// The Functions host and Durable Functions need these roles when there is no account key. The host keeps its locks and keys in blobs and
// must own them. The app creates its tables and the task hub itself, so the scope is the account.
var roles = ['Storage Blob Data Owner', 'Storage Queue Data Contributor', 'Storage Table Data Contributor']

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'None', defaultAction: isPrivate ? 'Deny' : 'Allow' }
  }

  resource blobs 'blobServices' = {
    name: 'default'

    // What is erased must be gone.
    properties: {
      deleteRetentionPolicy: { enabled: false }
      containerDeleteRetentionPolicy: { enabled: false }
      isVersioningEnabled: false
    }

    resource packages 'containers' = {
      name: 'deployments'
    }

    // The whole messages of offices, and campaigns in preparation. The app creates them where they are missing.
    resource messages 'containers' = {
      name: 'messages'
    }

    resource drafts 'containers' = {
      name: 'drafts'
    }
  }

  resource queues 'queueServices' = {
    name: 'default'
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

// A safeguard for what nobody erases. The rows of the messages stay until their campaign is erased.
resource retention 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = if (messageRetentionDays > 0) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-messages'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['messages/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: messageRetentionDays } } }
          }
        }
      ]
    }
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roles: {
    name: guid(account.id, principalId, role)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: roleDefinitions(role).id
    }
  }
]

// Deletions are rare, so each is logged. Reads and writes are many, so only their numbers are kept.
var deletions = [{ category: 'StorageDelete', enabled: true }]
var transactions = [{ category: 'Transaction', enabled: true }]

resource tableLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::tables
  properties: { workspaceId: workspaceId, logs: deletions, metrics: transactions }
}

resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::queues
  properties: { workspaceId: workspaceId, metrics: transactions }
}

resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::blobs
  properties: { workspaceId: workspaceId, logs: deletions, metrics: transactions }
}

output id string = account.id
output name string = account.name
output deploymentContainer string = account::blobs::packages.name
