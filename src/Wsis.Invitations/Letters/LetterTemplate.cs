using System.Runtime.CompilerServices;
using Fluid;
using Fluid.Ast;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;

namespace Wsis.Invitations.Letters;

/// <summary>A letter as staff wrote it: a front matter with the subject and the files that go with it, then Markdown
/// with Liquid fields.</summary>
public sealed class LetterTemplate
{
    /// <summary>The most characters of a file: it is stored whole in one Table Storage property (64 KiB of
    /// UTF-16).</summary>
    public const int MaxSourceLength = 32_000;

    private readonly IFluidTemplate subject;
    private readonly IFluidTemplate body;

    private LetterTemplate(
        LetterSource source,
        IFluidTemplate subject,
        IFluidTemplate body,
        IReadOnlyList<(string, int)> links
    ) => (Source, this.subject, this.body, Links) = (source, subject, body, links);

    public LetterSource Source { get; }

    /// <summary>The names of the campaign's own links in the template, with their first lines.</summary>
    public IReadOnlyList<(string Name, int Line)> Links { get; }

    /// <summary>The columns of the list whose cells the template shows, with their first lines: those that may be empty
    /// and those of the list's own.</summary>
    public IReadOnlyList<UsedColumn> Columns { get; private init; } = [];

    /// <summary>The fields in the template.</summary>
    public IReadOnlyList<string> Fields { get; private init; } = [];

    /// <summary>The names of the attached files, in the order of the text.</summary>
    public IReadOnlyList<string> Attachments { get; private init; } = [];

    /// <summary>The paths of the images in the text, with their lines.</summary>
    public IReadOnlyList<(string Path, int Line)> Images { get; private init; } = [];

    /// <summary>The line of the attachments.</summary>
    public int AttachmentsLine { get; private init; }

    /// <summary>The line on which the body begins.</summary>
    public int BodyLine { get; private init; } = 1;

    /// <summary>Finds the first line with a text in the body. If a field produces the text, this is the first line of
    /// the body.</summary>
    public int LineOf(string text)
    {
        var at = Source.Text.IndexOf(text, StringComparison.Ordinal);
        return at < 0 ? BodyLine : LineOf(Source.Text, at);
    }

    /// <summary>Reads a template and adds what is wrong with it to <paramref name="problems"/>; null where it cannot be
    /// used.</summary>
    public static LetterTemplate? Read(LetterSource source, string file, List<Problem> problems)
    {
        if (source.Text.Length > MaxSourceLength)
        {
            problems.Add(
                new Problem(file, 0, new ProblemReason.TooManyCharacters(source.Text.Length, MaxSourceLength))
            );
            return null;
        }
        var text = source.Text.ReplaceLineEndings("\n");
        if (FrontMatter.Read(text, file, problems) is not { } front)
            return null;
        var before = problems.Count;
        var subject = LetterLiquid.Parse(front.Subject, front.SubjectLine, file, problems);
        var body = LetterLiquid.Parse(text[front.Length..], LineOf(text, front.Length), file, problems);
        if (subject is null || body is null)
            return null;
        var used = new FieldFinder();
        used.VisitTemplate(subject);
        used.VisitTemplate(body);
        var fields = used.Fields.Distinct().ToList();
        foreach (var field in fields.Where(f => !LetterFields.IsKnown(f, source.Name)))
            problems.Add(
                new Problem(
                    file,
                    LineOf(text, field),
                    new ProblemReason.UnknownField(field, string.Join(", ", LetterFields.NamesFor(source.Name)))
                )
            );
        var links = fields
            .Select(f => f.Split('.'))
            .Where(f => f is ["links", not ("reply" or "letter")])
            .Select(f => (f[1], LineOf(text, string.Join('.', f))));
        return problems.Count == before
            ? new LetterTemplate(source, subject, body, [.. links])
            {
                Fields = fields,
                Attachments = front.Attachments,
                AttachmentsLine = front.AttachmentsLine,
                Images = LetterImages.FindIn(text),
                BodyLine = LineOf(text, front.Length),
                Columns =
                [
                    .. fields
                        .Select(f => (Field: f, Column: LetterFields.FindColumn(f)))
                        .Where(f => f.Column is not null)
                        .Select(f => new UsedColumn(f.Column!, LineOf(text, f.Field), used.Tested.Contains(f.Field))),
                ],
            }
            : null;
    }

    /// <exception cref="InvalidDataException">The template is not one; templates in the store were checked before they
    /// came there.</exception>
    public static LetterTemplate Read(LetterSource source)
    {
        var problems = new List<Problem>();
        return Read(source, $"{source.Language}/{source.Name}", problems)
            ?? throw new InvalidDataException(problems[0].ToString());
    }

    private static readonly ConditionalWeakTable<LetterSource, LetterTemplate> Stored = [];

    /// <summary>Reads a template from the store. An earlier version may have accepted what this one cannot read. The
    /// campaign goes on then, and a letter of this template is a fault that staff see when it is due.</summary>
    /// <remarks>The template is parsed once for each source: a campaign that is loaded again after a decision of staff,
    /// and a letter that is shown as it was sent, have the same sources.</remarks>
    public static LetterTemplate ReadStored(LetterSource source) => Stored.GetValue(source, ParseStored);

    private static LetterTemplate ParseStored(LetterSource source)
    {
        var problems = new List<Problem>();
        if (Read(source, $"{source.Language}/{source.Name}", problems) is { } template)
            return template;
        var nothing = LetterLiquid.Parse("", 1, "", [])!;
        return new LetterTemplate(source, nothing, nothing, []) { Fault = problems[0].ToString() };
    }

    /// <summary>Why it cannot be read; null where it can.</summary>
    private string? Fault { get; init; }

    /// <summary>The subject: one line of plain text.</summary>
    /// <exception cref="LetterNotRenderedException">The template cannot be read or rendered.</exception>
    internal string Subject(LetterFields fields) =>
        Fault is not null
            ? throw new LetterNotRenderedException(Fault)
            : TextSanitizer.Line(LetterLiquid.Render(subject, fields.AsPlainText(Fields)));

    /// <summary>The body: Markdown, in which no field can be taken for markup.</summary>
    internal string Body(LetterFields fields) => LetterLiquid.Render(body, fields.AsMarkdown(Fields));

    private static int LineOf(string text, string field) =>
        LineOf(text, Math.Max(0, text.IndexOf(field, StringComparison.Ordinal)));

    private static int LineOf(string text, int index) => 1 + text.AsSpan(0, index).Count('\n');

    private sealed class FieldFinder : AstVisitor
    {
        public List<string> Fields { get; } = [];

        /// <summary>The fields that a condition or the filter <c>default</c> tests: the letter knows that they may be
        /// empty.</summary>
        public HashSet<string> Tested { get; } = new(StringComparer.Ordinal);

        private int tests;

        protected override Expression VisitMemberExpression(MemberExpression memberExpression)
        {
            var field = string.Join(
                '.',
                memberExpression.Segments.OfType<IdentifierSegment>().Select(s => s.Identifier)
            );
            Fields.Add(field);
            if (tests > 0)
                Tested.Add(field);
            return base.VisitMemberExpression(memberExpression);
        }

        protected override Statement VisitIfStatement(IfStatement ifStatement)
        {
            Test(ifStatement.Condition);
            return base.VisitIfStatement(ifStatement);
        }

        protected override Statement VisitElseIfStatement(ElseIfStatement elseIfStatement)
        {
            Test(elseIfStatement.Condition);
            return base.VisitElseIfStatement(elseIfStatement);
        }

        protected override Statement VisitUnlessStatement(UnlessStatement unlessStatement)
        {
            Test(unlessStatement.Condition);
            return base.VisitUnlessStatement(unlessStatement);
        }

        protected override Statement VisitCaseStatement(CaseStatement caseStatement)
        {
            Test(caseStatement.Expression);
            return base.VisitCaseStatement(caseStatement);
        }

        protected override Expression VisitFilterExpression(FilterExpression filterExpression)
        {
            if (filterExpression.Name == "default")
                Test(filterExpression.Input);
            return base.VisitFilterExpression(filterExpression);
        }

        private void Test(Expression expression)
        {
            tests++;
            Visit(expression);
            tests--;
        }
    }
}

/// <summary>A column of the list whose cell a letter shows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Line">The line of the letter that has it first.</param>
/// <param name="IsTested">Whether the letter has a condition on it, so that it may be empty.</param>
public sealed record UsedColumn(string Column, int Line, bool IsTested);
