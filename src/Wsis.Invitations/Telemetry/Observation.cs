using System.Diagnostics;
using Wsis.Invitations.Letters;
using Wsis.Invitations.Workflow;
using static Wsis.Invitations.Telemetry.Instruments;

namespace Wsis.Invitations.Telemetry;

/// <summary>Reads from committed decisions what there is to count. The decider knows nothing of it.</summary>
internal static class Observation
{
    /// <summary>Counts the changes of a decision after it was committed.</summary>
    public static void Count(this Decision decision)
    {
        var before = decision.Before;
        var after = decision.Next;
        if (after.Replies > before.Replies)
            RepliesRecorded.Add(
                after.Replies - before.Replies,
                About(after, (Tags.Answer, after.Reply!.Answer.Kind), (Tags.Channel, after.Reply.Channel))
            );
        foreach (var dispatch in after.Dispatches)
            Count(before.Find(dispatch.Step, dispatch.Edition), dispatch, after);
    }

    private static void Count(Dispatch? before, Dispatch after, Invitation invitation)
    {
        if (ReferenceEquals(before, after))
            return;
        if (after.State == DispatchState.Sent && before?.State != DispatchState.Sent)
            LettersSent.Add(1, About(after, invitation));
        if (after.Delivery == Delivery.Refused && before?.Delivery != Delivery.Refused)
            LettersBounced.Add(1, About(after, invitation));
        if (
            before?.State == DispatchState.Claimed
            && after.State == DispatchState.Claimed
            && after.Attempt > before.Attempt
        )
            LettersInDoubt.Add(1, About(after, invitation));
    }

    /// <summary>Begins the activity of sending a letter. An acknowledgement goes on with the trace of the reply that it
    /// acknowledges, however long ago and in whatever process that was; what woke the invitation is linked.</summary>
    public static Activity? StartSending(this Invitation invitation, Dispatch dispatch)
    {
        if (!Source.HasListeners())
            return null;
        var woken = Activity.Current?.Context;
        var continues = ActivityContext.TryParse(
            dispatch.Kind is LetterKind.Acknowledgement or LetterKind.AcknowledgementCopy
                ? invitation.Reply?.Trace
                : null,
            null,
            isRemote: true,
            out var reply
        );
        ActivityLink[]? links = continues && woken is { } link ? [new ActivityLink(link)] : null;
        return Source.StartActivity("send letter", ActivityKind.Client, reply, About(dispatch, invitation), links);
    }

    private static TagList About(Dispatch dispatch, Invitation invitation) =>
        About(invitation, (Tags.Letter, dispatch.Kind));

    private static TagList About(Invitation invitation, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var tags = new TagList
        {
            { Tags.Campaign, invitation.Campaign.Value },
            { Tags.Language, invitation.Invitee.Language.Code },
        };
        foreach (var (name, value) in more)
            tags.Add(name, value.ToString());
        return tags;
    }
}
