using Wsis.Invitations.Invitees;
using Wsis.Invitations.Letters;

namespace Wsis.Invitations.Replies;

/// <summary>A person as typed on the page or sent to the API. Nothing in it is checked.</summary>
public sealed record MemberForm
{
    public string? Title { get; init; }
    public string? Name { get; init; }
    public string? Function { get; init; }
    public string? Address { get; init; }
    public bool Speaks { get; init; }

    /// <summary>Whether nothing was typed or chosen.</summary>
    internal bool IsEmpty => !Speaks && new[] { Title, Name, Function, Address }.All(string.IsNullOrWhiteSpace);

    public static MemberForm From(DelegationMember member) =>
        new()
        {
            Title = member.Title,
            Name = member.Name,
            Function = member.Function,
            Address = member.Address,
            Speaks = member.Speaks,
        };
}

/// <summary>The persons of a delegation as they were typed, one a row.</summary>
public sealed record DelegationForm(IReadOnlyList<MemberForm> Rows)
{
    /// <summary>The name of a field in a row, counted from 0: <c>person-2-name</c>.</summary>
    public static string FieldOf(int row, string field) => $"person-{row}-{field}";

    /// <summary>Creates the form with the persons of a delegation, for changing them.</summary>
    public static DelegationForm From(Delegation? delegation) =>
        new([.. (delegation?.Members ?? []).Select(MemberForm.From)]);

    /// <summary>Reads the persons. Empty rows are left out.</summary>
    /// <param name="errors">Receives, by field name, what is wrong.</param>
    /// <returns>The persons; null where something is wrong.</returns>
    public IReadOnlyList<DelegationMember>? Read(IDictionary<string, ReplyFieldError> errors)
    {
        var members = new List<DelegationMember>();
        foreach (var (index, row) in Rows.Index().Where(r => !r.Item.IsEmpty))
            members.Add(Read(index, row, errors));
        if (members.Count > Delegation.MaxMembers)
            errors["delegation"] = ReplyFieldError.TooManyPersons;
        else if (Delegation.Measure(members) > Delegation.MaxLength)
            errors["delegation"] = ReplyFieldError.DelegationTooLong;
        if (members.Count(m => m.Speaks) > 1)
            errors["delegation"] = ReplyFieldError.SeveralSpeakers;
        return errors.Count == 0 ? members : null;
    }

    private static DelegationMember Read(int index, MemberForm row, IDictionary<string, ReplyFieldError> errors)
    {
        var address = EmailAddress.TryRead(row.Address ?? "", out var read) ? read : null;
        if (!string.IsNullOrWhiteSpace(row.Address) && address is null)
            errors[FieldOf(index, "address")] = ReplyFieldError.NotAnAddress;
        var name = ReadLine("name", row.Name);
        if (name.Length == 0)
            errors[FieldOf(index, "name")] = ReplyFieldError.Missing;
        return new DelegationMember(
            name,
            ReadLine("title", row.Title),
            ReadLine("function", row.Function),
            address,
            row.Speaks
        );

        string ReadLine(string field, string? text)
        {
            var line = TextSanitizer.Line(text ?? "").Trim();
            if (line.Length > ReplyForm.MaxNameLength)
                errors[FieldOf(index, field)] = ReplyFieldError.TooLong;
            return line;
        }
    }
}
