// For campaigns. The workflow deploy.yml sets the environment variables from those of its environment prod.
using 'main.bicep'

// SendGrid shows this key when its event webhook is set up. Without the key every event is refused.
var eventKey = readEnvironmentVariable('WSIS_SENDGRID_EVENT_KEY', '')

// The domain whose mail SendGrid posts to the app. Without it, replies go to the campaign's contact.
var inboundDomain = readEnvironmentVariable('WSIS_INBOUND_DOMAIN', '')

param environmentName = 'prod'
param siteAddress = readEnvironmentVariable('WSIS_SITE_ADDRESS')
param staffClientId = readEnvironmentVariable('WSIS_STAFF_CLIENT_ID')
param alertAddress = readEnvironmentVariable('WSIS_ALERT_ADDRESS')
param operatorsGroupId = readEnvironmentVariable('WSIS_OPERATORS_GROUP_ID', '')
param monthlyBudget = 200
param budgetStart = readEnvironmentVariable('WSIS_BUDGET_START')
param privateNetwork = true
param warmInstances = 1
param mailProvider = 'sendgrid'
// App Service appends the client to X-Forwarded-For. With Front Door in front, use X-Azure-ClientIP.
param settings = union(
  { Wsis__Limits__AddressHeader: 'X-Forwarded-For' },
  empty(eventKey) ? {} : { Wsis__SendGrid__EventPublicKeys__0: eventKey },
  empty(inboundDomain) ? {} : { Wsis__Mail__InboundDomain: inboundDomain }
)
param fromVault = union(
  {
    Wsis__Links__Keys__k1: 'link-key-k1'
    Wsis__SendGrid__ApiKey: 'sendgrid-api-key'
    Wsis__Webhooks__ConfirmationSecrets__0: 'confirmation-secret'
    Wsis__Webhooks__DeliverySecrets__0: 'announcement-secret'
  },
  empty(inboundDomain) ? {} : { Wsis__SendGrid__InboundPasswords__0: 'sendgrid-inbound-password' }
)
