using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Reasons;

/// <content>The errors of files, of archives and of attachments.</content>
public abstract partial record ProblemReason
{
    /// <summary>The file is missing.</summary>
    [Code("file-missing")]
    public sealed record FileMissing : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file is not UTF-8 at this line.</summary>
    [Code("not-utf-8")]
    public sealed record NotUtf8 : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file has too many bytes.</summary>
    [Code("too-many-bytes")]
    public sealed record TooManyBytes(long Count, long Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file has too many characters.</summary>
    [Code("too-many-characters")]
    public sealed record TooManyCharacters(int Count, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The attachment is in a folder of its own.</summary>
    [Code("attachment-in-folder")]
    public sealed record AttachmentInFolder : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The name of the file is too long.</summary>
    [Code("name-too-long")]
    public sealed record NameTooLong(int Length, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The name of the file has signs that mail does not carry.</summary>
    [Code("name-not-allowed")]
    public sealed record NameNotAllowed : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>Letters do not take files of this kind with them.</summary>
    [Code("attachment-kind")]
    public sealed record AttachmentKind(string Kinds) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file is empty.</summary>
    [Code("file-empty")]
    public sealed record FileEmpty : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>All attachments together have too many bytes.</summary>
    [Code("attachments-too-large")]
    public sealed record AttachmentsTooLarge(long Count, long Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The attachments of one letter have too many bytes.</summary>
    [Code("letter-attachments-too-large")]
    public sealed record LetterAttachmentsTooLarge(long Count, long Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>A letter names a file that is not there.</summary>
    [Code("attachment-missing")]
    public sealed record AttachmentMissing(string Path) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>No letter names the file.</summary>
    [Code("attachment-unused")]
    public sealed record AttachmentUnused : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file is no image of a kind that letters show.</summary>
    [Code("not-an-image")]
    public sealed record NotAnImage : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The image has too many pixels.</summary>
    [Code("image-too-wide")]
    public sealed record ImageTooWide(int Width, int Height, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>No letter shows the image.</summary>
    [Code("image-unused")]
    public sealed record ImageUnused : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The zip has too many files.</summary>
    [Code("zip-too-many-files")]
    public sealed record ZipTooManyFiles(int Count, int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The body is not a zip. <paramref name="Words"/> are those of the reader.</summary>
    [Code("not-a-zip")]
    public sealed record NotAZip(string Words) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The path leads out of the folder.</summary>
    [Code("path-outside")]
    public sealed record PathOutside : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The zip has the file twice.</summary>
    [Code("zip-twice")]
    public sealed record ZipTwice : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The zip unpacks to too many bytes.</summary>
    [Code("zip-too-large")]
    public sealed record ZipTooLarge(long Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The file is damaged.</summary>
    [Code("wrong-checksum")]
    public sealed record WrongChecksum : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The zip has several campaigns.</summary>
    [Code("several-campaigns")]
    public sealed record SeveralCampaigns(string Paths) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The body has too many files.</summary>
    [Code("too-many-parts")]
    public sealed record TooManyParts(int Max) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The body has the file twice.</summary>
    [Code("part-twice")]
    public sealed record PartTwice : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The body is not a form. <paramref name="Words"/> are those of the reader.</summary>
    [Code("not-multipart")]
    public sealed record NotMultipart(string Words) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }

    /// <summary>The folder is that of another campaign.</summary>
    [Code("id-differs")]
    public sealed record IdDiffers(CampaignId Id, CampaignId Address) : ProblemReason
    {
        public override string In(IProblemTexts texts) => texts.Text(this);
    }
}
