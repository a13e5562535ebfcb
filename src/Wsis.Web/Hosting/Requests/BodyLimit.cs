namespace Wsis.Web.Hosting.Requests;

/// <summary>The most bytes of a body that an endpoint reads.</summary>
internal sealed record BodyLimit(int Bytes)
{
    /// <summary>Room for a letter in JSON or in a form, in which a character has at most nine bytes.</summary>
    public static readonly BodyLimit OfLetter = new(512 * 1024);

    /// <summary>Room for a list to add or correct: a thousand rows with the longest cells.</summary>
    public static readonly BodyLimit OfList = new(4 * 1024 * 1024);

    /// <summary>Room for the folder of a campaign, or for one of its files: a list of 20,000 invitees.</summary>
    public static readonly BodyLimit OfFolder = new(16 * 1024 * 1024);
}
