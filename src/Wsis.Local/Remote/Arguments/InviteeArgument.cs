using System.CommandLine;
using System.CommandLine.Parsing;
using Wsis.Invitations.Invitees;

namespace Wsis.Local.Remote.Arguments;

/// <summary>The argument that names an invitee of a campaign, or several.</summary>
internal static class InviteeArgument
{
    public static Argument<string> Create()
    {
        var invitee = new Argument<string>("INVITEE") { Description = "The id of the invitee." };
        invitee.Validators.Add(Validate);
        return invitee;
    }

    public static Argument<string[]> CreateMany()
    {
        var invitees = new Argument<string[]>("INVITEE")
        {
            Description = "The ids of the invitees. Without ids, a filter is needed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        invitees.Validators.Add(Validate);
        return invitees;
    }

    private static void Validate(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(t => !InviteeId.TryParse(t.Value, out _)) is { } wrong)
            result.AddError($"'{wrong.Value}' is not the id of an invitee.");
    }
}
