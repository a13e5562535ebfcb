namespace Wsis.Invitations.Invitees;

/// <summary>How letters reach an office.</summary>
public enum LetterChannel
{
    Email,

    /// <summary>By post, fax or pouch: staff print them.</summary>
    Paper,
}
