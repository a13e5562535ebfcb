using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Wsis.Invitations.Campaigns;

namespace Wsis.Web.Tests.StaffApi;

public sealed partial class CampaignApiTests
{
    [Fact]
    public async Task Everything_that_is_wrong_is_listed_and_nothing_is_stored()
    {
        var refused = await Put(
            Zip(
                ("campaign.json", "{ \"id\": \"X\" }"),
                ("invitees.csv", "id,state\nA"),
                ("letters/xx/invitation.md", "")
            )
        );
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problems = (await Read(refused, HttpStatusCode.BadRequest))
            .GetProperty("problems")
            .EnumerateArray()
            .Select(p => p.GetProperty("file").GetString())
            .Distinct();
        Assert.Equal(["campaign.json", "invitees.csv", "letters/xx/invitation.md"], problems.Order());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await http.GetAsync(new Uri(Sample, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode
        );
    }

    [Theory]
    [InlineData("../campaign.json")]
    [InlineData("/campaign.json")]
    [InlineData("letters/../../campaign.json")]
    [InlineData("letters\\..\\campaign.json")]
    [InlineData("C:campaign.json")]
    public async Task A_path_out_of_the_folder_is_refused(string path) =>
        Assert.Contains("leads out of the folder", await ReadRejection(Zip((path, "{}"))), StringComparison.Ordinal);

    [Fact]
    public async Task A_thousand_fold_expansion_is_refused() =>
        Assert.Contains(
            "unfolds to more than",
            await ReadRejection(Zip(("campaign.json", new string(' ', 30 * 1024 * 1024)))),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_body_that_is_not_a_zip_is_refused() =>
        Assert.Contains("not a zip", await ReadRejection("{}"u8.ToArray()), StringComparison.Ordinal);

    [Fact]
    public async Task Too_many_files_are_refused() =>
        Assert.Contains(
            "at most 500",
            await ReadRejection(Zip([.. Enumerable.Range(0, 501).Select(i => ($"f{i}", ""))])),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_the_limit() =>
        Assert.Contains(
            $"{16 * 1024 * 1024:N0}",
            await ReadRejection(new byte[(16 * 1024 * 1024) + 1], HttpStatusCode.RequestEntityTooLarge),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_address_and_the_file_must_name_the_same_campaign() =>
        Assert.Contains(
            "the address names 'another'",
            await ReadRejection(SampleZip(), path: "/api/campaigns/another"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Readable_parts_are_checked_beside_unreadable_ones_and_all_problems_are_listed()
    {
        var files = SampleFiles()
            .Select(f => (f.Path, EncodingOf(f.Path).GetBytes(f.Path == "invitees.csv" ? $"{f.Text}\nX\n" : f.Text)))
            .Append(("../outside.md", []))
            .Append(("letters/xx/invitation.md", []));
        var refused = JsonDocument.Parse(await ReadRejection(Zip([.. files]), path: "/api/campaigns/another"));
        var problems = refused
            .RootElement.GetProperty("problems")
            .EnumerateArray()
            .Select(p => p.GetProperty("file").GetString())
            .Distinct();
        Assert.Equal(
            ["../outside.md", "campaign.json", "invitees.csv", "letters/xx/invitation.md"],
            problems.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            0,
            await store.Campaigns.List(CancellationToken.None).CountAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_zip_that_unpacks_to_more_than_a_folder_may_have_is_refused_and_not_read_to_the_end()
    {
        // Packed some 60 times, less than what is taken for an attack.
        var block = new byte[1000];
        new Random(1).NextBytes(block);
        var large = Enumerable.Repeat(block.Concat(new byte[59_000]), 1200).SelectMany(b => b).ToArray();
        var refused = await ReadRejection(
            Zip([
                .. SampleFiles().Select(f => (f.Path, EncodingOf(f.Path).GetBytes(f.Text))),
                ("letters/fr/large.md", large),
            ])
        );
        Assert.Contains($"unfolds to more than {64 * 1024 * 1024:N0} bytes", refused, StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(refused).RootElement.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task A_letter_and_a_campaign_file_that_no_row_could_hold_are_refused_with_the_limit()
    {
        var refused = await ReadRejection(
            SampleZip(
                edit: (path, text) =>
                    path switch
                    {
                        "campaign.json" => text + new string(' ', 32_000),
                        "letters/fr/invitation.md" => text + new string('x', 32_000),
                        _ => text,
                    }
            )
        );
        Assert.Equal(2, refused.Split("at most 32000 can be stored").Length - 1);
        Assert.Null(await store.Campaigns.Find(new CampaignId("wsis-forum-2018"), CancellationToken.None));
    }

    [Theory]
    [InlineData("../campaign.json", "leads out of the folder")]
    [InlineData("campaign.json", "is in the body twice")]
    [InlineData("letters/xx/invitation.md", "is not one of the languages")]
    public async Task Problems_of_a_part_are_listed_and_nothing_is_stored(string path, string why)
    {
        using var parts = Parts([.. SampleFiles(), (path, "{}")]);
        var refused = await Read(
            await http.PutAsync(new Uri(Sample, UriKind.Relative), parts, TestContext.Current.CancellationToken),
            HttpStatusCode.BadRequest
        );
        Assert.Contains(why, refused.GetRawText(), StringComparison.Ordinal);
        Assert.Null(await store.Campaigns.Find(new CampaignId("wsis-forum-2018"), CancellationToken.None));
    }

    [Theory]
    [InlineData("campaign.json")]
    [InlineData("letters/fr/invitation.md")]
    public async Task A_file_that_is_not_UTF_8_is_refused_with_its_name(string latin)
    {
        var refused = await ReadRejection(
            Zip([
                .. SampleFiles()
                    .Select(f =>
                        (
                            f.Path,
                            f.Path == latin ? Encoding.Latin1.GetBytes(f.Text) : EncodingOf(f.Path).GetBytes(f.Text)
                        )
                    ),
            ])
        );
        Assert.Contains("UTF-8", refused, StringComparison.Ordinal);
        Assert.All(
            JsonDocument.Parse(refused).RootElement.GetProperty("problems").EnumerateArray(),
            p => Assert.Equal(latin, p.GetProperty("file").GetString())
        );
        Assert.Null(await store.Campaigns.Find(new CampaignId("wsis-forum-2018"), CancellationToken.None));
    }

    [Fact]
    public async Task A_zip_with_a_damaged_file_is_refused_with_a_sentence_that_names_it()
    {
        const string name = "letters/fr/invitation.md";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in SampleCampaign.ReadFiles())
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        var bytes = stream.ToArray();
        var place = bytes.AsSpan().IndexOf(SampleCampaign.ReadFiles()[name].AsSpan());
        bytes[place + 40] ^= 0x01;

        var refusal = await ReadRejection(bytes);

        Assert.Contains(name, refusal, StringComparison.Ordinal);
        Assert.Contains("checksum is wrong", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_with_two_campaigns_is_refused_with_a_sentence() =>
        Assert.Contains(
            "several campaigns",
            await ReadRejection(Zip(("a/campaign.json", "{}"), ("b/campaign.json", "{}"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Files_of_file_managers_are_not_part_of_the_campaign()
    {
        var files = SampleCampaign.ReadFiles();
        foreach (
            var name in new[] { ".DS_Store", "letters/.DS_Store", "letters/fr/Thumbs.db", "attachments/~$list.xlsx" }
        )
        {
            files[name] = [0];
            Assert.False(CampaignFolder.HasPart(name), name);
        }
        Assert.Empty(CampaignFolder.Read(files).Problems);
        Assert.Equal(SampleCampaign.Folder.Fingerprint, CampaignFolder.Read(files).Fingerprint);
    }
}
