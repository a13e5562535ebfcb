// Everything that the app needs in Azure, in one resource group: the app and its identity, its record, its secrets, and what watches them.
// docs/operations.md says how to deploy it and what has to be there before.
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

@description('The address that the links in letters begin with, such as https://reply.itu.example/. Empty: the address that Azure gives the app. Letters keep it for good: settle it before the first campaign.')
param siteAddress string = ''

@description('The client id of the app registration in Entra ID that staff sign in to.')
param staffClientId string

@description('Who takes the letters: pickup (a folder of the instance, which goes with it: for trials) or sendgrid.')
@allowed(['pickup', 'sendgrid'])
param mailProvider string

@description('The id of the key that signs new reply links. fromVault must have it, as Wsis__Links__Keys__{id}.')
param currentLinkKey string = 'k1'

@description('Settings whose values are secrets: the name of the setting, and the name of the secret in the vault. Operators put the secrets there; no template has them.')
param fromVault texts = {
  Wsis__Links__Keys__k1: 'link-key-k1'
}

@description('Further settings that are no secrets, by name.')
param settings texts = {}

@description('The object id of the Entra group whose members may set the secrets. Empty: nobody is given the right here.')
param operatorsGroupId string = ''

@description('The e-mail address that alerts and the budget write to.')
param alertAddress string

@description('The budget for a month, in the currency of the subscription. A message goes out at 80 % spent and when more than all is forecast.')
@minValue(1)
param monthlyBudget int

@description('The first day of the month in which the budget was created, such as 2026-01-01. A budget keeps its first day: write it down after the first deployment.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('How the storage account keeps its copies.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_ZRS'

@description('Puts the app into a virtual network and closes storage and vault to all other networks.')
param privateNetwork bool = false

@description('Public addresses, such as 192.0.2.7, from which operators reach the vault although the network is closed.')
param operatorAddresses string[] = []

@description('Keeps the orchestrations in a Durable Task Scheduler instead of the storage account. The app must then be published with the build property DurableTaskScheduler=true, which puts the scheduler\'s package into it.')
param durableTaskScheduler bool = false

@description('How many instances stay warm for HTTP, so that no office waits for a cold start. They cost money while they wait.')
@minValue(0)
param warmInstances int = 0

@description('The most instances that Azure may start.')
@minValue(40)
@maxValue(1000)
param mostInstances int = 40

@description('How long logs and metrics are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

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

@description('The name of the function app, for deployments of its code.')
output appName string = app.outputs.name

@description('The address of the app as Azure gives it.')
output appAddress string = app.outputs.address

@description('The vault that the secrets are to be put into.')
output vaultName string = vault.outputs.name

@description('The identity that the app registration must trust in place of a client secret.')
output identityPrincipalId string = identity.properties.principalId
