using Wsis.Invitations.Letters;

namespace Wsis.SendGrid.Sending;

/// <summary>Gives the permission to begin a letter to its request, for the handlers that wait.</summary>
internal sealed class PermissionHandler(SendPermission permission, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<SendPermission> Key = new(nameof(SendPermission));

    public static SendPermission Find(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var permission) ? permission : SendPermission.Always;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.Options.Set(Key, permission);
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>Staff recalled the letter before its request, or its repetition, was sent.</summary>
internal sealed class LetterRecalledException() : Exception("The letter was recalled.");
