namespace Wsis.Invitations.Campaigns;

using Wsis.Invitations.Letters;

/// <summary>A short text in one or more languages.</summary>
public sealed class LocalizedText(IReadOnlyDictionary<Language, string> texts)
{
    public IReadOnlyDictionary<Language, string> Texts { get; } = texts;

    /// <summary>The text in <paramref name="language"/>; where there is none, in English, else in whichever language
    /// comes first.</summary>
    public string In(Language language) =>
        Texts.GetValueOrDefault(language) ?? Texts.GetValueOrDefault(Language.English) ?? Texts.Values.First();
}
