using System.CommandLine;
using Wsis.Local.Checking;
using Wsis.Local.Demo;
using Wsis.Local.Rehearsing;
using Wsis.Local.Remote;
using Wsis.Local.Serving;

var root = new RootCommand(
    "Runs invitation campaigns by circular letter: sends invitations and reminders, records the answers, and shows the "
        + "status of every invitation."
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
foreach (var action in ActionCommands.Create())
    root.Subcommands.Add(action);
return await root.Parse(args).InvokeAsync();
