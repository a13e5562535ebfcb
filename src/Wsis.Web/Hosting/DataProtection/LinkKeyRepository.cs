using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Wsis.Invitations.Replies;

namespace Wsis.Web.Hosting.DataProtection;

/// <summary>The key ring of Data Protection, derived from the keys of the reply links (docs/adr/0005). Every instance
/// has the same ring, and nothing is stored. Each link key gives one key; the current one protects.</summary>
internal sealed class LinkKeyRepository(ReplyLinks links) : IXmlRepository
{
    private const int IdLength = 16;

    /// <summary>The key that was activated last protects.</summary>
    private static readonly DateTimeOffset Activation = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset CurrentActivation = Activation.AddDays(1);

    private static readonly DateTimeOffset Expiration = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [
            .. links
                .DeriveKeys("data protection id", IdLength)
                .Zip(
                    links.DeriveKeys("data protection key", 64),
                    (id, key) => CreateKey(new Guid(id.Secret), key.Secret, key.IsCurrent)
                ),
        ];

    /// <exception cref="NotSupportedException">Always: the keys are derived.</exception>
    public void StoreElement(XElement element, string friendlyName) =>
        throw new NotSupportedException("The keys are derived from the link keys.");

    /// <summary>A key as Data Protection writes it into files.</summary>
    private static XElement CreateKey(Guid id, byte[] secret, bool isCurrent) =>
        new(
            "key",
            new XAttribute("id", id),
            new XAttribute("version", 1),
            new XElement("creationDate", Format(Activation)),
            new XElement("activationDate", Format(isCurrent ? CurrentActivation : Activation)),
            new XElement("expirationDate", Format(Expiration)),
            new XElement(
                "descriptor",
                new XAttribute(
                    "deserializerType",
                    typeof(AuthenticatedEncryptorDescriptorDeserializer).AssemblyQualifiedName!
                ),
                new XElement(
                    "descriptor",
                    new XElement("encryption", new XAttribute("algorithm", "AES_256_CBC")),
                    new XElement("validation", new XAttribute("algorithm", "HMACSHA256")),
                    new XElement("masterKey", new XElement("value", Convert.ToBase64String(secret)))
                )
            )
        );

    private static string Format(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
