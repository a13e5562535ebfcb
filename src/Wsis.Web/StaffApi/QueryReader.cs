using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;

namespace Wsis.Web.StaffApi;

/// <summary>Reads the parameters of a query. A value that cannot be read is an error by the parameter's name. An empty
/// value counts as left out.</summary>
internal sealed class QueryReader
{
    private readonly Dictionary<string, Reason> errors = [];

    public IReadOnlyDictionary<string, Reason> Errors => errors;

    /// <summary>Adds an error, unless the field has one.</summary>
    public void Add(string name, Reason reason) => errors.TryAdd(name, reason);

    public bool ReadFlag(string name, string? text) =>
        Read<bool?>(
            name,
            text,
            t =>
                t switch
                {
                    "true" => true,
                    "false" => false,
                    _ => null,
                },
            new Reason.NotOneOf("true, false")
        ) ?? false;

    /// <summary>Reads a name of an enumeration, in upper or lower case.</summary>
    public T? ReadName<T>(string name, string? text)
        where T : struct, Enum =>
        Read(
            name,
            text,
            t =>
                Enum.GetValues<T>()
                    .Where(v => v.ToString().Equals(t, StringComparison.OrdinalIgnoreCase))
                    .Select(v => (T?)v)
                    .FirstOrDefault(),
            new Reason.NotOneOf(string.Join(", ", Enum.GetNames<T>()))
        );

    public T? Read<T>(string name, string? text, Func<string, T?> parse, Reason otherwise)
    {
        if (string.IsNullOrEmpty(text))
            return default;
        var value = parse(text);
        if (value is null)
            Add(name, otherwise);
        return value;
    }
}

/// <summary>Which page of a list.</summary>
internal readonly record struct PageQuery(
    [property: FromQuery(Name = "top")]
    [property: Description("The page's size, 1 to 1000; 100 without it.")]
        string? Top,
    [property: FromQuery(Name = "continuation")]
    [property: Description(PageQuery.ContinuationMeaning)]
        string? Continuation
)
{
    public const string ContinuationMeaning = "The continuation of the page before; left out for the first page.";

    private const int DefaultSize = 100;

    private const int MaxSize = 1000;

    public int ReadTop(QueryReader fields) =>
        fields.Read<int?>(
            "top",
            Top,
            t =>
                int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var top)
                && top is >= 1 and <= MaxSize
                    ? top
                    : null,
            new Reason.OutOfRange(1, MaxSize)
        ) ?? DefaultSize;

    public string? ReadContinuation() => string.IsNullOrEmpty(Continuation) ? null : Continuation;

    /// <summary>An endpoint filter: 400 where the store does not know the continuation.</summary>
    public static async ValueTask<object?> RefuseForeignContinuation(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        try
        {
            return await next(context);
        }
        catch (FormatException)
        {
            return Problems.WithField("continuation", new Reason.UnknownContinuation());
        }
    }
}

/// <summary>Which invitations of a campaign. A parameter that is left out does not filter.</summary>
internal readonly record struct InvitationQuery(
    [property: FromQuery(Name = "phase")]
    [property: Description("The phase, such as Awaiting or Answered.")]
        string? Phase,
    [property: FromQuery(Name = "answer")]
    [property: Description("The answer that counts: accepted, declined or delegated.")]
        string? Answer,
    [property: FromQuery(Name = "language")]
    [property: Description("The language of the letters: ar, en, es, fr, ru or zh.")]
        string? Language,
    [property: FromQuery(Name = "state")] [property: Description("The State's ISO 3166-1 alpha-3 code.")] string? State,
    [property: FromQuery(Name = "region")] [property: Description("The region, as the list has it.")] string? Region,
    [property: FromQuery(Name = "group")] [property: Description("The group.")] string? Group,
    [property: FromQuery(Name = "lettersBy")]
    [property: Description("How letters reach the office: Email or Paper.")]
        string? LettersBy,
    [property: FromQuery(Name = "attention")]
    [property: Description("true for those that need attention.")]
        string? Attention,
    [property: FromQuery(Name = "q")] [property: Description("A text to look for, at most 100 characters.")] string? Q
)
{
    public InvitationFilter ReadFilter(QueryReader fields) =>
        new(
            fields.ReadName<Phase>("phase", Phase),
            fields.Read(
                "answer",
                Answer,
                t => AnswerKinds.Contains(t) ? t : null,
                new Reason.NotOneOf(string.Join(", ", AnswerKinds.All))
            ),
            fields.Read(
                "language",
                Language,
                t => Invitations.Letters.Language.TryParse(t, out var language) ? language : null,
                new Reason.NotOneOf("ar, en, es, fr, ru, zh")
            ),
            fields.Read(
                "state",
                State,
                t => StateCodes.Contains(t.ToUpperInvariant()) ? t.ToUpperInvariant() : null,
                new Reason.NotAStateCode()
            ),
            fields.ReadFlag("attention", Attention),
            Text: fields.Read(
                "q",
                Q,
                t => t.Length <= SearchedText.MaxLength ? t.Trim() : null,
                new Reason.LongerThan(SearchedText.MaxLength)
            ),
            Region: fields.Read(
                "region",
                Region,
                t => t.Length <= InviteeList.MaxCellLength ? t : null,
                new Reason.LongerThan(InviteeList.MaxCellLength)
            ),
            Group: fields.Read("group", Group, GroupName.Read, new Reason.NotOfForm(ValueForm.GroupName)),
            Channel: fields.ReadName<LetterChannel>("lettersBy", LettersBy)
        );
}
