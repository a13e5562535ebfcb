// The workbook for operators in the portal.
import { texts } from 'types.bicep'

param location string
param environmentName string
param tags texts
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'wsis-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'WSIS Functions ${environmentName}'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: replace(loadTextContent('workbook.json'), '{workspaceId}', workspaceId)
  }
}
