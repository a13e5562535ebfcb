namespace Wsis.SendGrid.Tests.Workflow;

/// <summary>The process ends here: nothing after this happens.</summary>
internal sealed class ProcessDied() : Exception("The process died.");
