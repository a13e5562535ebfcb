using Azure.Core;
using Wsis.Invitations.Storage;

namespace Wsis.TableStorage;

/// <summary>An identity whose failure is a failure of the store: without it nothing can be read.</summary>
internal sealed class StoreCredential(TokenCredential inner) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            return inner.GetToken(requestContext, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Unknown(e);
        }
    }

    public override async ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await inner.GetTokenAsync(requestContext, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Unknown(e);
        }
    }

    private static StoreUnavailableException Unknown(Exception e) =>
        new("Our identity for Azure Storage could not be established.", e);
}
