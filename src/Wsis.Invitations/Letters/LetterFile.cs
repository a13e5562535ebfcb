using System.Text;
using NodaTime;

namespace Wsis.Invitations.Letters;

/// <summary>A letter as a file to look at: an e-mail as a message, a letter on paper as the page that is
/// printed.</summary>
public static class LetterFile
{
    /// <summary><c>.eml</c>, or <c>.html</c> for a letter on paper.</summary>
    public static string GetExtension(Letter letter) => letter.IsOnPaper ? ".html" : ".eml";

    /// <summary>Writes a letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="date">The date of the message.</param>
    /// <param name="file">The file. It stays open.</param>
    public static void Write(Letter letter, Instant date, Stream file)
    {
        if (letter.IsOnPaper)
            file.Write(Encoding.UTF8.GetBytes(letter.Page));
        else
            LetterMime.Compose(letter, date).WriteTo(LetterMime.Format, file);
    }
}
