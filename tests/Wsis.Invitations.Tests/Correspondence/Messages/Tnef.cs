using System.Text;

namespace Wsis.Invitations.Tests.Correspondence.Messages;

/// <summary>Writes <c>winmail.dat</c> (MS-OXTNEF) as Outlook does.</summary>
internal sealed class Tnef
{
    private readonly MemoryStream file = new();
    private readonly List<byte[]> properties = [];

    public Tnef()
    {
        Write(BitConverter.GetBytes(0x223E9F78));
        Write(BitConverter.GetBytes((short)1));
        Attribute(1, 0x00089006, BitConverter.GetBytes(0x00010000));
        Attribute(1, 0x00069007, [.. BitConverter.GetBytes(1252), 0, 0, 0, 0]);
        Attribute(1, 0x00078008, Encoding.ASCII.GetBytes("IPM.Microsoft Mail.Note\0"));
    }

    /// <summary>The body as Outlook for old clients writes it.</summary>
    public Tnef Body(string text)
    {
        Attribute(1, 0x0002800C, Encoding.Latin1.GetBytes(text + "\0"));
        return this;
    }

    public Tnef Text(string text) => Property(0x1000, 0x001F, Encoding.Unicode.GetBytes(text + "\0"));

    public Tnef Html(string html) => Property(0x1013, 0x0102, Encoding.UTF8.GetBytes(html));

    /// <summary>Uncompressed RTF in the container that MS-OXRTFCP describes.</summary>
    public Tnef Rtf(string rtf)
    {
        var raw = Encoding.Latin1.GetBytes(rtf);
        return Property(
            0x1009,
            0x0102,
            [
                .. BitConverter.GetBytes(raw.Length + 12),
                .. BitConverter.GetBytes(raw.Length),
                .. "MELA"u8,
                0,
                0,
                0,
                0,
                .. raw,
            ]
        );
    }

    public Tnef Attach(string name, byte[] content)
    {
        Flush();
        Attribute(2, 0x00069002, new byte[14]);
        Attribute(2, 0x00018010, Encoding.Latin1.GetBytes(name + "\0"));
        Attribute(2, 0x0006800F, content);
        return this;
    }

    /// <summary>A message that is enclosed.</summary>
    public Tnef Enclose(string name, Tnef message)
    {
        Flush();
        Attribute(2, 0x00069002, new byte[14]);
        Attribute(2, 0x00018010, Encoding.Latin1.GetBytes(name + "\0"));
        byte[] messageClass = [0x07, 0x03, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];
        byte[] data = [.. messageClass, .. message.ToArray()];
        Attribute(
            2,
            0x00069005,
            [
                .. BitConverter.GetBytes(2),
                .. BitConverter.GetBytes((short)0x0003),
                .. BitConverter.GetBytes((short)0x3705),
                .. BitConverter.GetBytes(5),
                .. Value(0x3701, 0x000D, data),
            ]
        );
        return this;
    }

    public byte[] ToArray()
    {
        Flush();
        return file.ToArray();
    }

    private Tnef Property(short id, short type, byte[] value)
    {
        properties.Add(Value(id, type, value));
        return this;
    }

    private static byte[] Value(short id, short type, byte[] value) =>
        [
            .. BitConverter.GetBytes(type),
            .. BitConverter.GetBytes(id),
            .. BitConverter.GetBytes(1),
            .. BitConverter.GetBytes(value.Length),
            .. value,
            .. new byte[(4 - value.Length % 4) % 4],
        ];

    private void Flush()
    {
        if (properties.Count > 0)
            Attribute(1, 0x00069003, [.. BitConverter.GetBytes(properties.Count), .. properties.SelectMany(p => p)]);
        properties.Clear();
    }

    private void Attribute(byte level, int tag, byte[] data)
    {
        Write([level]);
        Write(BitConverter.GetBytes(tag));
        Write(BitConverter.GetBytes(data.Length));
        Write(data);
        Write(BitConverter.GetBytes((ushort)data.Sum(b => b)));
    }

    private void Write(byte[] bytes) => file.Write(bytes);
}
