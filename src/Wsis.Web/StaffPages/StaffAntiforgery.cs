using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wsis.Invitations.Replies;

namespace Wsis.Web.StaffPages;

/// <summary>The framework's antiforgery for the forms of staff. Its tokens are protected under the deployment's link
/// keys, so that every instance accepts the tokens of every other, with no store between them.</summary>
internal static class StaffAntiforgery
{
    private const string Cookie = "wsis-antiforgery";

    public static IServiceCollection AddStaffAntiforgery(this IServiceCollection services)
    {
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = Cookie;
            options.Cookie.Path = "/staff";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        // The framework would create a key ring of its own at start, on a disk that instances do not share.
        foreach (var service in services.Where(IsKeyRingStart).ToList())
            services.Remove(service);
        return services.AddSingleton<IDataProtectionProvider, LinkKeyDataProtection>();
    }

    private static bool IsKeyRingStart(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Assembly == typeof(DataProtectionServiceCollectionExtensions).Assembly;
}

/// <summary>Protects data with AES-256-GCM under a key derived from the current link key and the purpose (HKDF, RFC
/// 5869). Data protected under an earlier link key is no longer accepted: a form that is open then is out of
/// date.</summary>
internal sealed class LinkKeyDataProtection(ReplyLinks links) : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new Protector(links, purpose);

    private sealed class Protector(ReplyLinks links, string purpose) : IDataProtector
    {
        private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
        private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

        private readonly byte[] key = links.KeyFor($"data protection: {purpose}");

        /// <summary>The length of the outer purpose keeps two different chains from making the same key.</summary>
        public IDataProtector CreateProtector(string subPurpose)
        {
            ArgumentNullException.ThrowIfNull(subPurpose);
            return new Protector(links, $"{purpose.Length}:{purpose}/{subPurpose}");
        }

        public byte[] Protect(byte[] plaintext)
        {
            var result = new byte[NonceSize + TagSize + plaintext.Length];
            var (nonce, tag, content) = Split(result);
            RandomNumberGenerator.Fill(nonce.Span);
            using var cipher = new AesGcm(key, TagSize);
            cipher.Encrypt(nonce.Span, plaintext, content.Span, tag.Span);
            return result;
        }

        /// <exception cref="CryptographicException">The data was not protected under this key and purpose.
        /// </exception>
        public byte[] Unprotect(byte[] protectedData)
        {
            if (protectedData.Length < NonceSize + TagSize)
                throw new CryptographicException("The data is too short to be protected data.");
            var (nonce, tag, content) = Split(protectedData);
            var plaintext = new byte[content.Length];
            using var cipher = new AesGcm(key, TagSize);
            cipher.Decrypt(nonce.Span, content.Span, tag.Span, plaintext);
            return plaintext;
        }

        private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Content) Split(byte[] data) =>
            (data.AsMemory(0, NonceSize), data.AsMemory(NonceSize, TagSize), data.AsMemory(NonceSize + TagSize));
    }
}
