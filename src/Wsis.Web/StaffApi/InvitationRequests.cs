using Wsis.Invitations.Replies;

namespace Wsis.Web.StaffApi;

/// <summary>An answer that came by correspondence.</summary>
/// <param name="Form">The answer, in the fields of the reply page.</param>
/// <param name="Date">The date on the letter; left out, today.</param>
/// <param name="Reference">The letter's own reference.</param>
public sealed record ReplyRequest(ReplyForm? Form = null, string? Date = null, string? Reference = null);

/// <summary>The delegation of an office.</summary>
/// <param name="Members">All its persons: <c>name</c>, and where they are known <c>title</c>, <c>function</c>,
/// <c>address</c> (the e-mail address) and <c>speaks</c> (true for the one who delivers the policy statement).</param>
public sealed record DelegationRequest(IReadOnlyList<MemberForm>? Members = null);

/// <summary>A corrected address.</summary>
/// <param name="Address">The e-mail address of the office.</param>
public sealed record AddressRequest(string? Address = null);

/// <summary>A reminder outside the plan.</summary>
/// <param name="Letter">One of the campaign's reminder letters; left out, the first.</param>
public sealed record ReminderRequest(string? Letter = null);

/// <summary>A posted letter that came back.</summary>
/// <param name="Step">Its step; left out, the latest letter that was posted.</param>
/// <param name="Note">What the post wrote on it, at most 200 characters.</param>
public sealed record ReturnRequest(string? Step = null, string? Note = null);

/// <summary>A letter that was marked as returned by mistake.</summary>
/// <param name="Step">Its step; left out, the latest letter that is marked.</param>
public sealed record ReturnUndoRequest(string? Step = null);

/// <summary>The invitees to remind.</summary>
/// <param name="Invitees">Their ids; left out, all that pass the filter in the query.</param>
/// <param name="Letter">One of the campaign's reminder letters; left out, the first.</param>
public sealed record SelectionRequest(IReadOnlyList<string>? Invitees = null, string? Letter = null);

/// <summary>What a person has dealt with.</summary>
/// <param name="Attention">Values of <c>attention</c> of the invitation: LateReply, ReplyAfterWithdrawal, Refused,
/// NotSent.</param>
public sealed record ResolutionRequest(IReadOnlyList<string?>? Attention = null);

/// <summary>The letter to send again.</summary>
/// <param name="Step">The letter's step; left out, the step of the latest letter.</param>
public sealed record ResendRequest(string? Step = null);

/// <summary>How an invitation is withdrawn.</summary>
/// <param name="Notify">Whether a letter notifies the office.</param>
/// <param name="Reason">The reason, for the journal.</param>
public sealed record WithdrawalRequest(bool Notify = false, string? Reason = null);
