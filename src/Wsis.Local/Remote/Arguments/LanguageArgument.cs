using System.CommandLine;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Texts;

namespace Wsis.Local.Remote.Arguments;

/// <summary>The argument that names a language of letters.</summary>
internal static class LanguageArgument
{
    public static readonly Argument<string> Value = new("LANGUAGE")
    {
        Description = "The language: ar, en, es, fr, ru or zh.",
        Validators =
        {
            result =>
            {
                if (!Language.TryParse(result.Tokens[0].Value, out _))
                    result.AddError(
                        $"'{result.Tokens[0].Value}' is not one of the languages {EnglishLanguages.Codes}."
                    );
            },
        },
    };
}
