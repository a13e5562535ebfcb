// For trials. azure.yaml deploys this. The values come from environment variables; with azd, from `azd env set`.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param staffClientId = readEnvironmentVariable('WSIS_STAFF_CLIENT_ID')
param alertAddress = readEnvironmentVariable('WSIS_ALERT_ADDRESS')
param operatorsGroupId = readEnvironmentVariable('WSIS_OPERATORS_GROUP_ID', '')
param monthlyBudget = 20
param storageRedundancy = 'Standard_LRS'
param mailProvider = 'pickup'
param settings = {
  Wsis__Mail__PickupFolder: '/tmp/wsis-letters'
}
param logRetentionDays = 30
