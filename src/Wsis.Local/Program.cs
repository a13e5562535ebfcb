using System.CommandLine;
using Wsis.Local.Checking;
using Wsis.Local.Demo;

var root = new RootCommand("Invitation campaigns by circular letter: invites, reminds, records the answers, and knows at any time where every invitation stands.")
{
    DemoCommand.Create(),
    CheckCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
