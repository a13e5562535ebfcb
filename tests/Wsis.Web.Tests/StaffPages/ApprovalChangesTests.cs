using System.Net;
using System.Text;
using Wsis.Invitations.Workflow;

namespace Wsis.Web.Tests.StaffPages;

/// <summary>Staff see what was changed since the approval that it withdrew.</summary>
public sealed class ApprovalChangesTests : IAsyncLifetime
{
    private const string Campaign = "staff/campaigns/wsis-forum-2018";
    private const string Letter = "letters/fr/invitation.md";

    private TestHost host = null!;
    private string cookie = null!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.Start(launched: false);
        cookie = await host.SignIn("Anna");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_change_after_the_approval_is_shown_until_it_is_approved_again()
    {
        Assert.Contains("Nothing was changed since an approval.", await Changes(), StringComparison.Ordinal);
        await Approve("Anna");
        Assert.Contains("Nothing was changed since an approval.", await Changes(), StringComparison.Ordinal);

        await Write(text => text.Replace("\n---\n", "\n---\nMadame, Monsieur,\n", StringComparison.Ordinal), "Ben");
        var html = await Changes();
        Assert.Contains("Anna approved the campaign on ", html, StringComparison.Ordinal);
        Assert.Contains("Changed by Ben.", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"line added\">+ Madame, Monsieur,</span>", html, StringComparison.Ordinal);
        Assert.Contains("See what changed", await host.Page($"{Campaign}/draft", cookie), StringComparison.Ordinal);
        Assert.Contains("See what changed", await host.Page($"{Campaign}/proofs", cookie), StringComparison.Ordinal);

        (await host.Drafts.Submit(Id, new Actor("Ben"), Cancellation)).OrThrow();
        Assert.Contains("+ Madame, Monsieur,", await Changes(), StringComparison.Ordinal);
        var proofs = await host.Page($"{Campaign}/proofs", cookie);
        Assert.Contains("See what changed", proofs, StringComparison.Ordinal);
        await Approve("Carla");
        Assert.Contains("Nothing was changed since an approval.", await Changes(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "See what changed",
            await host.Page($"{Campaign}/draft", cookie),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_change_that_was_taken_back_is_none_and_a_later_deadline_is_listed()
    {
        await Approve("Anna");
        await Write(text => $"{text}\nMore.\n", "Ben");
        await Write(text => text[..^"\nMore.\n".Length], "Ben");
        (await host.Drafts.Submit(Id, new Actor("Ben"), Cancellation)).OrThrow();
        Assert.Contains("The files are as they were approved.", await Changes(), StringComparison.Ordinal);

        (
            await host.Actions.Extend(
                Id,
                new NodaTime.LocalDateTime(2018, 1, 29, 0, 0),
                false,
                new Actor("Carla"),
                Cancellation
            )
        ).OrThrow();
        var html = await Changes();
        Assert.Contains("Actions on the campaign", html, StringComparison.Ordinal);
        Assert.Contains("Carla", html, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Wsis.Invitations.Campaigns.CampaignId Id => SampleCampaign.Folder.Campaign!.Id;

    private async Task<string> Changes() => WebUtility.HtmlDecode(await host.Page($"{Campaign}/draft/changes", cookie));

    /// <summary>Later changes are after the approval.</summary>
    private async Task Approve(string by)
    {
        (await host.Actions.Approve(Id, null, new Actor(by), Cancellation)).OrThrow();
        host.Clock.Now = host.Clock.Now.AddMinutes(1);
    }

    private async Task Write(Func<string, string> change, string by)
    {
        var draft = (await host.Drafts.Find(Id, Cancellation))!;
        var text = Encoding.UTF8.GetString((await host.Drafts.Read(draft, Letter, Cancellation))!);
        (
            await host.Drafts.Write(Id, Letter, Encoding.UTF8.GetBytes(change(text)), new Actor(by), Cancellation)
        ).OrThrow();
    }
}
