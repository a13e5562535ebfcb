// All Azure resources of the app, in one resource group: the app and its identity, its storage, its secrets, and its monitoring.
// docs/operations.md describes the deployment and its prerequisites.
targetScope = 'resourceGroup'

import { texts } from 'modules/types.bicep'

@description('The name of this deployment, such as dev or prod. It is part of the names of all resources.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('The region of all resources.')
param location string = resourceGroup().location

@description('Refuses a region outside the European Union.')
param euOnly bool = true

@description('The address at which links in letters begin, such as https://reply.itu.example/. If empty, the address that Azure gives the app. Links in letters that were sent cannot be changed: choose it before the first campaign.')
param siteAddress string = ''

@description('The client id of the app registration in Entra ID to which staff sign in.')
param staffClientId string

@description('The mail provider: pickup (a folder of the instance, lost with the instance: for trials) or sendgrid.')
@allowed(['pickup', 'sendgrid'])
param mailProvider string

@description('The id of the key that signs new reply links. fromVault must contain it as Wsis__Links__Keys__{id}.')
param currentLinkKey string = 'k1'

@description('Settings whose values are secrets: the name of the setting and the name of the secret in the vault. Operators set the secrets. No template contains them.')
param fromVault texts = {
  Wsis__Links__Keys__k1: 'link-key-k1'
}

@description('Other settings that are not secret, by name.')
param settings texts = {}

@description('The object id of the Entra group whose members may set the secrets. If empty, this template gives nobody the right.')
param operatorsGroupId string = ''

@description('The e-mail address for alerts and budget messages.')
param alertAddress string

@description('The budget for a month, in the currency of the subscription. A message is sent at 80 % of it and when the forecast exceeds it.')
@minValue(1)
param monthlyBudget int

@description('The first day of the month in which the budget was created, such as 2026-01-01. Azure does not allow another value later: set this parameter after the first deployment.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('The redundancy of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_ZRS'

@description('Puts the app into a virtual network. Storage and vault are not reachable from other networks.')
param privateNetwork bool = false

@description('Public addresses, such as 192.0.2.7, from which operators reach the vault when the network is private.')
param operatorAddresses string[] = []

@description('Uses a Durable Task Scheduler instead of the storage account for the task hub. The app must then be published with the build property DurableTaskScheduler=true, which adds the scheduler\'s package.')
param durableTaskScheduler bool = false

@description('The number of instances that are always ready for HTTP, so that no office waits for a cold start. They cost money while idle.')
@minValue(0)
param warmInstances int = 0

@description('The maximum number of instances.')
@minValue(40)
@maxValue(1000)
param mostInstances int = 40

@description('The retention of logs and metrics, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('The days after which the whole messages of offices are deleted from the container messages. 0: they stay until their campaign is erased.')
@minValue(0)
param messageRetentionDays int = 0

// The regions of Azure in member states of the European Union.
var euRegions = [
  'austriaeast'
  'belgiumcentral'
  'denmarkeast'
  'francecentral'
  'francesouth'
  'germanynorth'
  'germanywestcentral'
  'italynorth'
  'northeurope'
  'polandcentral'
  'spaincentral'
  'swedencentral'
  'swedensouth'
  'westeurope'
]

var region = !euOnly || contains(euRegions, location)
  ? location
  : fail('The region ${location} is not in the European Union, and euOnly is set')
var token = uniqueString(resourceGroup().id, environmentName)
var suffix = '${environmentName}-${take(token, 6)}'
var tags = { application: 'wsis-functions', environment: environmentName }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-wsis-${suffix}'
  location: region
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: region
    suffix: suffix
    tags: tags
    principalId: identity.properties.principalId
    retentionDays: logRetentionDays
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    location: region
    name: 'stwsis${take(token, 13)}'
    tags: tags
    principalId: identity.properties.principalId
    redundancy: storageRedundancy
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    messageRetentionDays: messageRetentionDays
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    location: region
    name: 'kv-wsis-${take(token, 13)}'
    tags: tags
    principalId: identity.properties.principalId
    operatorsGroupId: operatorsGroupId
    operatorAddresses: operatorAddresses
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    location: region
    suffix: suffix
    tags: tags
    storageAccountId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableTaskScheduler) {
  params: {
    location: region
    suffix: suffix
    tags: tags
    principalId: identity.properties.principalId
  }
}

module app 'modules/app.bicep' = {
  params: {
    location: region
    suffix: suffix
    tags: tags
    identityName: identity.name
    storageAccountName: storage.outputs.name
    deploymentContainer: storage.outputs.deploymentContainer
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
    workspaceId: monitoring.outputs.workspaceId
    subnetId: network.?outputs.appSubnetId
    schedulerEndpoint: scheduler.?outputs.endpoint
    siteAddress: siteAddress
    staffClientId: staffClientId
    mailProvider: mailProvider
    currentLinkKey: currentLinkKey
    fromVault: fromVault
    settings: settings
    warmInstances: warmInstances
    mostInstances: mostInstances
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: region
    suffix: suffix
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    address: alertAddress
  }
}

module workbook 'modules/workbook.bicep' = {
  params: {
    location: region
    environmentName: environmentName
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = {
  params: {
    suffix: suffix
    amount: monthlyBudget
    start: budgetStart
    address: alertAddress
  }
}

@description('The name of the function app, for deployments of the code.')
output appName string = app.outputs.name

@description('The address that Azure gives the app.')
output appAddress string = app.outputs.address

@description('The vault for the secrets.')
output vaultName string = vault.outputs.name

@description('The identity that the app registration must trust instead of a client secret.')
output identityPrincipalId string = identity.properties.principalId
