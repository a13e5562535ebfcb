namespace Wsis.Web.Staff.Texts;

public sealed partial record StaffTexts
{
    private static readonly StaffTexts English = new()
    {
        Product = "Invitation campaigns",
        SkipToContent = "Skip to content",
        LanguageOfThisPage = "Language of this page",

        SignIn = "Sign in",
        SignOut = "Sign out",
        YourName = "Your name",
        YourNameHint = "The journal names you for everything that you do here.",
        HowToSignIn = "The program that serves these pages prints a link in its terminal. Open that link to sign in; it is good once, for a quarter of an hour.",
        ShowLink = "Print a link in the terminal",
        LinkShown = "The link is in the terminal of the program that serves these pages. It is good once, for a quarter of an hour.",
        LinkUsed = "That link has been used already, or is too old.",
        NoEntrance = "Staff only",
        NoEntranceHelp = "This host lets programs in by their keys and has no sign-in for people. In Azure, App Service authentication provides one; on one machine, wsis serve.",
        NotAllowed = "Not allowed",
        NotAllowedHelp = "You are signed in, but this needs the role {0}. Whoever administers this application can give it to you.",
        FormTooOld = "Please send that again",
        FormTooOldHelp = "Nothing was changed: the form does not belong to this session. Go back, reload the page and send it again.",
        FormTooLarge = "That is too long",
        NothingChanged = "Nothing was changed.",
        NotFound = "There is no such page",
        NotFoundHelp = "No campaign or invitation of this name is on the record.",
        Unavailable = "The records cannot be reached at present",
        UnavailableHelp = "Nothing is known to have been changed. Please try again in a few minutes.",
        Unreadable = "The request cannot be read",
        Unexpected = "Something went wrong",
        UnexpectedHelp = "The error has been logged. Whether anything was changed, reading again tells.",
        NotNow = "Not possible as things stand",

        AllCampaigns = "Campaigns",
        NoCampaigns = "No campaign is on the record yet. A campaign folder is brought by wsis push, or by PUT to /api/campaigns/{id}.",
        Reference = "Reference",
        Event = "Event",
        State = "State",
        Deadline = "Deadline",
        Invitees = "Invitees",
        Answered = "Answered",

        Importing = "Being imported",
        Draft = "Draft",
        Running = "Running",
        Paused = "Paused",
        Cancelled = "Cancelled",
    };
}
