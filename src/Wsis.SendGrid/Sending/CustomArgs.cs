namespace Wsis.SendGrid.Sending;

/// <summary>The names of the custom arguments that go out with a letter and come back with every event about
/// it.</summary>
internal static class CustomArgs
{
    public const string Campaign = "campaign";
    public const string Invitee = "invitee";
    public const string Step = "step";
    public const string Edition = "edition";

    /// <summary>The whole dispatch id; the four above are for whoever reads SendGrid's own pages.</summary>
    public const string Dispatch = "dispatch";

    public const string Addressee = "addressee";
}
