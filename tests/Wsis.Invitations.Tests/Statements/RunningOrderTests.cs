using CsCheck;
using NodaTime;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Statements;
using Wsis.Invitations.Texts;

namespace Wsis.Invitations.Tests.Statements;

public sealed class RunningOrderTests
{
    private static readonly LocalDate First = new(2018, 3, 20);
    private static readonly LocalDate Second = new(2018, 3, 21);
    private static readonly LocalDate NotOffered = new(2018, 3, 22);

    private static readonly Gen<(LocalDate? Day, int Accepted)> Wish = Gen.Select(
        Gen.Int[0, 3].Select(i => new LocalDate?[] { null, First, Second, NotOffered }[i]),
        Gen.Int[0, 20]
    );

    private static readonly Gen<StatementRule> Rules = Gen.Int[0, 2]
        .Select(i =>
            new StatementRule[]
            {
                new StatementRule.Acceptance(),
                new StatementRule.AlphabeticalFrench(),
                new StatementRule.Lot("2018"),
            }[i]
        );

    /// <summary>Up to forty participants, two days, and fixed places for some of them and for some others.</summary>
    private static readonly Gen<Case> Cases = Gen.Select(
            Wish.Array[0, 40],
            Gen.Int[1, 15],
            Gen.Int[1, 15],
            Rules,
            Gen.Select(Gen.Int[0, 45], Gen.Bool, Gen.Int[1, 15]).Array[0, 6]
        )
        .Select(
            (wishes, first, second, rule, pins) =>
                new Case(
                    [new StatementDay(First, first), new StatementDay(Second, second)],
                    rule,
                    [
                        .. wishes.Select(
                            (w, i) => Request($"i{i}", $"État {(char)('A' + (i * 7 % 26))}", w.Day, w.Accepted)
                        ),
                    ],
                    [
                        .. pins.Select(p => new StatementPin(
                                new InviteeId($"i{p.Item1}"),
                                p.Item2 ? First : Second,
                                p.Item3
                            ))
                            .DistinctBy(p => p.Invitee)
                            .DistinctBy(p => (p.Day, p.Place)),
                    ]
                )
        );

    [Fact]
    public void Capacity_is_never_exceeded_and_every_request_has_one_place_or_a_reason() =>
        Cases.Sample(c =>
        {
            var order = c.Order();
            Assert.All(order.Days, d => Assert.True(d.Statements.Count <= d.Day.Capacity));
            Assert.All(order.Unplaced, u => Assert.False(string.IsNullOrEmpty(u.Reason.ToEnglish())));
            var all = order
                .Days.SelectMany(d => d.Statements)
                .Concat(order.Unplaced.Select(u => u.Request))
                .Select(r => r.Invitee.Value);
            Assert.Equal(c.Requests.Select(r => r.Invitee.Value).Order(), all.Order());
        });

    [Fact]
    public void A_statement_is_on_the_requested_day_unless_staff_fixed_it() =>
        Cases.Sample(c =>
        {
            foreach (var day in c.Order().Days)
            foreach (var request in day.Statements)
                if (c.Pins.FirstOrDefault(p => p.Invitee == request.Invitee) is { } pin)
                    Assert.Equal(pin.Day, day.Day.Day);
                else
                    Assert.True(request.Day is null || request.Day == day.Day.Day);
        });

    [Fact]
    public void No_statement_is_unplaced_while_its_day_has_room() =>
        Cases.Sample(c =>
        {
            var order = c.Order();
            foreach (var unplaced in order.Unplaced.Where(u => c.Pins.All(p => p.Invitee != u.Request.Invitee)))
                Assert.All(
                    order.Days.Where(d => unplaced.Request.Day is null || unplaced.Request.Day == d.Day.Day),
                    d => Assert.Equal(d.Day.Capacity, d.Statements.Count)
                );
        });

    [Fact]
    public void The_order_in_which_the_record_is_read_does_not_matter() =>
        Gen.Select(Cases, Gen.Int)
            .Sample(
                (c, shuffle) =>
                {
                    var shuffled = c with
                    {
                        Requests = [.. c.Requests.OrderBy(r => HashCode.Combine(shuffle, r.Invitee.Value))],
                        Pins = [.. c.Pins.Reverse()],
                    };
                    Assert.Equal(Describe(c.Order()), Describe(shuffled.Order()));
                }
            );

    [Fact]
    public void A_fixed_place_is_kept_where_the_day_has_so_many_statements() =>
        Cases.Sample(c =>
        {
            foreach (var day in c.Order().Days)
            foreach (
                var pin in c.Pins.Where(p =>
                    p.Day == day.Day.Day
                    && p.Place <= day.Statements.Count
                    && day.Statements.Any(s => s.Invitee == p.Invitee)
                )
            )
                Assert.Equal(pin.Invitee, day.Statements[pin.Place - 1].Invitee);
        });

    [Fact]
    public void The_first_to_accept_speaks_first_and_a_request_for_a_full_day_has_a_reason()
    {
        var order = RunningOrder.Create(
            [new StatementDay(First, 2), new StatementDay(Second, 9)],
            new StatementRule.Acceptance(),
            [
                Request("late", "A", First, 9),
                Request("early", "Z", First, 1),
                Request("middle", "M", First, 5),
                Request("open", "O", null, 0),
            ],
            []
        );
        Assert.Equal(
            ["early, middle", "open"],
            order.Days.Select(d => string.Join(", ", d.Statements.Select(s => s.Invitee)))
        );
        Assert.Equal(
            "late: The requested day is full: 2 statements fit into it.",
            order.Unplaced.Select(u => $"{u.Request.Invitee}: {u.Reason.ToEnglish()}").Single()
        );
    }

    [Fact]
    public void An_office_that_has_not_said_has_no_place_unless_staff_fix_one()
    {
        var requests = new[] { Request("a", "A", First, 1), NotSaid("b"), NotSaid("c") };
        var order = RunningOrder.Create(
            [new StatementDay(First, 9)],
            new StatementRule.Acceptance(),
            requests,
            [new StatementPin(new InviteeId("c"), First, 1)]
        );
        Assert.Equal(["c", "a"], order.Days[0].Statements.Select(s => s.Invitee.Value));
        Assert.Equal(["b"], order.Undecided.Select(s => s.Invitee.Value));
        Assert.Empty(order.Unplaced);
    }

    [Fact]
    public void A_statement_begins_when_the_one_before_ends_and_what_is_not_finished_in_time_does_not_fit()
    {
        // Twelve minutes for three: four for a statement that asks for none.
        var day = new StatementDay(First, 3, new Hours(new LocalTime(9, 50), new LocalTime(10, 2)));
        var order = RunningOrder.Create(
            [day, new StatementDay(Second, 3)],
            new StatementRule.Acceptance(),
            [
                Request("a", "A", First, 1) with
                {
                    Minutes = 7,
                },
                Request("b", "B", First, 2),
                Request("c", "C", First, 3),
                Request("d", "D", Second, 4),
            ],
            []
        );
        Assert.Equal(
            ["1 a 7 09:50-09:57 True", "2 b 4 09:57-10:01 True", "3 c 4 - False"],
            order.Days[0].Slots.Select(Describe)
        );
        Assert.Equal(["1 d  - True"], order.Days[1].Slots.Select(Describe));

        static string Describe(StatementSlot s) =>
            $"{s.Place} {s.Statement.Invitee} {s.Minutes} {s.From:HH:mm}-{s.To:HH:mm} {s.Fits}";
    }

    [Fact]
    public void Times_follow_each_other_within_the_hours_and_nothing_fits_after_what_does_not() =>
        Gen.Select(Gen.Int[1, 60].Array[0, 40], Gen.Int[0, 22], Gen.Int[1, 600])
            .Sample(
                (minutes, from, length) =>
                {
                    var begin = new LocalTime(from, 0);
                    var hours = new Hours(
                        begin,
                        length < 60 * (24 - from) - 1 ? begin.PlusMinutes(length) : new LocalTime(23, 59)
                    );
                    var order = RunningOrder.Create(
                        [new StatementDay(First, 40, hours)],
                        new StatementRule.Acceptance(),
                        minutes.Select((m, i) => Request($"i{i}", "X", First, i) with { Minutes = m }),
                        []
                    );
                    var slots = order.Days[0].Slots.ToList();
                    var placed = slots.TakeWhile(s => s.Fits).ToList();
                    Assert.Equal(
                        placed.Select(s => s.From),
                        placed.Select(s => s.To).Prepend(hours.From).Take(placed.Count)
                    );
                    Assert.All(placed, s => Assert.True(s.To <= hours.To && s.From < s.To));
                    Assert.All(slots.Skip(placed.Count), s => Assert.True(s is { Fits: false, From: null, To: null }));
                }
            );

    [Fact]
    public void A_withdrawn_statement_moves_those_after_it_up()
    {
        StatementDay[] days = [new StatementDay(First, 2), new StatementDay(Second, 9)];
        StatementRequest[] requests =
        [
            Request("a", "A", First, 1),
            Request("b", "B", null, 2),
            Request("c", "C", null, 3),
        ];
        var before = RunningOrder.Create(days, new StatementRule.Acceptance(), requests, []);
        var after = RunningOrder.Create(days, new StatementRule.Acceptance(), requests[1..], []);
        Assert.Equal(
            [
                new PlaceChange(requests[0], First, 1, null, null),
                new PlaceChange(requests[1], First, 2, First, 1),
                new PlaceChange(requests[2], Second, 1, First, 2),
            ],
            PlaceChange.Find(before, after, new InviteeId("a"))
        );
        Assert.Empty(PlaceChange.Find(before, before, new InviteeId("a")));
    }

    [Fact]
    public void The_French_alphabet_does_not_mind_accents_and_knows_States_whose_letters_are_in_other_languages()
    {
        string[] states = ["EGY", "ETH", "ERI", "ZAF", "CHE", "TCD", "CHL", "CIV", "ARE", "DEU"];
        var order = RunningOrder.Create(
            [new StatementDay(First, 20)],
            new StatementRule.AlphabeticalFrench(),
            states.Select(s => Request(s, StateNames.InFrench(s), null, 0)),
            []
        );
        // Afrique du Sud, Allemagne, Chili, Côte d'Ivoire, Égypte, Émirats arabes unis, Érythrée, Éthiopie, Suisse,
        // Tchad
        Assert.Equal(
            ["ZAF", "DEU", "CHL", "CIV", "EGY", "ARE", "ERI", "ETH", "CHE", "TCD"],
            order.Days[0].Statements.Select(s => s.Invitee.Value)
        );
    }

    [Fact]
    public void The_lot_depends_on_the_seed_and_stays_when_others_accept()
    {
        var requests = Enumerable.Range(0, 30).Select(i => Request($"i{i}", "X", null, i)).ToList();
        var drawn = Order("a", requests);
        Assert.Equal(drawn, Order("a", requests));
        Assert.NotEqual(drawn, Order("b", requests));
        Assert.Equal(drawn, Order("a", [.. requests, Request("another", "X", null, 0)]).Where(i => i != "another"));

        static List<string> Order(string seed, IReadOnlyList<StatementRequest> requests) =>
            [
                .. RunningOrder
                    .Create([new StatementDay(First, 60)], new StatementRule.Lot(seed), requests, [])
                    .Days[0]
                    .Statements.Select(s => s.Invitee.Value),
            ];
    }

    [Fact]
    public void Every_State_has_a_name_in_French_and_English() =>
        Assert.All(
            StateCodes.All,
            code => Assert.DoesNotContain(code, new[] { StateNames.InFrench(code), StateNames.InEnglish(code) })
        );

    [Fact]
    public void Delegations_are_seated_by_their_official_names_word_by_word()
    {
        string[] seated =
        [
            "BLR",
            "CPV",
            "CHN",
            "COG",
            "CIV",
            "RUS",
            "GIN",
            "GNQ",
            "GNB",
            "IRN",
            "IRQ",
            "FSM",
            "SYR",
            "CAF",
            "KOR",
            "MDA",
            "COD",
            "LAO",
            "DOM",
            "PRK",
            "TZA",
            "GBR",
            "RWA",
            "KNA",
            "SMR",
            "VAT",
            "VCT",
            "LCA",
            "WSM",
            "CZE",
            "TUR",
            "VEN",
            "VNM",
        ];

        Assert.Equal(
            seated.Select(StateNames.InFrench),
            seated.Reverse().Select(StateNames.InFrench).Order(StateNames.FrenchOrder)
        );
        Assert.Equal(
            ["Fédération de Russie", "République arabe syrienne", "République de Moldova", "Türkiye", "Bélarus"],
            new[] { "RUS", "SYR", "MDA", "TUR", "BLR" }.Select(StateNames.InFrench)
        );
    }

    private static StatementRequest Request(string invitee, string name, LocalDate? day, int accepted) =>
        new(new InviteeId(invitee), name, day, "fr", Instant.FromUtc(2018, 1, 1, 0, 0) + Duration.FromHours(accepted));

    private static StatementRequest NotSaid(string invitee) =>
        Request(invitee, invitee, null, 0) with
        {
            IsWished = false,
        };

    private static string Describe(RunningOrder order) =>
        string.Join("; ", order.Days.Select(d => string.Join(", ", d.Statements.Select(s => s.Invitee))))
        + " without "
        + string.Join(", ", order.Unplaced.Select(u => u.Request.Invitee));

    private sealed record Case(
        IReadOnlyList<StatementDay> Days,
        StatementRule Rule,
        IReadOnlyList<StatementRequest> Requests,
        IReadOnlyList<StatementPin> Pins
    )
    {
        public RunningOrder Order() => RunningOrder.Create(Days, Rule, Requests, Pins);
    }
}
