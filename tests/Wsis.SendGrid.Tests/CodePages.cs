using System.Runtime.CompilerServices;
using System.Text;

namespace Wsis.SendGrid.Tests;

internal static class CodePages
{
    /// <summary>A host registers the code pages when it adds the mailer, before it uses MimeKit. The tests do so
    /// too.</summary>
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
