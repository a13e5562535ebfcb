using System.Net.Http.Headers;
using Azure.Core;

namespace Wsis.Local.Remote;

/// <summary>Adds the token of the person who is signed in to Azure to every request. A token is reused until shortly
/// before it expires, because getting one starts a program.</summary>
/// <param name="credential">The signed-in person.</param>
/// <param name="scope">The scope of the token: <c>api://{client id of the app registration}/.default</c>.</param>
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
