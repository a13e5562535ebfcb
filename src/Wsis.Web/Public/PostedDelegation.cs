using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Replies;

namespace Wsis.Web.Public;

/// <summary>The form of the delegation as it was posted.</summary>
/// <param name="Typed">The persons.</param>
/// <param name="AddsRow">Whether it asks for another row only. Nothing is recorded then.</param>
/// <param name="ExpectedVersion">The version of the delegation that the page showed.</param>
public sealed record PostedDelegation(DelegationForm Typed, bool AddsRow, int? ExpectedVersion)
{
    /// <summary>The value of the field <c>form</c>.</summary>
    public const string Form = "delegation";

    internal static PostedDelegation From(IFormCollection fields) =>
        new(
            new DelegationForm([
                .. Enumerable
                    .Range(0, Delegation.MaxMembers + 1)
                    .TakeWhile(i => fields.ContainsKey(DelegationForm.FieldOf(i, "name")))
                    .Select(i => new MemberForm
                    {
                        Title = fields[DelegationForm.FieldOf(i, "title")],
                        Name = fields[DelegationForm.FieldOf(i, "name")],
                        Function = fields[DelegationForm.FieldOf(i, "function")],
                        Address = fields[DelegationForm.FieldOf(i, "address")],
                        Speaks = fields["speaks"] == i.ToString(CultureInfo.InvariantCulture),
                    }),
            ]),
            fields["action"] == "add",
            int.TryParse(fields["expectedDelegation"], out var version) ? version : null
        );
}
