// Sends an e-mail when a month costs more than planned. It stops nothing.
param suffix string
param amount int
param start string
param address string

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'budget-wsis-${suffix}'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: {
      nearlySpent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [address]
      }
      tooMuchAhead: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [address]
      }
    }
  }
}
