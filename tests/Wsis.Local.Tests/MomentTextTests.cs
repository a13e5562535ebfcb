using Wsis.Local.Remote.Output;

namespace Wsis.Local.Tests;

public sealed class MomentTextTests
{
    [Theory]
    [InlineData("2017-12-08T08:00:00Z", "8 December 2017, 08:00 UTC")]
    [InlineData("2026-11-29T14:57:29.6935539Z", "29 November 2026, 14:57 UTC")]
    [InlineData("later", "later")]
    public void A_moment_of_the_API_is_shown_as_people_write_it(string sent, string shown) =>
        Assert.Equal(shown, MomentText.Format(sent));

    [Theory]
    [InlineData("2018-01-22T00:00:00", "22 January 2018, 00:00")]
    [InlineData("later", "later")]
    public void A_local_moment_of_the_API_is_shown_as_people_write_it(string sent, string shown) =>
        Assert.Equal(shown, MomentText.FormatLocal(sent));
}
