// Alerts for operators. The queries read from the workspace
//
//   metrics   of the app: src/Wsis.Invitations/Telemetry/Instruments.cs describes each
//   requests  of the Functions host, by the name of the function: they have no address, which could hold a token
//   traces    of the Durable Task extension
import { texts } from 'types.bicep'

param location string
param suffix string
param tags texts
param workspaceId string

@description('Where the alerts are sent.')
param address string

var rules = [
  {
    name: 'overdue-wake-ups'
    text: 'Invitations are overdue, and three runs of ReconcileOverdue did not wake them. See "Restore" in docs/operations.md.'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: '''
      AppMetrics
      | where Name == "invitations.overdue"
      | summarize Overdue = max(Max) by bin(TimeGenerated, 5m)
      | summarize Least = min(Overdue), Runs = count()
      | where Runs >= 3 and Least > 0
    '''
  }
  {
    name: 'letters-in-doubt'
    text: 'Letters were in doubt for more than an hour: the provider reported neither success nor failure, and they were sent again.'
    severity: 2
    every: 'PT15M'
    over: 'PT15M'
    query: '''
      AppMetrics
      | where Name == "letters.in_doubt"
      | summarize InDoubt = sum(Sum)
      | where InDoubt > 0
    '''
  }
  {
    name: 'bounce-rate'
    text: 'More than one letter in twenty of the last day bounced. Check the list, the domain authentication and the reputation.'
    severity: 2
    every: 'PT1H'
    over: 'P1D'
    query: '''
      AppMetrics
      | where Name in ("letters.sent", "letters.bounced")
      | summarize Sent = sumif(Sum, Name == "letters.sent"), Bounced = sumif(Sum, Name == "letters.bounced")
      | where Sent >= 20 and Bounced > 0.05 * Sent
    '''
  }
  {
    name: 'failed-orchestrations'
    text: 'An orchestration failed. Orchestrations retry after outages, so this is an error in the code. Deploy the former version or a correction, then run wsis repair, which starts failed orchestrations again.'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: '''
      AppTraces
      | where tostring(Properties.Category) == "Host.Triggers.DurableTask"
      | where tostring(Properties.prop__state) == "Failed" and tostring(Properties.prop__functionType) == "Orchestrator"
    '''
  }
  {
    name: 'webhook-signatures'
    text: 'Webhook messages had invalid signatures: a key was changed on one side only, or somebody is trying to forge them.'
    severity: 2
    every: 'PT5M'
    over: 'PT15M'
    query: '''
      AppMetrics
      | where Name == "requests.answered" and tostring(Properties.status) == "401"
      | where tostring(Properties.route) in ("RecordConfirmation", "SendGridEvents", "SendGridInbound")
      | summarize Refused = sum(Sum)
      | where Refused >= 5
    '''
  }
  {
    name: 'reply-page-failures'
    text: 'The reply page failed for an office, or the app failed before it knew the page.'
    severity: 1
    every: 'PT5M'
    over: 'PT5M'
    query: '''
      let Endpoints = dynamic(["ReplyPage", "RecordReply", "LetterOnTheWeb", "CalendarEntry"]);
      let Answered = AppMetrics
        | where Name == "requests.answered" and toint(Properties.status) >= 500
        | where tostring(Properties.route) in (Endpoints)
        | project TimeGenerated, Endpoint = tostring(Properties.route);
      let FailedBefore = AppRequests
        | where Name in ("HttpRead", "ZHttp") and Success == false and not(toint(ResultCode) between (400 .. 499))
        | project TimeGenerated, Endpoint = Name;
      union Answered, FailedBefore
    '''
  }
  {
    name: 'no-delivery-events'
    text: 'Letters were sent, and the provider has reported nothing for an hour. Check its event webhook.'
    severity: 2
    every: 'PT15M'
    over: 'PT2H'
    query: '''
      let Sent = toscalar(AppMetrics
        | where Name == "letters.sent" and TimeGenerated < ago(1h)
        | summarize sum(Sum));
      let Events = toscalar(AppMetrics
        | where Name == "requests.answered" and tostring(Properties.route) == "SendGridEvents"
        | where toint(Properties.status) < 300 and TimeGenerated >= ago(1h)
        | summarize sum(Sum));
      print Sent = coalesce(Sent, 0.0), Events = coalesce(Events, 0.0)
      | where Sent > 0 and Events == 0
    '''
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-wsis-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'wsis'
    emailReceivers: [{ name: 'operators', emailAddress: address, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-wsis-${rule.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'WSIS Functions: ${rule.name}'
      description: rule.text
      enabled: true
      severity: rule.severity
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.over
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
          }
        ]
      }
      actions: { actionGroups: [operators.id] }
      // A new workspace has no table of metrics before it receives the first metric.
      skipQueryValidation: true
    }
  }
]
