using System.CommandLine;
using Wsis.Local.Checking;
using Wsis.Local.Demo;
using Wsis.Local.Rehearsing;
using Wsis.Local.Remote;
using Wsis.Local.Serving;

var root = new RootCommand(
    "Invitation campaigns by circular letter: invites, reminds, records the answers, and knows at any time where every invitation stands."
)
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    CheckCommand.Create(),
    RehearseCommand.Create(),
    PushCommand.Create(),
    StatusCommand.Create(),
    RemindCommand.Create(),
    ExportCommand.Create(),
};
foreach (var move in ActionCommands.Create())
    root.Subcommands.Add(move);
return await root.Parse(args).InvokeAsync();
