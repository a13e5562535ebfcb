using Wsis.SendGrid.Inbound;

namespace Wsis.SendGrid.Tests;

/// <summary>Replies as mail programs write them.</summary>
public sealed class QuoteStripperTests
{
    [Theory]
    [InlineData(
        "We accept.\n\nOn Mon, 8 Jan 2018 at 10:00, ITU <info@itu.example> wrote:\n\n> Excellency,\n> please reply.\n",
        "We accept."
    )]
    [InlineData(
        "We accept.\n\nOn Mon, 8 Jan 2018 at 10:00, the Secretariat of the Forum\n"
            + "<info@itu.example> wrote:\n> Excellency,\n",
        "We accept."
    )]
    [InlineData("Nous acceptons.\n\nLe lun. 8 janv. 2018 à 10:00, UIT a écrit :\n> Madame,\n", "Nous acceptons.")]
    [InlineData("Aceptamos.\n\nEl lun, 8 ene 2018, UIT escribió:\n> Excelencia:\n", "Aceptamos.")]
    [InlineData("Принимаем.\n\n8 января 2018 г. МСЭ написал(а):\n> Уважаемый\n", "Принимаем.")]
    [InlineData("我们接受。\n\n国际电联 于2018年1月8日写道：\n> 阁下\n", "我们接受。")]
    [InlineData("نقبل.\n\nكتب الاتحاد:\n> معالي\n", "نقبل.")]
    [InlineData("We accept.\n\n-----Original Message-----\nFrom: ITU\nTo: Minister\n\nExcellency,\n", "We accept.")]
    [InlineData("Nous acceptons.\n\n-----Message d'origine-----\nDe : UIT\n\nMadame,\n", "Nous acceptons.")]
    [InlineData(
        "We accept.\n\n________________________________\nFrom: ITU <info@itu.example>\n"
            + "Sent: Monday, 8 January 2018\nTo: Minister\nSubject: CL-17/051\n\nExcellency,\n",
        "We accept."
    )]
    [InlineData(
        "Nous acceptons.\n\nDe : UIT\nEnvoyé : lundi 8 janvier 2018\nÀ : Ministre\nObjet : CL-17/051\n\nMadame,\n",
        "Nous acceptons."
    )]
    public void Quotations_are_left_out(string mail, string own) =>
        Assert.Equal(own, QuoteStripper.Strip(mail.Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Fact]
    public void Answers_between_the_quoted_lines_are_kept() =>
        Assert.Equal(
            "Yes.\nThree, two of them women.",
            QuoteStripper.Strip("> Will you come?\nYes.\n> How many are you?\nThree, two of them women.\n")
        );

    [Theory]
    [InlineData("From: the Minister\nWe accept with pleasure.")]
    [InlineData("We shall be represented by:\nMr A, head of delegation\nMs B")]
    [InlineData("Le Ministre accepte :\nM. A")]
    public void Text_that_resembles_a_quotation_stays(string mail) => Assert.Equal(mail, QuoteStripper.Strip(mail));

    [Fact]
    public void A_mail_that_is_all_quotation_is_kept_whole() =>
        Assert.Equal("> We accept.", QuoteStripper.Strip("> We accept.\n"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(":")]
    public void Nothing_stays_nothing_or_what_it_is(string mail) =>
        Assert.Equal(mail.Trim(), QuoteStripper.Strip(mail));
}
