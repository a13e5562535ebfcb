using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using NodaTime;
using NodaTime.Extensions;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.PickupFolder;

namespace Wsis.Local.Demo;

/// <summary>The simulated ministries: they look for letters in the pickup folder as a mail program would, follow the
/// links in them, and answer over HTTP, each as its fate will have it. What they received and what they were told was
/// recorded is their own account, to hold the record against.</summary>
internal sealed partial class Addressees(
    string folder,
    int seed,
    Schedule schedule,
    TimeProvider clock,
    Func<DispatchId, CancellationToken, Task> bounce,
    IReadOnlyList<string>? days = null,
    string campaign = "",
    HttpMessageHandler? wire = null
) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The days on which statements are delivered; those of the sample if nothing else is said.</summary>
    private readonly IReadOnlyList<string> days = days ?? ["2018-03-20", "2018-03-21"];

    private readonly HttpClient http = new(
        wire ?? new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 16 }
    );
    private readonly HashSet<string> opened = [];
    private readonly ConcurrentDictionary<InvitationKey, string> moved = [];
    private readonly ConcurrentBag<Task> doings = [];

    /// <summary>How many letters of each step arrived at each address.</summary>
    public ConcurrentDictionary<(string Address, StepId Step), int> Received { get; } = [];

    /// <summary>The replies that the page confirmed, in the order in which each addressee sent them.</summary>
    public ConcurrentDictionary<InvitationKey, List<string>> Confirmed { get; } = [];

    /// <summary>Answers that the page did not take, with its status.</summary>
    public ConcurrentBag<HttpStatusCode> Refused { get; } = [];

    /// <summary>Looks into the folder again and again until cancelled.</summary>
    public async Task Live(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            OpenNewLetters(cancellation);
            await Task.Delay(PollInterval, TimeProvider.System, cancellation)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for those who are about to answer, and takes in the last letters.</summary>
    public async Task Finish()
    {
        await Task.WhenAll(doings);
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
        if (!DispatchId.TryParse(message.Headers[PickupFolderMailer.DispatchHeader], out var dispatch))
            throw new InvalidDataException($"A letter without its dispatch id: {message.Subject}");
        if (dispatch.Key.Invitee == CampaignSummary.Secretariat)
            return;
        Received.AddOrUpdate((message.To.Mailboxes.Single().Address, dispatch.Step), 1, (_, n) => n + 1);
        var fate = AddresseeProfile.Create(seed, dispatch.Key.Invitee.Value);
        if (fate.Temper == Behaviour.Bounces && dispatch.Step.Value == "invitation")
            doings.Add(bounce(dispatch, CancellationToken.None));
        else if (
            fate.After == dispatch.Step
            && fate.Temper is not (Behaviour.Bounces or Behaviour.Never)
            && moved.TryAdd(dispatch.Key, "")
        )
            doings.Add(Answer(dispatch.Key, ReplyLink().Match(message.TextBody!).Value, fate, cancellation));
    }

    private async Task Answer(InvitationKey key, string link, AddresseeProfile fate, CancellationToken cancellation)
    {
        try
        {
            var pause =
                fate.Temper == Behaviour.AnswersLate
                    ? Duration.Max(Duration.Zero, schedule.Close - clock.GetCurrentInstant()).ToTimeSpan()
                        + (fate.Pause / 2)
                    : fate.Pause;
            await Task.Delay(pause, clock, cancellation);
            await Post(key, link, FirstAnswer(fate));
            if (fate.Temper != Behaviour.ChangesMind)
                return;
            await Task.Delay(fate.Pause, clock, cancellation);
            await Post(key, link, fate.Choices.Next(2) == 0 ? Decline() : Delegate(fate.Choices));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The demo ends before this addressee got round to it.
        }
    }

    /// <summary>Opens the page as a person does, after the mail scanner has; then sends the form that is on
    /// it.</summary>
    private async Task Post(InvitationKey key, string link, Dictionary<string, string> answer)
    {
        await Persist(async () => (await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).Dispose());
        var page = "";
        await Persist(async () => page = await http.GetStringAsync(new Uri(link)));
        var replyId = ReplyIdField().Match(page).Groups[1].Value;
        answer["replyId"] = replyId;
        answer["saw"] = SawField().Match(page).Groups[1].Value;
        HttpStatusCode status = default;
        await Persist(async () =>
        {
            using var response = await http.PostAsync(new Uri(link), new FormUrlEncodedContent(answer));
            status =
                (int)response.StatusCode < 500
                    ? response.StatusCode
                    : throw new HttpRequestException($"The answer is {response.StatusCode}.");
        });
        if (status == HttpStatusCode.SeeOther)
            Confirmed.GetOrAdd(key, _ => []).Add(replyId);
        else
            Refused.Add(status);
    }

    /// <summary>Who meets a closed door comes back for five minutes, with the same form: the host may be killed and
    /// started again in the middle.</summary>
    private static async Task Persist(Func<Task> request)
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

    private Dictionary<string, string> FirstAnswer(AddresseeProfile fate) =>
        fate.Temper switch
        {
            Behaviour.Declines => Decline(),
            Behaviour.Delegates => Delegate(fate.Choices),
            _ => Accept(fate.Choices),
        };

    private static Dictionary<string, string> Decline() =>
        new() { ["answer"] = "declined", ["remarks"] = "With thanks and best wishes for the Forum." };

    private Dictionary<string, string> Accept(Random choices) => Attend(choices, "accepted");

    private Dictionary<string, string> Delegate(Random choices)
    {
        var answer = Attend(choices, "delegated");
        answer["representativeTitle"] = "Permanent Representative";
        answer["representativeName"] = "The Ambassador";
        return answer;
    }

    private Dictionary<string, string> Attend(Random choices, string answer)
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

    [GeneratedRegex("name=\"saw\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SawField();
}
