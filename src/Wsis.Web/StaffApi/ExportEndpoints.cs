using Microsoft.AspNetCore.Http;
using NodaTime.Extensions;
using Wsis.Invitations.Ports;
using Wsis.Invitations.Reports;
using Wsis.Invitations.Workflow;
using Wsis.Web.Hosting;
using Wsis.Web.Public;
using Wsis.Web.StaffPages;
using Wsis.Web.StaffPages.Texts;
using Wsis.Web.Webhooks;

namespace Wsis.Web.StaffApi;

/// <summary>Staff take a campaign's list with them, as CSV. That it was taken, and by whom, is in the campaign's
/// journal.</summary>
public sealed class ExportEndpoints(
    InvitationExport export,
    CampaignCache campaigns,
    IInvitationStore store,
    TimeProvider clock
)
{
    public Task<IResult> Everything(HttpContext http) => Write(http, "", CampaignErasure.Exported, export.Everything);

    public Task<IResult> Participants(HttpContext http) =>
        Write(http, "-participants", "participants exported", export.Participants);

    private async Task<IResult> Write(
        HttpContext http,
        string suffix,
        string what,
        Func<CampaignEntry, Stream, CancellationToken, Task> write
    )
    {
        if (await campaigns.Find(http) is not { Entry: var entry })
            return Problems.NoSuchCampaign(http.Asked());
        var name = $"{entry.Id}{suffix}.csv";
        if (HttpMethods.IsHead(http.Request.Method))
            return Results.Stream(Stream.Null, "text/csv; charset=utf-8", name);
        var by = http.Staff().Name;
        return Results.Stream(
            async stream =>
            {
                await write(entry, stream, http.RequestAborted);
                await store.Note(entry.Id, new JournalEntry(clock.GetCurrentInstant(), what, by), http.RequestAborted);
            },
            "text/csv; charset=utf-8",
            name
        );
    }
}
