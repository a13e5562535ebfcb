using System.Text;
using Wsis.Invitations.Campaigns;

namespace Wsis.Invitations.Tests.Campaigns;

/// <summary>A small campaign folder in memory, without errors; tests spoil one thing of it.</summary>
internal sealed class CampaignFolderBuilder
{
    public const string Header = "id,state,name,office,salutation,language,address,copy,zone,weekend,region";
    public const string Row =
        "CHE,CHE,Suisse,Ministre,\"Madame, Monsieur,\",fr,minister@ict.che.example,"
        + "mission@che.example,Europe/Zurich,Sat Sun,Europe";

    private readonly Dictionary<string, byte[]> files = [];

    public CampaignFolderBuilder()
    {
        Put("campaign.json", Json);
        Put("invitees.csv", $"{Header}\n{Row}\n");
        foreach (
            var letter in new[]
            {
                "invitation",
                "reminder-1",
                "acknowledgement-accepted",
                "acknowledgement-declined",
                "acknowledgement-delegated",
                "extension",
                "withdrawal",
            }
        )
            Put(
                $"letters/fr/{letter}.md",
                "---\nsubject: Objet {{ campaign.reference }}\n---\n{{ invitee.salutation }}\n\n"
                    + "Veuillez répondre [ici]({{ links.reply }}).\n"
            );
    }

    public const string Json = """
        {
          "id": "forum", "reference": "CL-1",
          "title": { "fr": "Forum" }, "organisation": { "fr": "Organisation" },
          "sender": { "name": "Organisation", "address": "invitations@org.example" },
          "contact": {"name": {"fr": "Secrétariat"}, "address": "contact@org.example", "telephone": "+41 22 555 01 16"},
          "event": { "name": { "fr": "Forum" }, "place": { "fr": "Genève" }, "from": "2018-03-19", "to": "2018-03-23" },
          "signatory": { "fr": "Le Secrétaire général" }, "zone": "Europe/Zurich",
          "sendAt": "2017-12-08T09:00:00",
          "deadline": "2018-01-22T00:00:00",
          "steps": [
            { "id": "invitation", "kind": "invitation", "due": "sending" },
            { "id": "reminder-1", "kind": "reminder", "due": "deadline - P7D" }
          ]
        }
        """;

    public CampaignFolderBuilder Put(string path, string text) => Put(path, Encoding.UTF8.GetBytes(text));

    public CampaignFolderBuilder Put(string path, byte[] content)
    {
        files[path] = content;
        return this;
    }

    public CampaignFolderBuilder Without(string path)
    {
        files.Remove(path);
        return this;
    }

    /// <summary>Replaces a part of <c>campaign.json</c>, which must be there.</summary>
    public CampaignFolderBuilder With(string part, string by)
    {
        var json = Encoding.UTF8.GetString(files["campaign.json"]);
        Assert.Contains(part, json, StringComparison.Ordinal);
        return Put("campaign.json", json.Replace(part, by, StringComparison.Ordinal));
    }

    public CampaignFolderBuilder Rows(params string[] rows) =>
        Put("invitees.csv", $"{Header}\n{string.Join('\n', rows)}\n");

    public CampaignFolder Read() => CampaignFolder.Read(files);

    /// <summary>The problems, as <c>wsis check</c> prints them.</summary>
    public string[] Problems() => [.. Read().Problems.Select(p => p.ToString())];
}
