namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Divides the text of a message into what is shown and what is folded. It removes nothing, and it folds only
/// on strong evidence: an unfolded quotation is a nuisance, a folded answer may be missed.</summary>
internal sealed class TextFolder
{
    /// <summary>The words that must be above an earlier message, so that the answer is not below it.</summary>
    private const int MinWordsAbove = 12;
    private const int MinWordsAboveOurs = 3;
    private const int MinShownWords = 2;

    /// <summary>The first lines that decide whether there is an answer above.</summary>
    private const int MaxLinesAbove = 100;

    private const int MaxSignatureLines = 8;
    private const int MaxSignatureLineLength = 80;

    private readonly MessageContext context;
    private readonly KnownWords known;
    private readonly bool isForward;

    public TextFolder(string subject, MessageContext context)
    {
        this.context = context;
        known = new KnownWords(context.EarlierTexts);
        isForward = ForwardSigns.IsForward(subject);
    }

    /// <summary>The segments of all blocks. A blank line divides two blocks.</summary>
    public IReadOnlyList<TextSegment> Fold(IReadOnlyList<TextBlock> blocks)
    {
        var segments = Divide(blocks, (block) => block.Kind == SegmentKind.Own ? FoldText(block.Text) : [Whole(block)]);
        var shown = string.Concat(segments.Where(s => !s.IsFolded).Select(s => s.Text));
        return ForwardSigns.CountWords(shown) >= MinShownWords
            ? segments
            : Divide(blocks, block => [Whole(block with { Kind = ShownKind(block.Kind) })]);
    }

    private static TextSegment Whole(TextBlock block) => new(block.Kind, block.Text);

    private static SegmentKind ShownKind(SegmentKind kind) =>
        kind is SegmentKind.EnclosedMessage or SegmentKind.OtherVersion ? kind : SegmentKind.Own;

    private static List<TextSegment> Divide(
        IReadOnlyList<TextBlock> blocks,
        Func<TextBlock, IReadOnlyList<TextSegment>> divide
    )
    {
        List<TextSegment> segments = [];
        foreach (var block in blocks)
        {
            if (segments.Count > 0)
                segments[^1] = segments[^1] with { Text = segments[^1].Text + "\n\n" };
            segments.AddRange(divide(block));
        }
        return segments;
    }

    private List<TextSegment> FoldText(string text)
    {
        var lines = text.Split('\n');
        var kinds = new SegmentKind[lines.Length];
        var hasIntroduction = false;
        var isOthers = false;
        var pointer = FindPointer(lines);
        for (var i = 0; i < lines.Length; )
            if (EarlierHeader.TryMatch(lines, i, out var header))
            {
                i = FoldEarlierMessage(lines, kinds, i, header);
            }
            else if (EarlierHeader.FindQuotation(lines, i) is >= 0 and var quotation)
            {
                hasIntroduction = true;
                isOthers = NamesOthers(string.Join(' ', lines[i..quotation]));
                i = FoldQuotation(lines, kinds, i, quotation, isOthers || pointer < i);
            }
            else if (EarlierHeader.IsQuoted(lines[i]) && hasIntroduction)
            {
                i = FoldQuotation(lines, kinds, i, i, isOthers || pointer < i);
            }
            else if (lines[i] == "-- " && EndOfSignature(lines, i) is { } end)
            {
                Array.Fill(kinds, SegmentKind.Signature, i, end - i);
                i = end;
            }
            else
            {
                i++;
            }
        return Merge(lines, kinds);
    }

    private int FoldEarlierMessage(string[] lines, SegmentKind[] kinds, int start, (int End, string From) header)
    {
        var end = header.End;
        while (end < lines.Length && !EarlierHeader.TryMatch(lines, end, out _))
            end++;
        // A separator before the next header belongs to the next message.
        for (var back = end - 1; end < lines.Length && back > header.End && IsBlankOrSeparator(lines[back]); back--)
            end = back;
        var above = ShownAbove(lines, kinds, start);
        var begin = start;
        while (begin > 0 && IsBlankOrSeparator(lines[begin - 1]) && kinds[begin - 1] == SegmentKind.Own)
            begin--;
        var isOurs = IsOurs(header.From);
        if (IsMostlyKnown(lines, header.End, end))
            FoldKnownLines(lines, kinds, begin, header.End, end, SegmentKind.EarlierMessage);
        else if (isForward && !isOurs)
            Array.Fill(kinds, SegmentKind.ForwardedMessage, begin, end - begin);
        else if (!IsOthers(header.From) && HasAnswer(above, isOurs ? MinWordsAboveOurs : MinWordsAbove))
            Array.Fill(kinds, SegmentKind.EarlierMessage, begin, end - begin);
        return Math.Max(end, start + 1);
    }

    private int FoldQuotation(string[] lines, SegmentKind[] kinds, int start, int quotation, bool mayAnswer)
    {
        var end = quotation;
        for (var i = quotation; i < lines.Length; i++)
            if (EarlierHeader.IsQuoted(lines[i]))
                end = i + 1;
            else if (!string.IsNullOrWhiteSpace(lines[i]))
                break;
        if (IsMostlyKnown(lines, quotation, end))
            FoldKnownLines(lines, kinds, start, quotation, end, SegmentKind.Quotation);
        else if (isForward)
            Array.Fill(kinds, SegmentKind.ForwardedMessage, start, end - start);
        else if (!mayAnswer)
            Array.Fill(kinds, SegmentKind.Quotation, start, end - start);
        return end;
    }

    /// <summary>True where a header or an introduction names somebody else than us. What that person wrote may be the
    /// answer: a mission hands on what its capital wrote.</summary>
    private bool IsOthers(string sender) => context.OurAddresses.Count > 0 && !IsOurs(sender);

    /// <summary>True where an introduction names the address of somebody else. A name alone may be ours.</summary>
    private bool NamesOthers(string introduction) =>
        introduction.Contains('@', StringComparison.Ordinal) && IsOthers(introduction);

    private bool IsOurs(string sender) =>
        context
            .OurAddresses.Concat(context.OurNames)
            .Any(ours => sender.Contains(ours, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first line of the sender's own that points to what is below it. A phrase may go on in the
    /// next.</summary>
    private static int FindPointer(string[] lines)
    {
        var own = Enumerable
            .Range(0, lines.Length)
            .Where(i => !string.IsNullOrWhiteSpace(lines[i]) && !EarlierHeader.IsQuoted(lines[i]))
            .Take(MaxLinesAbove);
        foreach (var i in own)
            if (ForwardSigns.PointsBelow(string.Join(' ', lines.Skip(i).Take(2))))
                return i;
        return int.MaxValue;
    }

    private bool IsMostlyKnown(string[] lines, int start, int end)
    {
        if (known.IsEmpty)
            return false;
        var written = lines[start..end].Where(l => l.Any(char.IsLetterOrDigit)).ToArray();
        return written.Length > 0 && written.Count(known.Contains) * 2 >= written.Length;
    }

    private void FoldKnownLines(
        string[] lines,
        SegmentKind[] kinds,
        int start,
        int firstKnown,
        int end,
        SegmentKind folded
    )
    {
        Array.Fill(kinds, folded, start, firstKnown - start);
        for (var i = firstKnown; i < end; i++)
            kinds[i] =
                !lines[i].Any(char.IsLetterOrDigit) ? kinds[Math.Max(i - 1, 0)]
                : known.Contains(lines[i]) ? folded
                : SegmentKind.Own;
    }

    private static bool HasAnswer(string above, int minWords) =>
        ForwardSigns.CountWords(above) >= minWords && !ForwardSigns.PointsBelow(above);

    private static string ShownAbove(string[] lines, SegmentKind[] kinds, int line) =>
        string.Join(
            '\n',
            lines
                .Take(line)
                .Where((l, i) => kinds[i] == SegmentKind.Own && !string.IsNullOrWhiteSpace(l))
                .Take(MaxLinesAbove)
        );

    private static bool IsBlankOrSeparator(string line) =>
        string.IsNullOrWhiteSpace(line) || EarlierHeader.IsSeparator(line);

    /// <summary>A signature is short, and nothing but a quotation follows it.</summary>
    private static int? EndOfSignature(string[] lines, int start)
    {
        var end = start + 1;
        while (end < lines.Length && !EarlierHeader.IsQuoted(lines[end]) && !IsHeaderOrQuotation(lines, end))
            if (++end - start > 3 * MaxSignatureLines)
                return null;
        var written = lines[(start + 1)..end].Where(l => !string.IsNullOrWhiteSpace(l)).ToArray();
        return
            written.Length <= MaxSignatureLines
            && written.All(l => l.Length <= MaxSignatureLineLength)
            && lines.Take(start).Any(l => !string.IsNullOrWhiteSpace(l))
            ? end
            : null;
    }

    private static bool IsHeaderOrQuotation(string[] lines, int line) =>
        EarlierHeader.TryMatch(lines, line, out _) || EarlierHeader.FindQuotation(lines, line) >= 0;

    private static List<TextSegment> Merge(string[] lines, SegmentKind[] kinds)
    {
        List<TextSegment> segments = [];
        for (var start = 0; start < lines.Length; )
        {
            var end = start;
            while (end < lines.Length && kinds[end] == kinds[start])
                end++;
            var text = string.Join('\n', lines[start..end]) + (end < lines.Length ? "\n" : "");
            segments.Add(new(kinds[start], text));
            start = end;
        }
        return segments;
    }
}
