using System.Text;
using CsCheck;
using MimeKit;
using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Invitations.Tests.Correspondence.Messages;

/// <summary>Every fragment of text and every named part of a random message is found.</summary>
public sealed class RandomMessageTests
{
    private static readonly int Messages = ProofForm.Choose(1_000, 10_000);

    [Fact]
    public void Every_text_and_every_file_of_a_message_is_found() =>
        Gen.Int[0, 99_999]
            .Array[4, 60]
            .Sample(choices => Check(new RandomMessage(choices), m => m, c => c.ShownText), iter: Messages);

    /// <remarks>A provider gives the first plain text and the first HTML and does not say whether they are two versions
    /// of one text. One of them may be folded.</remarks>
    [Fact]
    public void Every_text_and_every_file_of_a_parsed_form_is_found() =>
        Gen.Int[0, 99_999]
            .Array[4, 60]
            .Sample(choices => Check(new RandomMessage(choices), Mail.Rebuild, c => c.Text), iter: Messages);

    [Fact]
    public void Any_bytes_are_read() =>
        Gen.Int[0, 99_999]
            .Array[4, 30]
            .Select(Gen.Int[0, 99_999].Array[1, 20])
            .Sample(
                (choices, damage) =>
                {
                    var raw = new RandomMessage(choices).Raw;
                    for (var i = 0; i < damage.Length; i++)
                        raw[(int)((long)damage[i] * 7919 % raw.Length)] = (byte)(damage[i] % 256);
                    var content = Mail.Read(raw);
                    foreach (var attachment in content.Attachments)
                        Assert.Equal(attachment.Size, Mail.Open(raw, attachment.Index).Length);
                },
                iter: Messages
            );

    private static void Check(RandomMessage message, Func<byte[], byte[]> carry, Func<MessageContent, string> see)
    {
        var raw = carry(message.Raw);

        var content = Mail.Read(raw, new MessageContext { OurAddresses = ["circular@itu.example"] });

        var text = Squeeze(content.Text);
        foreach (var fragment in message.Fragments)
            Assert.Contains(Squeeze(fragment), text, StringComparison.Ordinal);
        var shown = Squeeze(see(content));
        foreach (var fragment in message.OwnFragments)
            Assert.Contains(Squeeze(fragment), shown, StringComparison.Ordinal);
        Assert.Equal(content.Text, string.Concat(content.Segments.Select(s => s.Text)));
        foreach (var (name, bytes) in message.Files)
        {
            var found = Assert.Single(content.Attachments, a => a.Name == name);
            Assert.Equal(bytes.Length, found.Size);
            Assert.Equal(bytes, Mail.Open(raw, found.Index));
        }
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>A message that a sequence of choices decides.</summary>
    private sealed class RandomMessage
    {
        private static readonly (string Charset, string Words)[] Scripts =
        [
            ("us-ascii", "The Minister accepts"),
            ("utf-8", "部长接受邀请"),
            ("utf-8", "يقبل الوزير الدعوة"),
            ("iso-8859-1", "Le Ministre a été prié"),
            ("windows-1251", "Министр принимает"),
            ("koi8-r", "Министр выступит"),
            ("gb18030", "部长将率团出席"),
            ("windows-1256", "سيشارك الوزير"),
            ("iso-8859-15", "El Ministro asistirá mañana"),
        ];

        private static readonly ContentEncoding[] Encodings =
        [
            ContentEncoding.Base64,
            ContentEncoding.QuotedPrintable,
            ContentEncoding.EightBit,
        ];

        private static readonly string[] Introductions =
        [
            "On Mon, 5 Oct 2026 at 09:12, Circular <circular@itu.example> wrote:",
            "Le 5 oct. 2026 à 09:12, Circular <circular@itu.example> a écrit :",
            "Circular <circular@itu.example> 于2026年10月5日 09:12写道：",
        ];

        private readonly int[] choices;
        private int next;
        private int count;

        static RandomMessage() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        public RandomMessage(int[] choices)
        {
            this.choices = choices;
            var message = new MimeMessage { Subject = "RE: Invitation", Body = Entity(0) };
            message.From.Add(new MailboxAddress("Office", "office@mfa.tuv.example"));
            using var stream = new MemoryStream();
            var format = FormatOptions.Default.Clone();
            format.NewLineFormat = NewLineFormat.Dos;
            message.WriteTo(format, stream);
            Raw = stream.ToArray();
        }

        public byte[] Raw { get; }

        /// <summary>The texts that must be found.</summary>
        public List<string> Fragments { get; } = [];

        /// <summary>The texts that must be shown unfolded.</summary>
        public List<string> OwnFragments { get; } = [];

        public List<(string Name, byte[] Content)> Files { get; } = [];

        private int Choose(int below) => next < choices.Length ? choices[next++] % below : 0;

        private MimeEntity Entity(int depth) =>
            Choose(depth < 6 ? 9 : 4) switch
            {
                0 or 1 => Plain(),
                2 => Html(),
                3 => File(),
                4 or 5 => Multi(depth),
                6 => Alternatives(),
                7 => Enclosed(depth),
                _ => Winmail(),
            };

        private Multipart Multi(int depth)
        {
            var multipart = new Multipart(Choose(3) == 0 ? "related" : "mixed");
            for (var i = Choose(4) + 1; i > 0; i--)
                multipart.Add(Entity(depth + 1));
            return multipart;
        }

        private MultipartAlternative Alternatives()
        {
            var (charset, words) = Fragment();
            OwnFragments.Add(words);
            // The same words twice, or a blank text beside the HTML.
            return Choose(2) == 0
                ? new MultipartAlternative(Text("plain", charset, words), Text("html", charset, $"<p>{words}</p>"))
                : new MultipartAlternative(Text("plain", charset, " \n \n"), Text("html", charset, $"<p>{words}</p>"));
        }

        private MessagePart Enclosed(int depth)
        {
            var own = OwnFragments.Count;
            var message = new MimeMessage { Subject = $"Enclosed {++count}.", Body = Entity(depth + 1) };
            Fragments.Add(message.Subject);
            Fragments.AddRange(OwnFragments.Skip(own));
            return new MessagePart { Message = message };
        }

        private MimePart Winmail()
        {
            var words = $"TNEF words {++count}.";
            OwnFragments.Add(words);
            var file = Bytes();
            var name = $"tnef-{++count}.bin";
            Files.Add((name, file));
            var tnef = new Tnef();
            tnef = Choose(3) switch
            {
                0 => tnef.Body(words),
                1 => tnef.Html($"<p>{words}</p>"),
                _ => tnef.Rtf($@"{{\rtf1\ansi {words}\par}}"),
            };
            return Part("application", "ms-tnef", tnef.Attach(name, file).ToArray(), ContentEncoding.Base64);
        }

        private MimePart Plain()
        {
            var (charset, words) = Fragment();
            OwnFragments.Add(words);
            return Choose(4) switch
            {
                0 => Text("plain", charset, Quoted(words)),
                1 => Text("plain", charset, $"{words} two further words\n\n-- \nA. Signatory"),
                _ => Text("plain", charset, words),
            };
        }

        /// <summary>A quotation below the words, or above them.</summary>
        private string Quoted(string words)
        {
            var introduction = Introductions[Choose(2)];
            Fragments.Add($"> quoted {++count}.");
            return Choose(2) == 0
                ? $"{words} two further words\n\n{introduction}\n> quoted {count}.\n> end"
                : $"{introduction}\n> quoted {count}.\n\n{words} two further words";
        }

        private MimePart Html()
        {
            var (charset, words) = Fragment();
            OwnFragments.Add(words);
            return Text(
                "html",
                charset,
                Choose(3) switch
                {
                    0 => $"<table><tr><td>{words}</td><td>x</td></tr></table>",
                    1 => $"<blockquote><div>{words}</div></blockquote>",
                    _ => $"<html><head><style>p{{}}</style></head><body><p>{words}<br>x</p></body></html>",
                }
            );
        }

        private MimePart File()
        {
            var name = $"file-{++count}{(Choose(2) == 0 ? " é部" : "")}.pdf";
            var bytes = Bytes();
            Files.Add((name, bytes));
            var part = Part("application", Choose(2) == 0 ? "pdf" : "octet-stream", bytes, ContentEncoding.Base64);
            part.ContentDisposition = new ContentDisposition(
                Choose(2) == 0 ? ContentDisposition.Inline : ContentDisposition.Attachment
            );
            part.FileName = name;
            return part;
        }

        private byte[] Bytes() => [.. Enumerable.Range(0, Choose(3000)).Select(i => (byte)(i * 31 + next))];

        private (string Charset, string Words) Fragment()
        {
            var (charset, words) = Scripts[Choose(Scripts.Length)];
            return (charset, $"{words} {++count}.");
        }

        private MimePart Text(string subtype, string charset, string text)
        {
            // A character that the charset does not have would be lost by the writer of the test.
            var encoding = Encoding.GetEncoding(text.Contains('写', StringComparison.Ordinal) ? "utf-8" : charset);
            var safe = encoding.GetString(encoding.GetBytes(text)) == text ? encoding : Encoding.UTF8;
            var part = Part("text", subtype, safe.GetBytes(text), Encodings[Choose(Encodings.Length)]);
            part.ContentType.Parameters["charset"] = safe.WebName;
            return part;
        }

        private static MimePart Part(string type, string subtype, byte[] bytes, ContentEncoding encoding) =>
            new(type, subtype)
            {
                Content = new MimeContent(new MemoryStream(bytes)),
                ContentTransferEncoding = encoding,
            };
    }
}
