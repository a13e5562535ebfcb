namespace Wsis.SendGrid.Sending;

/// <summary>The names of the custom arguments of a letter, which every event about it contains.</summary>
internal static class CustomArgs
{
    public const string Campaign = "campaign";
    public const string Invitee = "invitee";
    public const string Step = "step";
    public const string Edition = "edition";

    /// <summary>The dispatch id. The other arguments are for people who read the pages of SendGrid.</summary>
    public const string Dispatch = "dispatch";

    /// <summary>The <see cref="AddressDigest"/> of the addressee, or of several.</summary>
    public const string Addressee = "addressee";
}
