using System.Net;
using System.Text;

namespace Wsis.Web.Tests.StaffApi;

/// <summary>The identity of a request with an <c>Idempotency-Key</c>, and the addresses and names of before version
/// 0.2.</summary>
public sealed partial class StaffApiTests
{
    [Fact]
    public async Task Another_query_under_the_same_key_is_refused()
    {
        await Launch();
        await Rest();
        var first = await Post($"{Campaign}/invitations/remind?state=AFG", key: "k-1");
        Assert.Equal(1, first.GetProperty("count").GetInt32());
        await Post($"{Campaign}/invitations/remind?state=AGO", status: HttpStatusCode.UnprocessableEntity, key: "k-1");
        var again = await Post($"{Campaign}/invitations/remind?state=AFG", key: "k-1");
        Assert.Equal(first.GetRawText(), again.GetRawText());
    }

    [Theory]
    [InlineData("launch", 65 * 1024)]
    [InlineData("invitations/remind", 65 * 1024)]
    [InlineData("invitees", (4 * 1024 * 1024) + 1)]
    public async Task A_body_over_the_limit_under_a_key_is_too_large(string action, int size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Campaign}/{action}")
        {
            Content = new StringContent(new string(' ', size), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "k-1");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await Read(response, HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_media_type_is_refused()
    {
        using var response = await http.PostAsync(
            new Uri($"{Campaign}/deadline", UriKind.Relative),
            new StringContent("deadline=2018-02-15T00:00:00", Encoding.UTF8, "application/x-www-form-urlencoded"),
            TestContext.Current.CancellationToken
        );
        await Read(response, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task The_error_of_a_body_names_the_mistake()
    {
        var problem = await Post($"{France}/replies", """{ "form": { "answr": "x" } }""", HttpStatusCode.BadRequest);
        Assert.Contains("answr", Detail(problem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body_of_unknown_length_counts_as_left_out()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Campaign}/proofs/approve")
        {
            Content = new StreamContent(new MemoryStream()),
        };
        request.Headers.TransferEncodingChunked = true;
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await Read(response, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Webhook_deliveries_are_found_at_their_old_address_too()
    {
        var deliveries = await Get($"{Campaign}/webhook-deliveries?state=waiting");
        var announcements = await Get($"{Campaign}/announcements?state=waiting");
        Assert.Equal(deliveries.GetRawText(), announcements.GetRawText());
        Assert.Equal(
            "state",
            (await Get($"{Campaign}/webhook-deliveries?state=lost", HttpStatusCode.BadRequest))
                .GetProperty("errors")
                .EnumerateObject()
                .Single()
                .Name
        );
    }

    [Theory]
    [InlineData("dismissed")]
    [InlineData("setAside")]
    public async Task A_message_is_dismissed_by_the_new_name_and_by_the_old_one(string name)
    {
        var message = await Ready();
        var answer = await Post($"{Campaign}/correspondence/{message}/classify", $$"""{ "{{name}}": true }""");
        Assert.Equal("SetAside", answer.GetProperty("state").GetString());
    }
}
