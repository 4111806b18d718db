"""The table of every command: menus, shortcuts, palette and key sheet are made from it."""

from __future__ import annotations

from mmd_reviewer.ui.commands.action_spec import ActionSpec as ActionSpec
from mmd_reviewer.ui.commands.action_spec import Menu, Place
from mmd_reviewer.ui.commands.case_table import COURSE
from mmd_reviewer.ui.commands.letter_table import DISPATCH, LETTER, OWED
from mmd_reviewer.ui.commands.register_table import COMPARE, REGISTER
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
    ("second", "Second assessment"),
    ("letter", "Letter"),
    ("import", "Import"),
    ("calendar", "Calendar"),
    ("register", "Register"),
    ("compare", "Register against an inventory"),
    ("customers", "Customers"),
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
    _queue(
        "export",
        "Export the queue…",
        "E",
        "file-spreadsheet",
        "the requests shown, as XLSX or CSV",
        menu="File",
        twin="list",
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

_second = Place("second", "second").command
SECOND: tuple[ActionSpec, ...] = (
    _second("yes", "Answer yes", "Y", "check", twin="second"),
    _second("no", "Answer no", "N", "minus", twin="second"),
    _second("unknown", "Answer unknown", "U", "circle-question-mark", twin="second"),
    _second(
        "record",
        "Record the second assessment",
        "Ctrl+Return",
        "check",
        "both are shown from then on",
        menu="Case",
        records="second",
    ),
    _second("keep", "Keep the decision…", "K", "check", "though they differ", records="second"),
    _second("anew", "Decide anew", "D", "rotate-ccw"),
    _second("page", "Show the case all the same", "", "clipboard-check"),
    _second("back", "Back", "Esc", "chevron-left"),
)

_import = Place("import", "import").command
IMPORT: tuple[ActionSpec, ...] = (
    _import("run", "Import these rows", "Ctrl+Return", "file-up", menu="File", records="import"),
    _import(
        "link",
        "Link to the case like it",
        "L",
        "link",
        "when the row is imported; once more: do not",
        records="link",
    ),
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

_customers = Place("customers", "customers", "View").command
CUSTOMERS: tuple[ActionSpec, ...] = (
    _customers(
        "open", "Open the row", "", "building-2", "customer, case or device", native="Enter"
    ),
    _customers("devices", "Go to the devices out of service levels", "D", "laptop"),
    _customers("copy", "Copy the list of devices", "C", "list", "serial, name, case, why, since"),
    _customers("letters", "All letters of the customer…", "L", "file-text", menu="Letters"),
    _customers(
        "join", "Join a spelling…", "S", "link", "it counts as this customer", records="join"
    ),
    _customers(
        "part",
        "Take a spelling back…",
        "",
        "rotate-ccw",
        "a customer of its own again",
        records="join",
    ),
    _customers(
        "language",
        "Language of letters…",
        "",
        "file-text",
        "of new letters to the customer",
        menu="Letters",
        records="customer",
    ),
    _customers("filter", "Go to the filter", "/ F3", "funnel", "of all customers"),
    _customers("next", "Next row", "J", "chevron-down", menu="", native="Down"),
    _customers("previous", "Previous row", "K", "chevron-down", menu="", native="Up"),
    _customers("back", "Back to the customers", "Esc", "chevron-left", menu=""),
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
        + SECOND
        + LETTER
        + IMPORT
        + CALENDAR
        + REGISTER
        + COMPARE
        + CUSTOMERS
    )
