using Wsis.Local.Remote.Output;

namespace Wsis.Local.Tests;

/// <summary>What comes from outside cannot command the terminal.</summary>
public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b]0;owned\u0007Bonjour", "[2J]0;ownedBonjour")]
    [InlineData("one\ttwo\r\nthree\n", "one\ttwo\r\nthree\n")]
    [InlineData("a\u009b31mb\u0000c\u007fd", "a31mbcd")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("Éléonore d’Été, الجزائر, 中国", "Éléonore d’Été, الجزائر, 中国")]
    public void Control_characters_are_left_out(string text, string expected) =>
        Assert.Equal(expected, TerminalText.Clean(text));
}
