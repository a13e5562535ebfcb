using System.Diagnostics.CodeAnalysis;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;

namespace Wsis.Invitations.Letters;

/// <summary>The name of a letter's file without <c>.md</c>: <c>invitation</c>, or <c>invitation.regulators</c> for one
/// group.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Group">The group (<see cref="GroupName"/>) that it is for; empty for the general letter.</param>
public readonly record struct LetterName(string Letter, string Group)
{
    /// <summary>Reads a name.</summary>
    /// <returns>False if it is not that of a letter of a campaign.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out LetterName name)
    {
        name = default;
        if (text is null)
            return false;
        name = From(text);
        return StepId.TryParse(name.Letter, out _)
            && (name.Group.Length > 0 ? GroupName.IsValid(name.Group) : !text.EndsWith('.'));
    }

    /// <summary>Divides a name at its first full stop.</summary>
    internal static LetterName From(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot
            ? new LetterName(text[..dot], text[(dot + 1)..])
            : new LetterName(text, "");

    public override string ToString() => Group.Length == 0 ? Letter : $"{Letter}.{Group}";
}
