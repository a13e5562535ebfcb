using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Journal;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Reasons;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Storage;
using Wsis.Invitations.Texts;
using Wsis.Invitations.Workflow;

namespace Wsis.TableStorage.Tests;

/// <summary>Test data and shorter calls for the tests of stores.</summary>
internal static class StoreTestData
{
    public static readonly CampaignId Forum = new("wsis-forum-2018");
    public static readonly Partition Bucket = new(Forum, 7);
    public static readonly Instant Noon = Instant.FromUtc(2017, 12, 8, 12, 0);

    public static Invitation Invitation(string invitee = "fra", Phase phase = Phase.Scheduled) =>
        new()
        {
            Campaign = Forum,
            Phase = phase,
            Invitee = new Invitee
            {
                Id = new InviteeId(invitee),
                State = "FRA",
                Name = "France",
                Office = "Ministère de l'Économie et des Finances",
                Salutation = "Madame, Monsieur,",
                Language = Language.French,
                Address = $"{invitee}@Ministere.example",
                Zone = DateTimeZoneProviders.Tzdb["Europe/Paris"],
                Weekend = Weekend.SaturdaySunday,
                Region = "Europe",
            },
        };

    /// <summary>With something in every property, of every kind that there is.</summary>
    public static Invitation FullInvitation()
    {
        var plain = Invitation("fra.1_A-b", Phase.Answered);
        var dispatch = Dispatch("invitation") with
        {
            State = DispatchState.Sent,
            MessageId = "<id@provider>",
            Delivery = Delivery.Blocked,
            Reason = new Reason.AsWritten("550 5.7.1"),
            Edition = 2,
            Attempt = 3,
            AddressVersion = 4,
            ToMission = true,
        };
        return plain with
        {
            Invitee = plain.Invitee with
            {
                Copy = "mission@geneva.example",
                Language = Language.Arabic,
                SecondLanguage = Language.English,
                Weekend = new Weekend(IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday),
                Zone = DateTimeZoneProviders.Tzdb["Asia/Riyadh"],
                Postal = "Bundesgasse 3\n3003 Berne",
                Fax = "+41 22 555 01 16",
                Group = "regulators",
                Person = "A. Person",
                Honorific = "Dr",
                Own = new OwnCells([new("budget", "17"), new("file", "A/1")]),
            },
            Dispatches =
            [
                dispatch,
                Dispatch("reminder-1") with
                {
                    State = DispatchState.Retrying,
                    RetryAt = Noon.PlusNanoseconds(123456789),
                },
                Dispatch("last-call") with
                {
                    OnPaper = true,
                    Revision = 3,
                    Posted = new Posting(PostalWay.Pouch, new LocalDate(2017, 12, 11), Noon, "N 17"),
                },
            ],
            Requests = [new LetterRequest(new StepId("reminder-by-hand"), 3, LetterKind.Reminder, "reminder", Noon)],
            Reply = Reply(
                new Answer.Delegated(
                    new Representative("Ambassador", "A. Name", "a@example.org"),
                    new Participation(new LocalDate(2018, 3, 20), "ar", 5, 3)
                )
            ),
            Delegation = new Delegation([new("A. Person", "Ms", "Director", "a@x.example", true), new("B. Person")], 2),
            FormerStatements = [new FormerStatement(new LocalDate(2018, 3, 21), true, Noon, Noon.PlusTicks(2))],
            Replies = 2,
            Acknowledged = 1,
            Attention = Attention.LateReply | Attention.Correspondence,
            LinkGeneration = 3,
            AddressVersion = 4,
            AtMission = true,
            MissedDeadline = Noon.PlusTicks(1),
            Seen = ["a", "b"],
            JournalLength = 9,
            WakeAt = Noon.PlusNanoseconds(50),
        };
    }

    public static Dispatch Dispatch(string step) =>
        new()
        {
            Step = new StepId(step),
            Kind = LetterKind.Reminder,
            Letter = "reminder",
            Due = Noon,
            ClaimedAt = Noon,
        };

    public static Reply Reply(Answer answer, string? remarks = null) =>
        new()
        {
            Id = "reply-1",
            Channel = Channel.Correspondence,
            ReceivedAt = Noon,
            Answer = answer,
            Remarks = remarks,
            RecordedBy = "staff@example.org",
            Reference = "L-17",
            Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            Late = true,
        };

    public static JournalEntry Line(string what) => new(Noon, new JournalEvent.AsWritten(what));

    public static Change New(Invitation invitation, params JournalEntry[] journal) =>
        new(null, invitation with { JournalLength = journal.Length }, [.. journal], []);

    public static Change To(
        this Versioned<Invitation> before,
        Func<Invitation, Invitation> change,
        params JournalEntry[] journal
    ) =>
        new(
            before,
            change(before.Value) with
            {
                JournalLength = before.Value.JournalLength + journal.Length,
            },
            [.. journal],
            []
        );

    public static Change Claiming(this Change change, params Dispatch[] dispatches) =>
        change with
        {
            Claims = [.. dispatches],
        };
}

/// <summary>Shorter calls of a store for the tests.</summary>
internal static class StoreExtensions
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Adds a new campaign.</summary>
    public static Task<Versioned<CampaignEntry>?> Save(
        this ICampaignStore store,
        CampaignEntry entry,
        CancellationToken cancellation
    ) => store.Save(entry, null, [], cancellation);

    /// <summary>Changes a campaign that was read.</summary>
    public static Task<Versioned<CampaignEntry>?> Save(
        this ICampaignStore store,
        Versioned<CampaignEntry> read,
        Func<CampaignEntry, CampaignEntry> change,
        params JournalEntry[] journal
    ) => store.Save(change(read.Value), read.Version, journal, Cancellation);

    public static async Task<IReadOnlyList<Versioned<Invitation>>> CommitSucceeds(
        this IInvitationStore store,
        params Change[] changes
    ) => Assert.IsType<CommitResult.Committed>(await store.TryCommit(changes)).Rows;

    /// <summary>Commits changes that were decided on a version of the plan.</summary>
    public static async Task<IReadOnlyList<Versioned<Invitation>>> CommitUnder(
        this IInvitationStore store,
        long plan,
        params Change[] changes
    ) =>
        Assert
            .IsType<CommitResult.Committed>(await store.Commit(StoreTestData.Bucket, changes, Cancellation, plan))
            .Rows;

    public static Task<CommitResult> TryCommit(this IInvitationStore store, params Change[] changes) =>
        store.Commit(StoreTestData.Bucket, changes, Cancellation);

    public static Task<Versioned<Invitation>?> Find(this IInvitationStore store, string invitee) =>
        store.Find(StoreTestData.Bucket, new InviteeId(invitee), Cancellation);

    public static Task<Tally> Count(this IInvitationStore store, int buckets = 16) =>
        store.Count(StoreTestData.Forum, buckets, Cancellation);

    public static Task<Page<Versioned<Invitation>>> List(
        this IInvitationStore store,
        InvitationFilter? filter = null,
        int top = 1000,
        string? continuation = null,
        int buckets = 16
    ) => store.List(StoreTestData.Forum, buckets, filter ?? InvitationFilter.None, top, continuation, Cancellation);

    public static async Task<string[]> Journal(this IInvitationStore store, string invitee) =>
        [
            .. (await store.ReadJournal(StoreTestData.Bucket, new InviteeId(invitee), Cancellation)).Select(e =>
                e.Event.ToEnglish().What
            ),
        ];

    public static async Task<string[]> FindDue(this IInvitationStore store, Instant until, int max = 1000) =>
        [
            .. (await store.FindDue(StoreTestData.Bucket, until, max, Cancellation))
                .Select(s => s.Value.Invitee.Id.Value)
                .Order(StringComparer.Ordinal),
        ];

    public static IEnumerable<string> Ids(this Page<Versioned<Invitation>> page) =>
        page.Items.Select(s => s.Value.Invitee.Id.Value);
}
