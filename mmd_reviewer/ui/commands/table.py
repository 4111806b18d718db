"""The table of every command: menus, shortcuts, palette and key sheet are made from it."""

from __future__ import annotations

from mmd_reviewer.ui.commands.action_spec import ActionSpec as ActionSpec
from mmd_reviewer.ui.commands.action_spec import Menu, Place
from mmd_reviewer.ui.commands.case_table import COURSE
from mmd_reviewer.ui.commands.window_table import GLOBAL

MENUS: tuple[tuple[Menu, str], ...] = (
    ("File", "&File"),
    ("Case", "&Case"),
    ("Letters", "&Letters"),
    ("Calendar", "Cale&ndar"),
    ("View", "&View"),
    ("Help", "&Help"),
)
SCOPE_TITLES: tuple[tuple[str, str], ...] = (
    ("global", "Everywhere"),
    ("queue", "Queue"),
    ("bulk", "One deed for many"),
    ("owed", "Letters owed"),
    ("dispatch", "To dispatch"),
    ("case", "Case"),
    ("assessment", "Assessment"),
    ("amendment", "Amendment"),
    ("letter", "Letter"),
    ("import", "Import"),
    ("calendar", "Calendar"),
    ("register", "Register"),
)

_queue = Place("queue", "queue", "Case").command
QUEUE: tuple[ActionSpec, ...] = (
    _queue("open", "Open", "", "clipboard-check", "the case", page="case", native="Enter"),
    _queue("assign", "Assign to me", "A", "user", records="assign"),
    _queue("park", "Park…", "P", "circle-pause", "asks for a reason and a date", records="park"),
    _queue(
        "ask",
        "Ask for details…",
        "T",
        "hourglass",
        "returns the request to the customer",
        records="decide",
    ),
    _queue(
        "close",
        "Close as no exemption needed…",
        "C",
        "check",
        "asks for a reason",
        page="decision",
        records="decide",
    ),
    _queue(
        "hand_over",
        "Hand over…",
        "H",
        "user",
        "to anyone, with a note",
        page="bulk",
        records="assign",
    ),
    _queue("note", "Add a note…", "M", "sticky-note", records="note"),
    _queue("unpark", "Take out of parking", "U", "rotate-ccw", "before its day", records="unpark"),
    _queue("link", "Link to another case…", "L", "link", records="link"),
    _queue("filter", "Go to the filter", "/ F3", "funnel", menu="View"),
    _queue(
        "save_filter",
        "Save filter…",
        "Ctrl+Shift+S",
        "pin",
        "names filter, columns and sort",
        menu="View",
    ),
    _queue("forget_filter", "Forget a saved filter…", "", "x", menu="View"),
    _queue("select", "Select or leave out", "X", "check", menu=""),
    _queue("select_all", "Select all", "Ctrl+A", "list", menu=""),
    _queue("next", "Next row", "J", "chevron-down", menu="", native="Down"),
    _queue("previous", "Previous row", "K", "chevron-down", menu="", native="Up"),
    _queue("preview_page", "Page the preview", "Space", "file-text", menu=""),
)

_bulk = Place("bulk", "bulk").command
BULK: tuple[ActionSpec, ...] = (
    _bulk(
        "run",
        "Do it to all that are ticked",
        "Ctrl+Return",
        "check",
        "one deed, one undo",
        menu="Case",
        records="decide",
    ),
    _bulk("leave_out", "Leave out or take in", "X Space", "check"),
    _bulk("cancel", "Back to the queue", "Esc", "inbox"),
)

_owed = Place("owed", "owed").command
OWED: tuple[ActionSpec, ...] = (
    _owed("open", "Open the case", "", "clipboard-check", "that owes the letter", native="Enter"),
    _owed(
        "issue",
        "Issue the letter",
        "Ctrl+Return",
        "file-text",
        "or record its dispatch",
        menu="Letters",
        twin="letter",
    ),
    _owed(
        "elsewhere",
        "Told elsewhere…",
        "E",
        "history",
        "needs a second person",
        menu="Letters",
        records="told-elsewhere",
    ),
    _owed("filter", "Go to the filter", "/ F3", "funnel"),
    _owed("select", "Select or leave out", "X", "check"),
    _owed("select_all", "Select all", "Ctrl+A", "list"),
    _owed("next", "Next row", "J", "chevron-down", native="Down"),
    _owed("previous", "Previous row", "K", "chevron-down", native="Up"),
    _owed("preview_page", "Page the preview", "Space", "file-text"),
    _owed("back", "Back to the queue", "Esc", "inbox"),
)

_dispatch = Place("dispatch", "dispatch").command
DISPATCH: tuple[ActionSpec, ...] = (
    _dispatch("mark", "Mark or leave out", "Space", "check"),
    _dispatch("mark_all", "Mark all", "A Ctrl+A", "list", "once more: none"),
    _dispatch("mark_none", "Mark none", "N", "x"),
    _dispatch("mark_copied", "Mark the copied ones", "", "copy"),
    _dispatch(
        "copy",
        "Copy the text",
        "C",
        "copy",
        "for the portal; marks the row and goes on",
        twin="to-dispatch",
    ),
    _dispatch(
        "mail",
        "Mail draft…",
        "M",
        "mail",
        "a file for a mail program, a copy only",
        twin="to-dispatch",
    ),
    _dispatch("save", "Save texts…", "S", "save", "of all marked rows", twin="to-dispatch"),
    _dispatch(
        "reference",
        "Go into the reference",
        "R",
        "pencil",
        "Enter takes it and marks the row",
        native="Enter",
    ),
    _dispatch("day", "Day of this row", "D", "calendar-days", "if it is not the common one"),
    _dispatch("reason", "Keep it, with a reason", "W", "pencil", "where one is asked for"),
    _dispatch("common_day", "Go to the common day", "G", "arrow-right"),
    _dispatch(
        "record",
        "Record the dispatches",
        "Ctrl+Return",
        "check",
        "of all marked rows, each a deed of its own",
        records="dispatch",
    ),
    _dispatch("next_problem", "Next problem", "F8", "flag"),
    _dispatch("open", "Open the letter", "O", "file-text"),
    _dispatch("next", "Next row", "J", "chevron-down", native="Down"),
    _dispatch("previous", "Previous row", "K", "chevron-down", native="Up"),
    _dispatch("back", "Back to the list, or to the queue", "Esc", "inbox"),
)

_case = Place("case", "case", "Case").command
CASE: tuple[ActionSpec, ...] = (
    _case(
        "next_deed",
        "Do what is next",
        "Ctrl+Return",
        "arrow-right",
        "the letter that the case calls for, or its dispatch",
        twin="letter",
    ),
    _case("previous", "Previous case", "[ Alt+Up", "chevron-left", menu=""),
    _case("next", "Next case", "] Alt+Down", "chevron-right", menu=""),
    _case("part_page", "Page of the case", "1", "clipboard-check", menu="", twin="show"),
    _case("part_devices", "Devices of the case", "D", "laptop", menu="", twin="show"),
    _case("part_history", "Story of the case", "H", "history", menu="", twin="show"),
    _case("back", "Back to the queue", "Esc", "inbox", menu=""),
)

_assess = Place("assessment", "assessment").command
ASSESSMENT: tuple[ActionSpec, ...] = (
    *(_assess(f"step{n}", f"Go to factor {n}", str(n), "clipboard-check") for n in (1, 2, 3, 4)),
    _assess("yes", "Answer yes", "Y", "check", records="assess"),
    _assess("no", "Answer no", "N", "minus", records="assess"),
    _assess("unknown", "Answer unknown", "U", "circle-question-mark", records="assess"),
    _assess("request", "Show the request", "Q", "file-text", "as it was received"),
    _assess(
        "precedents",
        "Show decided cases like it",
        "D",
        "layers",
        "once more: back to the checklist",
        page="precedents",
        twin="precedents",
    ),
    _assess(
        "take_reason",
        "Take the precedent’s reason over",
        "T",
        "copy",
        "into the reason box, to be changed there",
        page="precedents",
    ),
    _assess(
        "next_precedent", "Next precedent", "J", "chevron-down", page="precedents", native="Down"
    ),
    _assess(
        "previous_precedent",
        "Previous precedent",
        "K",
        "chevron-down",
        page="precedents",
        native="Up",
    ),
    _assess(
        "open_precedent",
        "Open the precedent",
        "",
        "clipboard-check",
        page="precedents",
        native="Enter",
    ),
    _assess("previous", "Previous case", "[ Alt+Up", "chevron-left", menu="Case"),
    _assess("next", "Next case", "] Alt+Down", "chevron-right", menu="Case"),
    _assess(
        "sentences",
        "Sentences…",
        "F9",
        "list",
        "reusable wording for the reason",
        menu="Case",
        page="decision",
    ),
    _assess(
        "decide",
        "Decide",
        "Ctrl+Return",
        "check",
        "records the decision and opens the letter",
        menu="Case",
        page="decision",
        records="decide",
    ),
    _assess(
        "park",
        "Park…",
        "Ctrl+Shift+P",
        "circle-pause",
        "asks for a reason and a date",
        menu="Case",
        page="queue",
        records="park",
    ),
    _assess("back", "Back to the queue", "Esc", "inbox", page="queue"),
)

_amend = Place("amendment", "amendment").command
AMENDMENT: tuple[ActionSpec, ...] = (
    _amend("link", "Choose a linked request", "1", "link", "the decision stands"),
    _amend("again", "Choose to decide again", "2", "rotate-ccw", "on the new words"),
    _amend("rest", "Choose to let it rest", "3", "circle-pause", "for a reason"),
    _amend(
        "settle",
        "Record what is chosen",
        "Ctrl+Return",
        "check",
        "what is made of the amendment",
        menu="Case",
        records="amendment",
    ),
    _amend("back", "Back", "Esc", "chevron-left"),
)

_letter = Place("letter", "letters").command
LETTER: tuple[ActionSpec, ...] = (
    _letter(
        "issue",
        "Issue",
        "Ctrl+Return",
        "file-text",
        "stores the PDF; it cannot be edited after",
        menu="Letters",
        records="letter",
    ),
    _letter(
        "for_day",
        "Date the notice for another day…",
        "Ctrl+T",
        "calendar-clock",
        "a notice bears the day it is dispatched on",
        menu="Letters",
    ),
    _letter(
        "correct",
        "Issue a corrected letter…",
        "Ctrl+Shift+E",
        "pencil",
        "what may be changed, both letters side by side",
        menu="Letters",
        records="letter",
    ),
    _letter("next_problem", "Next problem", "F8", "flag", menu="Letters"),
    _letter("page_down", "Next page", "PgDown", "chevron-down"),
    _letter("page_up", "Previous page", "PgUp", "chevron-down"),
    _letter("back", "Back", "Esc", "chevron-left"),
)

_import = Place("import", "import").command
IMPORT: tuple[ActionSpec, ...] = (
    _import("run", "Import these rows", "Ctrl+Return", "file-up", menu="File", records="import"),
    _import("cancel", "Cancel the import", "Esc", "x"),
)

_calendar = Place("calendar", "calendar", "Calendar").command
CALENDAR: tuple[ActionSpec, ...] = (
    _calendar(
        "open", "Open the case", "", "clipboard-check", "of the current entry", native="Enter"
    ),
    _calendar(
        "prepare", "Prepare the letter", "L", "file-text", "the notice that is next in the course"
    ),
    _calendar(
        "dispatch",
        "Record dispatch of the entry…",
        "R",
        "check",
        "asks for the day and the portal reference",
        records="dispatch",
    ),
    _calendar("devices", "Devices of the entry", "", "laptop", "their cover, one by one"),
    _calendar("agenda", "Agenda", "1", "list"),
    _calendar("week", "Week", "2", "calendar-days"),
    _calendar("month", "Month", "3", "calendar-days"),
    _calendar("today", "Today", "T", "circle-dot"),
    _calendar("go_to", "Go to date…", "G", "arrow-right"),
    _calendar("previous", "Previous month or week", "PgUp", "chevron-left", menu=""),
    _calendar("next", "Next month or week", "PgDown", "chevron-right", menu=""),
    _calendar(
        "export", "Export the calendar…", "E", "save", "as iCalendar or PDF", twin="calendar"
    ),
    _calendar("back", "Back to the list", "Esc", "list", menu=""),
)

_register = Place("register", "register", "View").command
REGISTER: tuple[ActionSpec, ...] = (
    _register("open", "Open the case", "", "clipboard-check", "of the current row", native="Enter"),
    _register(
        "export",
        "Export the register…",
        "E",
        "file-spreadsheet",
        "the rows shown, as XLSX, CSV or PDF",
        menu="File",
        twin="register",
    ),
    _register("filter", "Go to the filter", "/ F3", "funnel"),
    _register("clear", "Clear the filter", "X", "x", "show every row"),
    _register("customer", "Only this customer", "U", "user", "of the current row"),
    _register("day", "Go to a day…", "G", "calendar-days", "the register of any day"),
    _register("today", "Today", "T", "circle-dot"),
    _register("stood", "As it stood", "S", "history", "only facts recorded until that day"),
    _register("charts", "Turn to the other figures", "C", "arrow-right"),
)


def all_commands() -> tuple[ActionSpec, ...]:
    """Every command of the program."""
    return (
        GLOBAL
        + COURSE
        + QUEUE
        + BULK
        + OWED
        + DISPATCH
        + CASE
        + ASSESSMENT
        + AMENDMENT
        + LETTER
        + IMPORT
        + CALENDAR
        + REGISTER
    )
