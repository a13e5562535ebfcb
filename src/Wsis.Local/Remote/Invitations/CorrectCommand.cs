using System.CommandLine;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary><c>wsis correct</c>: corrects the address or other particulars of an invitee.</summary>
internal static class CorrectCommand
{
    private static readonly Option<string?> Address = new("--address")
    {
        Description = "The correct e-mail address of the office.",
    };

    private static readonly (Option<string?> Option, Func<InviteeRequest, string, InviteeRequest> Set)[] Particulars =
    [
        (Create("--state", "The State's ISO 3166-1 alpha-3 code."), (i, v) => i with { State = v }),
        (Create("--name", "The State's name, in the invitee's language."), (i, v) => i with { Name = v }),
        (Create("--office", "The office addressed."), (i, v) => i with { Office = v }),
        (Create("--salutation", "The salutation of the letters."), (i, v) => i with { Salutation = v }),
        (Create("--language", "The language of the letters, or two: fr,en."), (i, v) => i with { Language = v }),
        (Create("--copy", "The permanent mission's address."), (i, v) => i with { Copy = v }),
        (Create("--zone", "The office's time zone."), (i, v) => i with { Zone = v }),
        (Create("--weekend", "The days off, such as 'Fri Sat'."), (i, v) => i with { Weekend = v }),
        (Create("--region", "The region."), (i, v) => i with { Region = v }),
        (Create("--group", "The group."), (i, v) => i with { Group = v }),
        (Create("--honorific", "The title of the person who holds the office."), (i, v) => i with { Honorific = v }),
        (Create("--person", "The name of that person."), (i, v) => i with { Person = v }),
        (Create("--postal", "The postal address, its lines divided by |."), (i, v) => i with { Postal = v }),
        (Create("--fax", "The fax number."), (i, v) => i with { Fax = v }),
    ];

    private static readonly Option<string[]> Field = new("--field")
    {
        Description = "A column of the list's own, such as budget=17. May be given several times.",
        Validators =
        {
            result =>
            {
                foreach (var token in result.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                    result.AddError($"'{token.Value}' is not a column with its value, such as budget=17.");
            },
        },
    };

    public static Command Create() =>
        InviteeCommand.Create(
            "correct",
            "Corrects the address or other particulars of an invitee. What is not given stays as it is, and an empty "
                + "text removes what may be empty. What is sent next uses them; a letter that the former address "
                + "refused is sent again.",
            [Address, .. Particulars.Select(p => p.Option), Field],
            Correct,
            Describe
        );

    private static string Describe(InvitationView corrected) =>
        string.Join(
            Environment.NewLine,
            [
                $"{corrected.Invitation.Id} is corrected: {corrected.Invitation.Office}, "
                    + $"{InvitationsCommand.DescribeAddress(corrected)}.",
                .. (corrected.Warnings ?? []).Select(w => $"Warning: {w}"),
            ]
        );

    private static Option<string?> Create(string name, string description) => new(name) { Description = description };

    private static Task<InvitationView> Correct(
        CommandContext context,
        string campaign,
        string invitee,
        CancellationToken cancellation
    )
    {
        var address = context.Arguments.GetValue(Address);
        var fields = (context.Arguments.GetValue(Field) ?? [])
            .Select(f => f.Split('=', 2))
            .GroupBy(f => f[0])
            .ToDictionary(f => f.Key, string? (f) => f.Last()[1]);
        var correction = Particulars.Aggregate(
            new InviteeRequest(Address: address, Fields: fields.Count > 0 ? fields : null),
            (i, p) => context.Arguments.GetValue(p.Option) is { } value ? p.Set(i, value) : i
        );
        if (correction == new InviteeRequest())
            throw new CommandException("Give what is to be corrected, such as the address with --address.");
        return correction == new InviteeRequest(Address: address)
            ? context.Host.Change(campaign, invitee, "address", new AddressRequest(address), cancellation)
            : context.Host.Change(campaign, invitee, "particulars", correction, cancellation);
    }
}
