using System.Reflection;
using Microsoft.AspNetCore.Http;
using Wsis.Invitations.Campaigns;
using Wsis.Invitations.Reasons;
using Wsis.Web.Files;

namespace Wsis.Web.StaffApi;

/// <summary>A campaign folder in a request: a zip, or <c>multipart/form-data</c> with a part for each file.</summary>
internal sealed class CampaignUpload : IBindableFromHttpContext<CampaignUpload>
{
    private readonly List<Problem> problems = [];

    /// <summary>The files by path; null where the body was not read to its end.</summary>
    public IReadOnlyDictionary<string, byte[]>? Files { get; private set; }

    /// <summary>Everything that is wrong with the folder.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    public static async ValueTask<CampaignUpload?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var upload = new CampaignUpload();
        upload.Files = CampaignParts.ReadBoundary(context.Request) is { } boundary
            ? await CampaignParts.Read(context.Request.Body, boundary, upload.problems, context.RequestAborted)
            : CampaignZip.Read(context.Request.Body, upload.problems);
        return upload;
    }

    /// <summary>The folder of a campaign; null where anything is wrong. What can be read is checked even where
    /// something cannot, so that the sender learns every problem at once.</summary>
    public CampaignFolder? ReadFolder(CampaignId id)
    {
        var folder = Files is null ? null : CampaignFolder.Read(Files);
        problems.AddRange(folder?.Problems ?? []);
        if (folder?.Campaign is { } campaign && campaign.Id != id)
            problems.Add(new Problem(CampaignReader.FileName, 0, new ProblemReason.IdDiffers(campaign.Id, id)));
        return folder?.Campaign is not null && problems.Count == 0 ? folder : null;
    }
}
