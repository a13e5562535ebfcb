using NodaTime;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Statements;

/// <summary>A place in the running order of policy statements that staff fixed.</summary>
/// <param name="Invitee">The invitee.</param>
/// <param name="Day">The day.</param>
/// <param name="Place">The place on that day, from 1.</param>
public sealed record StatementPin(InviteeId Invitee, LocalDate Day, int Place);
