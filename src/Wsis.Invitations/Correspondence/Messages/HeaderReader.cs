using MimeKit;
using MimeKit.Utils;
using NodaTime;

namespace Wsis.Invitations.Correspondence.Messages;

/// <summary>Reads header fields, bounded.</summary>
internal static class HeaderReader
{
    private const int MaxIds = 200;

    /// <summary>All fields, decoded. Fields that are no fields have an empty name.</summary>
    public static IReadOnlyList<MessageHeader> ReadAll(IEnumerable<Header> headers) =>
        [.. headers.Take(MessageLimits.MaxHeaders).Select(Read)];

    private static MessageHeader Read(Header header) =>
        IsName(header.Field)
            ? new(header.Field, CleanText.Line(header.Value), IsCut(header))
            : new("", CleanText.Line($"{header.Field} {header.Value}"), IsCut(header));

    private static bool IsName(string field) => field.Length <= 100 && field.All(c => c is > ' ' and <= '~');

    public static bool IsCut(Header header) =>
        header.RawField.Length + header.RawValue.Length + 4 >= MessageLimits.MaxHeaderBytes
        || header.Value.Length > MessageLimits.MaxHeaderLength;

    /// <summary>The addresses of a field. What cannot be read as addresses is one name.</summary>
    public static IReadOnlyList<MessageAddress> Addresses(HeaderList headers, HeaderId id, List<ReadingNote> notes)
    {
        List<MessageAddress> addresses = [];
        foreach (var header in headers.Where(h => h.Id == id))
            if (InternetAddressList.TryParse(ParserOptions.Default, header.RawValue, out var list) && list.Count > 0)
                addresses.AddRange(list.SelectMany(Flatten).Take(MessageLimits.MaxAddresses + 1));
            else if (CleanText.Line(header.Value) is { Length: > 0 } words)
                addresses.Add(new(words, ""));
        if (addresses.Count <= MessageLimits.MaxAddresses)
            return addresses;
        notes.Add(new(ReadingNoteCode.AddressesCut, id.ToHeaderName()));
        return addresses[..MessageLimits.MaxAddresses];
    }

    public static string? Text(HeaderList headers, string name) =>
        headers.FirstOrDefault(h => h.Field.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } header
            ? CleanText.Line(header.Value)
            : null;

    public static OffsetDateTime? Date(HeaderList headers) =>
        headers[HeaderId.Date] is { } text && DateUtils.TryParse(text, out var date)
            ? OffsetDateTime.FromDateTimeOffset(date)
            : null;

    /// <summary>Message ids without their angle brackets.</summary>
    public static IReadOnlyList<string> Ids(HeaderList headers, string name) =>
        Text(headers, name) is { } text ? [.. Ids(text).Take(MaxIds)] : [];

    public static IEnumerable<string> Ids(string text) =>
        MimeUtils.EnumerateReferences(text).DefaultIfEmpty(text.Trim().Trim('<', '>')).Where(id => id.Length > 0);

    private static IEnumerable<MessageAddress> Flatten(InternetAddress address) =>
        address switch
        {
            MailboxAddress mailbox => [new(CleanText.Line(mailbox.Name), CleanText.Line(mailbox.Address))],
            GroupAddress { Members.Count: > 0 } group => group.Members.SelectMany(Flatten),
            _ => [new(CleanText.Line(address.Name), "")],
        };
}
