using System.Diagnostics;
using System.Globalization;
using System.Text;
using Wsis.Invitations.Correspondence.Messages;

namespace Wsis.Invitations.Tests.Correspondence.Messages;

/// <summary>Over a limit the beginning is kept, the reason is noted, and neither memory nor the stack grows with the
/// message.</summary>
public sealed class MessageLimitTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public void A_message_of_millions_of_parts_shows_its_first()
    {
        var raw = Repeat(
            "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe Minister accepts.\r\n",
            "--b\r\n\r\n",
            28 * MiB
        );

        var content = Measure(raw, 24 * MiB);

        Assert.Equal("The Minister accepts.", content.ShownText);
        Assert.Contains(new(ReadingNoteCode.PartsCut, "500"), content.Notes);
    }

    [Fact]
    public void A_message_of_blank_lines_shows_its_words()
    {
        var raw = Repeat(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe Minister accepts.\r\n--b\r\n",
            "\n",
            28 * MiB
        );

        Assert.Equal("The Minister accepts.", Measure(raw, 48 * MiB).ShownText);
    }

    /// <summary>Programs write these fields last, and a provider's parts are put together under such a field.</summary>
    [Theory]
    [InlineData(5_000, 40)]
    [InlineData(30, 12_000)]
    public void The_fields_that_describe_the_body_are_read_after_too_many_others(int others, int length)
    {
        var fields = string.Concat(Enumerable.Range(0, others).Select(i => $"X-F{i}: {new string('x', length)}\n"));
        var raw = Mail.Message(
            $"{fields}Content-Type: multipart/mixed;\n boundary=mm",
            $"--mm\nContent-Transfer-Encoding: base64\n\n{Mail.Base64("The Minister accepts."u8.ToArray())}\n--mm--\n"
        );

        Assert.All(
            Mail.ReadBoth(raw),
            content =>
            {
                Assert.Equal("The Minister accepts.", content.ShownText);
                Assert.Contains(content.Notes, n => n.Code == ReadingNoteCode.HeadersCut);
            }
        );
    }

    [Theory]
    [InlineData("Cc: ", "a.b@c.example, ", 5 * MiB)]
    [InlineData("Cc: ", "a.b@c.example,\r\n ", 5 * MiB)]
    [InlineData("Subject: ", "=?utf-8?Q?=41?= ", 28 * MiB)]
    [InlineData("X-A: 1\r\n", "X-B: 2\r\n", 28 * MiB)]
    [InlineData("References: ", "<a@b> ", 5 * MiB)]
    public void A_header_of_megabytes_is_cut_and_the_body_is_shown(string field, string filling, long size)
    {
        var raw = Repeat(
            $"From: office@mfa.tuv.example\r\n{field}",
            filling,
            size,
            (filling.EndsWith('\n') ? "" : "\r\n")
                + "X-Last: y\r\nContent-Type: text/plain\r\n\r\nThe Minister accepts."
        );

        var content = Measure(raw, 16 * MiB);

        Assert.Equal("The Minister accepts.", content.ShownText);
        Assert.Equal("office@mfa.tuv.example", Assert.Single(content.From).Address);
        Assert.Contains(content.Notes, n => n.Code == ReadingNoteCode.HeadersCut);
        Assert.True(content.Cc.Count <= MessageLimits.MaxAddresses);
        Assert.All(content.Headers, h => Assert.True(h.Value.Length <= MessageLimits.MaxHeaderLength));
        Assert.True(content.Headers.Count <= MessageLimits.MaxHeaders);
    }

    [Theory]
    [InlineData("X-Long: ", "xxxxxxxx")]
    [InlineData("X-A: 1\r\n", "X-B: 2\r\n")]
    public void The_header_of_a_part_of_megabytes_ends_the_message_there(string field, string filling)
    {
        var raw = Repeat(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe Minister accepts.\r\n--b\r\n" + field,
            filling,
            28 * MiB
        );

        var content = Measure(raw, 16 * MiB);

        Assert.Equal("The Minister accepts.", content.ShownText);
        Assert.Contains(content.Notes, n => n.Code == ReadingNoteCode.HeadersCut);
    }

    [Fact]
    public void Parts_nested_ten_thousand_deep_are_one_attachment()
    {
        var raw = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\r\n\r\n");
        raw.Append("--b0\r\n\r\nThe Minister accepts.\r\n");
        for (var i = 1; i <= 10_000; i++)
            raw.Append(
                CultureInfo.InvariantCulture,
                $"--b{i - 1}\r\nContent-Type: multipart/mixed; boundary=b{i}\r\n\r\n"
            );

        var content = Measure(Encoding.ASCII.GetBytes(raw.ToString()), 16 * MiB);

        Assert.Equal("The Minister accepts.", content.ShownText);
        Assert.Contains(new(ReadingNoteCode.DepthCut, "40"), content.Notes);
        Assert.Single(content.Attachments);
    }

    [Fact]
    public void Messages_enclosed_ten_thousand_deep_do_not_end_the_process()
    {
        var raw = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 10_000));

        Measure(Encoding.ASCII.GetBytes(raw + "\r\nThe Minister accepts."), 32 * MiB);
    }

    [Fact]
    public void A_text_of_megabytes_shows_its_beginning()
    {
        var raw = Repeat("Content-Type: text/plain\r\n\r\nThe Minister accepts.\r\n", "word and ", 28 * MiB);

        var content = Measure(raw, 48 * MiB);

        Assert.StartsWith("The Minister accepts.", content.ShownText, StringComparison.Ordinal);
        Assert.True(content.Text.Length <= MessageLimits.MaxTextLength);
        Assert.Contains(content.Notes, n => n.Code == ReadingNoteCode.TextCut);
    }

    [Fact]
    public void Words_after_a_picture_that_is_written_into_html_are_shown()
    {
        var raw = Repeat(
            "Content-Type: text/html\r\n\r\n<p>Excellency,</p><img src=\"data:image/png;base64,",
            "QUJD",
            20 * MiB,
            "\"><p>The Minister accepts.</p>"
        );

        Assert.Equal("Excellency,\n\nThe Minister accepts.", Measure(raw, 64 * MiB).ShownText);
    }

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed; boundary=b")]
    public void A_multipart_without_parts_shows_its_beginning(string type)
    {
        var raw = Repeat($"Content-Type: {type}\r\n\r\nThe Minister accepts.\r\n", "word and\r\n", 28 * MiB);

        Assert.StartsWith("The Minister accepts.", Measure(raw, 48 * MiB).ShownText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<blockquote type=cite>")]
    [InlineData("<div><table>")]
    [InlineData("<a href=\"https://a.example/b\">")]
    [InlineData("&amp;&lt;")]
    public void Html_of_megabytes_is_read_in_bounded_time(string markup)
    {
        var raw = Repeat("Content-Type: text/html\r\n\r\n<p>The Minister accepts.</p>", markup, 8 * MiB);

        Assert.StartsWith("The Minister accepts.", Measure(raw, 1024 * MiB).ShownText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From: a@b.example\r\nSent: 5 May 2026 9:12\r\nTo: c\r\n")]
    [InlineData("From: a@b.example\r\n")]
    [InlineData("On 5 May a@b.example wrote:\r\n")]
    [InlineData("On 5 May a@b.example wrote:\r\n> x\r\n")]
    [InlineData("-- \r\nx\r\n")]
    [InlineData("\r\n")]
    public void A_text_of_many_quotations_is_divided_in_bounded_time(string lines)
    {
        var raw = Repeat("Content-Type: text/plain\r\n\r\nThe Minister accepts.\r\n", lines, 2 * MiB);

        var content = Measure(raw, 1024 * MiB);

        Assert.StartsWith("The Minister accepts.", content.ShownText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/pdf", "scan.pdf")]
    [InlineData("application/ms-tnef", "winmail.dat")]
    public void A_message_of_thirty_megabytes_is_read_and_opened_in_little_memory(string type, string name)
    {
        var content = new byte[22 * MiB];
        "%PDF-"u8.CopyTo(content);
        var file =
            type == "application/pdf"
                ? content
                : new Tnef().Text("See the scan.").Attach("scan.pdf", content).ToArray();
        var raw = Mail.Mixed(
            "Content-Type: text/plain\n\nThe Minister accepts.",
            $"Content-Type: {type}; name={name}\nContent-Transfer-Encoding: base64\n\n{Mail.Base64(file)}"
        );

        var message = Measure(raw, 24 * MiB);

        var scan = message.Attachments[^1];
        Assert.Equal(("scan.pdf", "application/pdf", content.Length), (scan.Name, scan.SniffedType, scan.Size));
        using var stream = new MemoryStream(raw, writable: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var opened = MessageReader.OpenAttachment(stream, scan.Index)!;
        opened.CopyTo(Stream.Null);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 48 * MiB);
    }

    [Fact]
    public void A_message_with_too_many_addresses_keeps_the_first()
    {
        var to = string.Join(",\n ", Enumerable.Range(0, 300).Select(i => $"a{i}@tuv.example"));

        var content = Mail.Read(Mail.Bytes($"To: {to}\n\nThe Minister accepts."));

        Assert.Equal(MessageLimits.MaxAddresses, content.To.Count);
        Assert.Contains(new(ReadingNoteCode.AddressesCut, "To"), content.Notes);
    }

    private static byte[] Repeat(string begin, string filling, long size, string end = "")
    {
        var bytes = new byte[begin.Length + size / filling.Length * filling.Length + end.Length];
        Encoding.ASCII.GetBytes(begin, bytes);
        var unit = Encoding.ASCII.GetBytes(filling);
        for (var i = begin.Length; i < bytes.Length - end.Length; i += unit.Length)
            unit.CopyTo(bytes, i);
        Encoding.ASCII.GetBytes(end, bytes.AsSpan(bytes.Length - end.Length));
        return bytes;
    }

    /// <summary>Reads a message and asserts how much it allocates in all, and that it ends soon. The time is generous,
    /// for a machine that is busy.</summary>
    private static MessageContent Measure(byte[] raw, long maxAllocated)
    {
        using var stream = new MemoryStream(raw, writable: false);
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var content = MessageReader.Read(stream);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{allocated / 1024.0 / 1024:F1} MiB, {watch.Elapsed.TotalSeconds:F1} s"
        );
        Assert.True(allocated <= maxAllocated, $"{allocated / MiB} MiB allocated");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
        return content;
    }
}
