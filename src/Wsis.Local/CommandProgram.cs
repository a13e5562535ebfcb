using System.CommandLine;
using System.CommandLine.Parsing;
using Azure;
using Microsoft.Extensions.Options;
using Wsis.Invitations.Storage;
using Wsis.Local.Checking;
using Wsis.Local.Creating;
using Wsis.Local.Demo;
using Wsis.Local.Rehearsing;
using Wsis.Local.Remote.Campaigns;
using Wsis.Local.Remote.Correspondence;
using Wsis.Local.Remote.Drafts;
using Wsis.Local.Remote.Invitations;
using Wsis.Local.Remote.Letters;
using Wsis.Local.Serving;

namespace Wsis.Local;

/// <summary>The program: its commands and its exit codes.</summary>
internal static class CommandProgram
{
    /// <summary>The command was run, and what it checked has errors, or the host refused it.</summary>
    public const int Refused = 1;

    /// <summary>The command cannot be run as it was given: an option, an argument, a setting, a file or a port is
    /// wrong.</summary>
    public const int Unusable = 2;

    /// <summary>Runs a command. If it cannot be run, a line says why.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="errors">Receives the line.</param>
    /// <returns>The exit code: 0, <see cref="Refused"/> or <see cref="Unusable"/>.</returns>
    public static async Task<int> Run(IReadOnlyList<string> arguments, TextWriter errors)
    {
        var parsed = CreateRoot().Parse(arguments);
        if (parsed.Errors.Count > 0)
            return await Fail(errors, $"{FirstError(parsed)} See '{PathOf(parsed.CommandResult)} --help'.");
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OptionsValidationException e)
        {
            return await Fail(errors, $"Settings are missing or wrong. {string.Join(" ", e.Failures)}");
        }
        catch (FormatException e)
        {
            return await Fail(errors, $"Settings are wrong. {e.Message}");
        }
        catch (Exception e) when (IsOfEnvironment(e))
        {
            return await Fail(errors, e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);
        }
        catch (OperationCanceledException)
        {
            return Refused;
        }
    }

    /// <summary>Prints a reason as one line.</summary>
    /// <returns><see cref="Unusable"/>.</returns>
    private static async Task<int> Fail(TextWriter errors, string reason)
    {
        await errors.WriteLineAsync(string.Join(' ', reason.Split('\n', StringSplitOptions.TrimEntries)));
        return Unusable;
    }

    /// <summary>Whether a person who runs the command can mend it. Every other exception is a fault of the program, and
    /// is shown with its place.</summary>
    private static bool IsOfEnvironment(Exception e) =>
        e
            is CommandException
                or IOException
                or UnauthorizedAccessException
                or InvalidDataException
                or StoreUnavailableException
                or RequestFailedException
                or HttpRequestException;

    /// <summary>The first error, as a sentence. The first argument of the program is a command.</summary>
    private static string FirstError(ParseResult parsed)
    {
        var message = parsed is { UnmatchedTokens: [var unknown, ..], CommandResult.Command: RootCommand }
            ? $"'{unknown}' is not a command or option of wsis."
            : parsed.Errors[0].Message;
        return message.EndsWith('.') ? message : $"{message}.";
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;

    public static RootCommand CreateRoot()
    {
        var root = new RootCommand(
            "Runs invitation campaigns by circular letter: sends invitations and reminders, records the answers, and "
                + "shows the status of every invitation."
        )
        {
            DemoCommand.Create(),
            ServeCommand.Create(),
            NewCommand.Create(),
            CheckCommand.Create(),
            RehearseCommand.Create(),
            PushCommand.Create(),
            PullCommand.Create(),
            DraftCommand.Create(),
            CampaignsCommand.Create(),
            StatusCommand.Create(),
            InvitationsCommand.Create(),
            AddCommand.Create(),
            CorrectListCommand.Create(),
            DelegationCommand.Create(),
            RemindCommand.Create(),
            PrintRunCommand.Create(),
            CorrespondenceCommand.Create(),
            StatementsCommand.Create(),
            LettersCommand.Create(),
            ExportCommand.Create(),
        };
        foreach (
            var action in (IEnumerable<Command>)
                [.. ActionCommands.Create(), .. CampaignChangeCommands.Create(), .. InvitationCommands.Create()]
        )
            root.Subcommands.Add(action);
        return root;
    }
}
