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
                    Assert.Equal(Told(c.Order()), Told(shuffled.Order()));
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

    private static string Told(RunningOrder order) =>
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
