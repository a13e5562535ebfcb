using System.Globalization;
using Wsis.Invitations.Replies;

namespace Wsis.Web.StaffPages.InvitationDetail;

/// <summary>The form of the delegation on the page of an invitation: its persons and some empty rows.</summary>
internal static class DelegationForms
{
    private const int EmptyRows = 3;

    public static IReadOnlyList<MemberForm> CreateRows(Delegation? delegation, FailedAction? failed) =>
        [
            .. failed is { Name: "delegation", Form: var form }
                ? Read(form).Rows
                : DelegationForm.From(delegation).Rows,
            .. Enumerable.Repeat(new MemberForm(), EmptyRows),
        ];

    public static DelegationForm Read(StaffForm form) =>
        new([
            .. Enumerable
                .Range(0, Delegation.MaxMembers + EmptyRows)
                .Where(i => form.Has(DelegationForm.FieldOf(i, "name")))
                .Select(i => new MemberForm
                {
                    Title = form.Text(DelegationForm.FieldOf(i, "title")),
                    Name = form.Text(DelegationForm.FieldOf(i, "name")),
                    Function = form.Text(DelegationForm.FieldOf(i, "function")),
                    Address = form.Text(DelegationForm.FieldOf(i, "address")),
                    Speaks = form.Text("speaks") == i.ToString(CultureInfo.InvariantCulture),
                }),
        ]);
}
