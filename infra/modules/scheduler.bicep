// A back end for the task hub that scales further than the queues of the storage account.
import { texts } from 'types.bicep'

param location string
param suffix string
param tags texts

@description('The principal of the app.')
param principalId string

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: 'dts-wsis-${suffix}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    // Every call is authenticated with Entra ID. This list is of networks; an empty list would allow none.
    ipAllowlist: ['0.0.0.0/0']
  }

  // The name must be that of the hub in host.json.
  resource hub 'taskHubs' = {
    name: 'WsisFunctions'
  }
}

resource worker 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler.id, principalId, 'Durable Task Data Contributor')
  scope: scheduler
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleDefinitions('Durable Task Data Contributor').id
  }
}

output endpoint string = scheduler.properties.endpoint
