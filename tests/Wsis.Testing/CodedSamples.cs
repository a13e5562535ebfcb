using System.Reflection;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Testing;

/// <summary>An example of every case of a closed type, found by reflection: a case that is added is tested.</summary>
public static class CodedSamples
{
    /// <summary>One of each case. Numbers are <paramref name="number"/>.</summary>
    public static IReadOnlyList<T> Create<T>(Codes codes, int number = 3) =>
        [.. codes.Types.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (T)Create(t.Value, number))];

    private static object Create(Type type, int number)
    {
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Argument(p, number))]);
    }

    private static object? Argument(ParameterInfo parameter, int number)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string))
            return parameter.Name switch
            {
                "Language" => "zh",
                "Languages" => "ar, fr, zh",
                _ => $"{parameter.Name}-sample",
            };
        if (type == typeof(int))
            return number;
        if (type == typeof(long))
            return (long)number;
        if (type == typeof(double))
            return (double)number;
        if (type == typeof(bool))
            return true;
        if (type.IsEnum)
            return type == typeof(Attention) ? Attention.Refused | Attention.NotSent : Enum.GetValues(type).GetValue(1);
        return Known(type, number);
    }

    private static object Known(Type type, int number) =>
        type switch
        {
            _ when type == typeof(CampaignId) => new CampaignId("wsis-forum-2018"),
            _ when type == typeof(InviteeId) => new InviteeId("FRA"),
            _ when type == typeof(StepId) => new StepId("reminder-2"),
            _ when type == typeof(InvitationKey) => new InvitationKey(new("wsis-forum-2018"), new("FRA")),
            _ when type == typeof(Instant) => Instant.FromUtc(2018, 1, 22, 12, 0),
            _ when type == typeof(LocalDate) => new LocalDate(2018, 3, 20),
            _ when type == typeof(LocalDateTime) => new LocalDateTime(2018, 1, 22, 18, 0),
            _ when type == typeof(Reason) => new Reason.ProviderAnswered("SendGrid", 401, "unauthorized"),
            _ when type == typeof(Reply) => SampleReply(),
            _ when type == typeof(Delegation) => new Delegation(
                [new("A. Person", "Ms", "Director", "a@x.example", true), new("B. Person")],
                2
            ),
            _ when type == typeof(IReadOnlyList<string>) => new[] { "office", "salutation" },
            _ when type == typeof(SummaryCounts) => Counts(number),
            _ => throw new ArgumentException($"There is no sample of {type}.", nameof(type)),
        };

    private static Reply SampleReply() =>
        new()
        {
            Id = "reply-1",
            Channel = Channel.Correspondence,
            ReceivedAt = Instant.FromUtc(2018, 1, 20, 8, 30),
            Answer = new Answer.Accepted(new Participation(new LocalDate(2018, 3, 20), "fr", 4, 2)),
            Remarks = "With pleasure.",
        };

    private static SummaryCounts Counts(int number) =>
        new()
        {
            Invitees = 194,
            Answered = number,
            Accepted = number,
            Delegated = number,
            Declined = number,
            Late = number,
            Unanswered = number,
            Awaiting = number,
            Scheduled = number,
            Undeliverable = number,
            Withdrawn = number,
            Delegates = number,
            Women = number,
            WomenOf = number,
        };
}
