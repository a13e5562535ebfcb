using System.Net.Http.Headers;
using Azure.Core;

namespace Wsis.Local.Remote;

/// <summary>Shows with every request the token of whoever has signed in to Azure. A token is used until shortly before
/// it ends: asking for one starts a program.</summary>
/// <param name="credential">Who has signed in.</param>
/// <param name="scope">For what the token is: <c>api://{client id of the app registration}/.default</c>.</param>
internal sealed class AzureSignIn(TokenCredential credential, string scope)
    : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private AccessToken token;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (token.ExpiresOn <= TimeProvider.System.GetUtcNow() + Margin)
            token = await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        return await base.SendAsync(request, cancellationToken);
    }
}
