using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Wsis.Invitations.Correspondence;
using Wsis.SendGrid;
using Wsis.Testing.SendGrid;

namespace Wsis.Web.Tests.Browser.Messages;

/// <summary>One application that receives mail and one browser in which a member of staff is signed in, for all
/// tests of a class.</summary>
public sealed class MailHost(ChromiumFixture chromium) : IAsyncLifetime
{
    private readonly SemaphoreSlim turns = new(1);
    private Lazy<Task<IPage>> signedIn = null!;

    public TestHost App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await Start();
        signedIn = new(OpenAlone);
    }

    /// <summary>Starts an application that receives mail.</summary>
    public static Task<TestHost> Start() =>
        TestHost.Start(more: services =>
        {
            var options = new SendGridOptions();
            options.InboundPasswords.Add(InboundParseRequests.Password);
            services.AddWsisSendGrid().AddSingleton(Options.Create(options));
        });

    /// <summary>Opens a page in a browser in which a member of staff is signed in.</summary>
    public async Task<IPage> Open()
    {
        await chromium.Require();
        return await (await signedIn.Value).Context.NewPageAsync();
    }

    /// <summary>Opens a page in a browser of its own.</summary>
    public Task<IPage> OpenAlone() => InTurn(() => chromium.SignedIn(App));

    /// <summary>Signs in without a browser.</summary>
    /// <returns>The session's cookie.</returns>
    public Task<string> SignIn() => InTurn(() => App.SignIn(StaffPageDriver.Name));

    /// <summary>The link to sign in works once, so tests that run at the same time take turns.</summary>
    private async Task<T> InTurn<T>(Func<Task<T>> signIn)
    {
        await turns.WaitAsync();
        try
        {
            return await signIn();
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>The address to which the letter of an invitee asks for replies.</summary>
    public string ReplyTo(string invitee) =>
        new ReplyAddress(TestHost.Key(invitee).Campaign, App.Links.MailTag(TestHost.Key(invitee))).At(
            "replies.itu.example"
        );

    /// <summary>Posts a message to the reply addresses of invitees.</summary>
    /// <returns>The ids under which it is filed.</returns>
    public async Task<IReadOnlyList<string>> Receive(byte[] mime, bool raw, params string[] invitees)
    {
        var answer = await App.PostMail(mime, [.. invitees.Select(ReplyTo)], raw);
        return answer["Filed as ".Length..].TrimEnd('.').Split(", ");
    }

    public async ValueTask DisposeAsync()
    {
        if (signedIn.IsValueCreated)
            await (await signedIn.Value).Context.CloseAsync();
        await App.DisposeAsync();
        turns.Dispose();
    }
}
