namespace Wsis.Invitations.Letters;

/// <summary>A letter template as it was written: the text of <c>letters/{language}/{name}.md</c>.</summary>
public sealed record LetterSource(Language Language, string Name, string Text);
