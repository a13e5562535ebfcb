namespace Wsis.Local;

/// <summary>A command cannot be run as it was given. The message is the reason, and says what helps.</summary>
internal sealed class CommandException(string message) : Exception(message);
