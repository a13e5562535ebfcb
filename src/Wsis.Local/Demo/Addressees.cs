using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;

namespace Wsis.Local.Demo;

/// <summary>The simulated addressees. They read letters in the pickup folder as a mail program would, follow the links,
/// and reply over HTTP as their profiles say. They count the letters that they received and the replies that were
/// confirmed, to compare them with the store.</summary>
internal sealed partial class Addressees(
    string folder,
    int seed,
    Schedule schedule,
    TimeProvider clock,
    Func<DispatchId, CancellationToken, Task> bounce,
    IReadOnlyList<string>? days = null,
    string campaign = "",
    HttpMessageHandler? handler = null
) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The days of the statements. Default: those of the sample.</summary>
    private readonly IReadOnlyList<string> days = days ?? ["2018-03-20", "2018-03-21"];

    private readonly HttpClient http = new(
        handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 16 }
    );
    private readonly HashSet<string> opened = [];
    private readonly ConcurrentDictionary<InvitationKey, string> reacted = [];
    private readonly ConcurrentBag<Task> reactions = [];

    /// <summary>The number of letters that arrived, by address and step.</summary>
    public ConcurrentDictionary<(string Address, StepId Step), int> Received { get; } = [];

    /// <summary>The replies that the page confirmed, in the order in which each addressee sent them.</summary>
    public ConcurrentDictionary<InvitationKey, List<string>> Confirmed { get; } = [];

    /// <summary>The status codes with which the page refused replies.</summary>
    public ConcurrentBag<HttpStatusCode> Refused { get; } = [];

    /// <summary>Polls the folder until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            OpenNewLetters(cancellation);
            await Task.Delay(PollInterval, TimeProvider.System, cancellation)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for pending reactions, and reads the last letters.</summary>
    public async Task Finish()
    {
        await Task.WhenAll(reactions);
        OpenNewLetters(new CancellationToken(canceled: true));
    }

    public void Dispose() => http.Dispose();

    private void OpenNewLetters(CancellationToken cancellation)
    {
        foreach (var path in Directory.EnumerateFiles(folder, campaign.Length == 0 ? "*.eml" : $"{campaign}~*.eml"))
            if (opened.Add(path))
                Open(MimeMessage.Load(path, CancellationToken.None), cancellation);
    }

    private void Open(MimeMessage message, CancellationToken cancellation)
    {
        if (!DispatchId.TryParse(message.Headers[Letter.DispatchHeader], out var dispatch))
            throw new InvalidDataException($"The letter has no dispatch id: {message.Subject}");
        if (dispatch.Key.Invitee == CampaignSummary.Secretariat || dispatch.Key.Invitee == TestLetter.Recipient)
            return;
        Received.AddOrUpdate((message.To.Mailboxes.Single().Address, dispatch.Step), 1, (_, n) => n + 1);
        var profile = AddresseeProfile.Create(seed, dispatch.Key.Invitee.Value);
        if (profile.Behaviour == Behaviour.Bounces && dispatch.Step.Value == "invitation")
            reactions.Add(bounce(dispatch, CancellationToken.None));
        else if (
            profile.After == dispatch.Step
            && profile.Behaviour is not (Behaviour.Bounces or Behaviour.Never)
            && reacted.TryAdd(dispatch.Key, "")
        )
            reactions.Add(Answer(dispatch.Key, ReplyLink().Match(message.TextBody!).Value, profile, cancellation));
    }

    private async Task Answer(InvitationKey key, string link, AddresseeProfile profile, CancellationToken cancellation)
    {
        try
        {
            var pause =
                profile.Behaviour == Behaviour.AnswersLate
                    ? Duration.Max(Duration.Zero, schedule.Close - clock.GetCurrentInstant()).ToTimeSpan()
                        + (profile.Pause / 2)
                    : profile.Pause;
            await Task.Delay(pause, clock, cancellation);
            await Post(key, link, FirstAnswer(profile));
            if (profile.Behaviour != Behaviour.ChangesMind)
                return;
            await Task.Delay(profile.Pause, clock, cancellation);
            await Post(key, link, profile.Choices.Next(2) == 0 ? Decline() : Delegate(profile.Choices));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The demo ended before this addressee reacted.
        }
    }

    /// <summary>Lets a mail scanner follow the link, opens the page, and sends its form.</summary>
    private async Task Post(InvitationKey key, string link, Dictionary<string, string> answer)
    {
        await Retry(async () => (await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).Dispose());
        var page = "";
        await Retry(async () => page = await http.GetStringAsync(new Uri(link)));
        var replyId = ReplyIdField().Match(page).Groups[1].Value;
        answer["replyId"] = replyId;
        answer["expectedReplies"] = ExpectedRepliesField().Match(page).Groups[1].Value;
        HttpStatusCode status = default;
        await Retry(async () =>
        {
            using var response = await http.PostAsync(new Uri(link), new FormUrlEncodedContent(answer));
            status =
                (int)response.StatusCode < 500
                    ? response.StatusCode
                    : throw new HttpRequestException($"The status is {response.StatusCode}.");
        });
        if (status == HttpStatusCode.SeeOther)
            Confirmed.GetOrAdd(key, _ => []).Add(replyId);
        else
            Refused.Add(status);
    }

    /// <summary>Retries a request for five minutes, because the host may be killed and started again.</summary>
    private static async Task Retry(Func<Task> request)
    {
        for (var tries = 1; ; tries++)
            try
            {
                await request();
                return;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            }
    }

    private Dictionary<string, string> FirstAnswer(AddresseeProfile profile) =>
        profile.Behaviour switch
        {
            Behaviour.Declines => Decline(),
            Behaviour.Delegates => Delegate(profile.Choices),
            _ => Accept(profile.Choices),
        };

    private static Dictionary<string, string> Decline() =>
        new() { ["answer"] = AnswerKinds.Declined, ["remarks"] = "With thanks and best wishes for the Forum." };

    private Dictionary<string, string> Accept(Random choices) => CreateAttendance(choices, AnswerKinds.Accepted);

    private Dictionary<string, string> Delegate(Random choices)
    {
        var answer = CreateAttendance(choices, AnswerKinds.Delegated);
        answer["representativeTitle"] = "Permanent Representative";
        answer["representativeName"] = "The Ambassador";
        return answer;
    }

    private Dictionary<string, string> CreateAttendance(Random choices, string answer)
    {
        var size = choices.Next(1, 9);
        return new()
        {
            ["answer"] = answer,
            ["statementDay"] = days[choices.Next(days.Count)],
            ["statementLanguage"] = "en",
            ["delegationSize"] = size.ToString(CultureInfo.InvariantCulture),
            ["women"] = choices.Next(size + 1).ToString(CultureInfo.InvariantCulture),
        };
    }

    [GeneratedRegex(
        @"https?://[^\s<>]+/r/[A-Za-z0-9._-]+",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ReplyLink();

    [GeneratedRegex(
        "name=\"replyId\" value=\"([^\"]+)\"",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ReplyIdField();

    [GeneratedRegex(
        "name=\"expectedReplies\" value=\"([^\"]+)\"",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ExpectedRepliesField();
}
