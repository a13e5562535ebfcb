using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Values;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>The part of Liquid that letters can use. Depth, steps, values and output are bounded, so that a template
/// can neither end the process nor fill its memory: the parser and the renderer recurse, and have no bounds of their
/// own except for steps.</summary>
internal static partial class LetterLiquid
{
    /// <summary>Brackets within a tag, and blocks within blocks. A letter needs two or three.</summary>
    private const int MaxDepth = 20;

    /// <summary>The characters of one tag. Chains of operators and filters recurse, one level for each.</summary>
    private const int MaxTagLength = 2_000;

    /// <summary>The statements of one rendering.</summary>
    private const int MaxSteps = 2_000;

    /// <summary>The characters of a value that a filter makes, and of a rendered letter.</summary>
    private const int MaxTextLength = 100_000;

    /// <summary>A letter chooses its words; it has no variables of its own, so loops would have nothing to go over.
    /// </summary>
    private static readonly string[] Tags = ["if", "unless", "case", "comment", "raw"];

    private static readonly string[] Filters =
    [
        "append",
        "capitalize",
        "default",
        "downcase",
        "minus",
        "plus",
        "prepend",
        "remove",
        "remove_first",
        "replace",
        "replace_first",
        "size",
        "slice",
        "strip",
        "truncate",
        "truncatewords",
        "upcase",
    ];

    private static readonly FluidParser Parser = CreateParser();

    private static readonly TemplateOptions Options = CreateOptions();

    /// <summary>Parses a template and adds what is wrong with it to <paramref name="problems"/>; null where it cannot
    /// be used.</summary>
    /// <param name="text">The template.</param>
    /// <param name="firstLine">The line of the file on which it begins.</param>
    /// <param name="file">The file.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IFluidTemplate? Parse(string text, int firstLine, string file, List<Problem> problems)
    {
        if (FindExcess(text) is var (at, excess))
        {
            problems.Add(new Problem(file, firstLine + text.AsSpan(0, at).Count('\n'), excess));
            return null;
        }
        if (!Parser.TryParse(text, out var template, out var error))
        {
            problems.Add(
                new Problem(file, firstLine + LineIn(error) - 1, new ProblemReason.NotLiquid(error.Split('\n')[0]))
            );
            return null;
        }
        var used = new UnsupportedFinder();
        used.VisitTemplate(template);
        foreach (var (what, searched) in used.Found.Distinct())
            problems.Add(new Problem(file, firstLine + LineOf(text, searched), what));
        return used.Found.Count == 0 ? template : null;
    }

    /// <summary>The values of the fields, for one rendering.</summary>
    public static TemplateContext Context(Dictionary<string, object?> model) => new(model, Options, true);

    /// <summary>Fills a template in.</summary>
    /// <exception cref="LetterNotRenderedException">The template exceeds a bound, or a filter cannot be applied.
    /// </exception>
    public static string Render(IFluidTemplate template, TemplateContext context)
    {
        using var output = new BoundedWriter();
        try
        {
            template.RenderAsync(output, NullEncoder.Default, context).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not LetterNotRenderedException)
        {
            throw new LetterNotRenderedException(e.Message, e);
        }
        return output.ToString();
    }

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser();
        foreach (var tag in parser.RegisteredTags.Keys.Except(Tags).ToList())
            parser.RegisteredTags.Remove(tag);
        return parser;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { MaxSteps = MaxSteps };
        var known = options.Filters.ToDictionary();
        options.Filters.Clear();
        foreach (var name in Filters)
            options.Filters.AddFilter(name, Bound(known[name]));
        return options;
    }

    /// <summary>A filter whose result is limited. The longest result that a filter can make of two values of
    /// <see cref="MaxTextLength"/> is rejected before it is computed: <c>replace</c> multiplies, the others
    /// add.</summary>
    private static FilterDelegate Bound(FilterDelegate filter) =>
        async (input, arguments, context) =>
        {
            var length = input.ToStringValue().Length;
            var parts = 0L;
            for (var i = 0; i < arguments.Count; i++)
                parts += arguments.At(i).ToStringValue().Length;
            if (length + parts > MaxTextLength || (arguments.Count > 1 && (length + 1) * (parts + 1) > 10_000_000))
                throw new LetterNotRenderedException(TooLong);
            var result = await filter(input, arguments, context);
            return result is StringValue text && text.ToStringValue().Length > MaxTextLength
                ? throw new LetterNotRenderedException(TooLong)
                : result;
        };

    private static string TooLong => $"A text becomes longer than {MaxTextLength:N0} characters.";

    /// <summary>Finds the place at which the template is nested more deeply than the parser may follow.</summary>
    private static (int At, ProblemReason Excess)? FindExcess(string text)
    {
        var blocks = 0;
        for (var at = FindTag(text, 0); at >= 0; at = FindTag(text, at))
        {
            var start = at;
            var depth = 0;
            var quote = '\0';
            for (at += 2; at < text.Length && !IsEnd(text, at, text[start + 1], quote); at++)
            {
                if (at - start > MaxTagLength)
                    return (start, new ProblemReason.TagTooLong(MaxTagLength));
                var c = text[at];
                if (quote != '\0')
                    quote = c == quote ? '\0' : quote;
                else if (c is '"' or '\'')
                    quote = c;
                else if (c is '(' or '[' && ++depth > MaxDepth)
                    return (at, new ProblemReason.BracketsTooDeep(MaxDepth));
                else if (c is ')' or ']')
                    depth--;
            }
            if (text[start + 1] != '%')
                continue;
            blocks += BlockChange(text[start..Math.Min(at, text.Length)]);
            if (blocks > MaxDepth)
                return (start, new ProblemReason.BlocksTooDeep(MaxDepth));
        }
        return null;
    }

    private static int FindTag(string text, int from)
    {
        for (var at = text.IndexOf('{', from); at >= 0 && at + 1 < text.Length; at = text.IndexOf('{', at + 1))
            if (text[at + 1] is '{' or '%')
                return at;
        return -1;
    }

    private static bool IsEnd(string text, int at, char kind, char quote) =>
        quote == '\0' && text[at] == (kind == '{' ? '}' : '%') && at + 1 < text.Length && text[at + 1] == '}';

    private static int BlockChange(string tag) =>
        TagName().Match(tag).Groups["name"].Value switch
        {
            "if" or "unless" or "case" or "comment" or "raw" => 1,
            ['e', 'n', 'd', ..] => -1,
            _ => 0,
        };

    private static int LineIn(string error)
    {
        var where = ErrorPosition().Match(error);
        return where.Success ? int.Parse(where.Groups["line"].Value, CultureInfo.InvariantCulture) : 1;
    }

    private static int LineOf(string text, string searched) =>
        text.AsSpan(0, Math.Max(0, text.IndexOf(searched, StringComparison.Ordinal))).Count('\n');

    /// <summary>Finds filters that letters do not have, and ranges: <c>(1..1000000000)</c> is made whole in memory
    /// before the first turn of a loop.</summary>
    private sealed class UnsupportedFinder : AstVisitor
    {
        public List<(ProblemReason What, string Searched)> Found { get; } = [];

        protected override Expression VisitFilterExpression(FilterExpression filterExpression)
        {
            if (!Filters.Contains(filterExpression.Name))
                Found.Add((new ProblemReason.UnknownFilter(filterExpression.Name), filterExpression.Name));
            return base.VisitFilterExpression(filterExpression);
        }

        protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
        {
            Found.Add((new ProblemReason.NoRanges(), ".."));
            return base.VisitRangeExpression(rangeExpression);
        }
    }

    private sealed class BoundedWriter : StringWriter
    {
        public BoundedWriter()
            : base(new StringBuilder(4096), CultureInfo.InvariantCulture) { }

        public override void Write(char value)
        {
            Reserve(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Reserve(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Reserve(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Reserve(buffer.Length);
            base.Write(buffer);
        }

        public override Task WriteAsync(char value)
        {
            Reserve(1);
            return base.WriteAsync(value);
        }

        public override Task WriteAsync(string? value)
        {
            Reserve(value?.Length ?? 0);
            return base.WriteAsync(value);
        }

        public override Task WriteAsync(char[] buffer, int index, int count)
        {
            Reserve(count);
            return base.WriteAsync(buffer, index, count);
        }

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Reserve(buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }

        private void Reserve(int more)
        {
            if (GetStringBuilder().Length + more > MaxTextLength)
                throw new LetterNotRenderedException(TooLong);
        }
    }

    [GeneratedRegex(@"\A\{%-?\s*(?<name>\w+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex TagName();

    [GeneratedRegex(@"\((?<line>\d+):\d+\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ErrorPosition();
}

/// <summary>A letter cannot be made: its template exceeds what letters may do. Sending it again fails again.</summary>
public sealed class LetterNotRenderedException(string message, Exception? inner = null) : Exception(message, inner);
