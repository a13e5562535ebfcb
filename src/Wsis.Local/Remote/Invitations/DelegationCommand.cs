using System.CommandLine;
using Wsis.Invitations.Invitees;
using Wsis.Invitations.Replies;
using Wsis.Invitations.Texts;
using Wsis.Local.Remote.Arguments;
using Wsis.Web.StaffApi;

namespace Wsis.Local.Remote.Invitations;

/// <summary><c>wsis delegation</c>: shows the persons whom an office has named as its delegation, and names others
/// from a list.</summary>
internal static class DelegationCommand
{
    private static readonly string[] Columns = ["title", "name", "function", "address", "speaks"];

    private static readonly string[] Affirmations = ["yes", "true", "x", "oui"];

    private static readonly Argument<string> Campaign = CampaignArgument.Create();

    private static readonly Argument<string> Invitee = InviteeArgument.Create();

    private static readonly Argument<FileInfo> List = PathOption.CreateFileArgument(
        "FILE",
        "The persons, as CSV or a spreadsheet (.xlsx) with the columns title, name, function, address (the e-mail "
            + "address) and speaks (yes for the one who delivers the policy statement). Only name is needed."
    );

    private static readonly Option<FileInfo?> Out = PathOption.CreateFile(
        "--out",
        "The CSV file to write the persons to, for changing it. Default: they are printed."
    );

    private static readonly Option<bool> Yes = YesOption.Create();

    public static Command Create() =>
        new("delegation", "The persons whom an office that takes part has named as its delegation.")
        {
            HostOptions.AddTo(new Command("show", "Shows the persons.") { Campaign, Invitee, Out }, Show),
            HostOptions.AddTo(
                new Command("set", "Names the persons of a list. They replace those named before. It asks first.")
                {
                    Campaign,
                    Invitee,
                    List,
                    Yes,
                },
                Set
            ),
            HostOptions.AddTo(
                new Command("clear", "Takes back all persons who were named. It asks first.")
                {
                    Campaign,
                    Invitee,
                    Yes,
                },
                (context, cancellation) => Name(context, [], "Take back all persons", cancellation)
            ),
        };

    /// <summary>A line for each person.</summary>
    public static string Describe(IReadOnlyList<DelegationMemberView>? persons) =>
        persons is { Count: > 0 }
            ? string.Join(
                Environment.NewLine,
                persons.Select(p =>
                    string.Join(
                        ", ",
                        new[]
                        {
                            p.Title is null ? p.Name : $"{p.Title} {p.Name}",
                            p.Function,
                            p.Address,
                            p.Speaks ? "speaks" : null,
                        }.OfType<string>()
                    )
                )
            )
            : "No persons are named.";

    private static async Task Show(CommandContext context, CancellationToken cancellation)
    {
        var invitation = await context.Host.Get<InvitationView>(
            StaffClient.AddressOf(context.Read(Campaign), context.Read(Invitee)),
            cancellation
        );
        var persons = invitation.Delegation ?? [];
        if (context.Arguments.GetValue(Out) is { } file)
            context.Print(
                await FileDownload.Write(
                    file.FullName,
                    InviteeTable.Write(Columns, persons.Select(ToRow)),
                    cancellation
                ),
                saved => saved.Describe()
            );
        else
            context.Print(persons, Describe);
    }

    private static async Task Set(CommandContext context, CancellationToken cancellation)
    {
        var file = context.Arguments.GetRequiredValue(List);
        var members = Read(file, await File.ReadAllBytesAsync(file.FullName, cancellation));
        if (members.Count == 0)
            throw new CommandException($"{file} names no persons. wsis delegation clear takes back all who are named.");
        await Name(
            context,
            members,
            $"Name {EnglishCount.Format(members.Count, "person")} instead of those named before",
            cancellation
        );
    }

    private static async Task Name(
        CommandContext context,
        IReadOnlyList<MemberForm> members,
        string question,
        CancellationToken cancellation
    )
    {
        var invitee = context.Read(Invitee);
        context.Require(Yes, $"{question} for {invitee}?", $"The delegation of {invitee} was not changed.");
        var named = await context.Host.Change(
            context.Read(Campaign),
            invitee,
            "delegation",
            new DelegationRequest(members),
            cancellation
        );
        context.Print(named, i => Describe(i.Delegation));
    }

    private static IReadOnlyList<MemberForm> Read(FileInfo file, byte[] content)
    {
        try
        {
            var table = Spreadsheet.Is(content) ? Spreadsheet.Read(content, null) : InviteeTable.Read(content);
            if (table.Columns.FirstOrDefault(c => !Columns.Contains(c)) is { } unknown)
                throw new CommandException(
                    $"{file}: the column '{unknown}' is not one of {string.Join(", ", Columns)}."
                );
            if (!table.Columns.Contains("name"))
                throw new CommandException($"{file} has no column 'name'.");
            return [.. table.Rows.Select(r => ToForm(table.Columns, r.Cells))];
        }
        catch (UnreadableListException e)
        {
            throw new CommandException($"{file}:{e.Line}: {e.Message}");
        }
    }

    private static MemberForm ToForm(IReadOnlyList<string> columns, IReadOnlyList<string> cells)
    {
        var row = columns.Zip(cells).DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second);
        return new MemberForm
        {
            Title = row.GetValueOrDefault("title"),
            Name = row.GetValueOrDefault("name"),
            Function = row.GetValueOrDefault("function"),
            Address = row.GetValueOrDefault("address"),
            Speaks = Affirmations.Contains(row.GetValueOrDefault("speaks"), StringComparer.OrdinalIgnoreCase),
        };
    }

    private static IReadOnlyList<string> ToRow(DelegationMemberView person) =>
        [person.Title ?? "", person.Name, person.Function ?? "", person.Address ?? "", person.Speaks ? "yes" : ""];
}
