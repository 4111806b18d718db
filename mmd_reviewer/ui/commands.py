"""The table of every command: menus, shortcuts, palette and key sheet are made from it."""

from __future__ import annotations

from mmd_reviewer.ui.action_spec import ActionSpec as ActionSpec
from mmd_reviewer.ui.action_spec import Menu
from mmd_reviewer.ui.amendment_commands import AMENDMENT
from mmd_reviewer.ui.calendar_commands import CALENDAR
from mmd_reviewer.ui.course_commands import COURSE
from mmd_reviewer.ui.owed_commands import OWED
from mmd_reviewer.ui.register_commands import REGISTER

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
    ("owed", "Letters owed"),
    ("assessment", "Assessment"),
    ("amendment", "Amendment"),
    ("letter", "Letter"),
    ("import", "Import"),
    ("calendar", "Calendar"),
    ("register", "Register"),
)

A = ActionSpec

GLOBAL: tuple[ActionSpec, ...] = (
    A(
        "file.import",
        "Import…",
        ("Ctrl+I",),
        "file-up",
        menu="File",
        help="import",
        hint="always a preview first",
    ),
    A(
        "file.new",
        "New request…",
        ("Ctrl+N",),
        "plus",
        menu="File",
        help="import",
        hint="typed in by hand",
    ),
    A(
        "file.save_copy",
        "Save a copy…",
        ("Ctrl+S",),
        "save",
        menu="File",
        help="letters",
        hint="as a PDF file",
    ),
    A("file.print", "Print…", ("Ctrl+P",), "printer", menu="File", help="letters"),
    A("file.backup", "Back up now", (), "shield-check", menu="File", help="backup", hint="a verified copy"),
    A("file.go_back", "Go back to a backup…", (), "history", menu="File", help="backup", hint="the loss first"),
    A("file.settings", "Settings…", ("Ctrl+,",), "settings", menu="File", help="settings"),
    A("file.quit", "Quit", ("Ctrl+Q",), "x", menu="File"),
    A(
        "edit.undo",
        "Undo",
        ("Ctrl+Z",),
        "undo-2",
        menu="Case",
        help="keys",
        hint="the newest deed of the case",
    ),
    A("edit.redo", "Redo", ("Ctrl+Y",), "redo-2", menu="Case", help="keys"),
    A(
        "case.history",
        "History",
        ("Ctrl+Shift+H",),
        "history",
        menu="Case",
        help="queue",
        hint="everything that happened to the case",
    ),
    A(
        "case.deploy",
        "Record deployment…",
        ("Ctrl+D",),
        "laptop",
        menu="Case",
        help="deployment",
        hint="an approval is in force on devices",
    ),
    A("view.queue", "Queue", ("Ctrl+1",), "inbox", menu="View", help="queue", hint="go to the view"),
    A(
        "view.assessment",
        "Assessment",
        ("Ctrl+2",),
        "clipboard-check",
        menu="View",
        help="assessment",
        hint="go to the view",
    ),
    A(
        "view.calendar",
        "Calendar",
        ("Ctrl+3",),
        "calendar-days",
        menu="View",
        help="calendar",
        hint="go to the view",
    ),
    A(
        "view.register",
        "Register",
        ("Ctrl+4",),
        "book-open",
        menu="View",
        help="register",
        hint="go to the view",
    ),
    A("view.palette", "Search or run a command", ("Ctrl+K",), "search", menu="View", help="keys"),
    A("view.find", "Find", ("Ctrl+F",), "search", menu="View", hint="in the view shown"),
    A(
        "conflict.settle", "Settle the conflict", ("F7",), "triangle-alert", menu="Case", help="assessment",
        hint="in the bar T takes theirs, M mine, E edits mine",
    ),
    A("view.next_pane", "Next pane", ("F6",), "arrow-right", menu="View"),
    A("view.previous_pane", "Previous pane", ("Shift+F6",), "chevron-left", menu="View"),
    A("view.zoom_in", "Zoom in", ("Ctrl++", "Ctrl+="), "zoom-in", menu="View"),
    A("view.zoom_out", "Zoom out", ("Ctrl+-",), "zoom-out", menu="View"),
    A("view.zoom_reset", "Normal size", ("Ctrl+0",), "search", menu="View"),
    A("view.theme", "Change light and dark", ("Ctrl+Shift+L",), "moon", menu="View"),
    A("view.full_screen", "Full screen", ("F11",), "laptop", menu="View"),
    A("help.page", "Help for this place", ("F1",), "info", menu="Help"),
    A("help.keys", "Every key", ("Ctrl+/",), "keyboard", menu="Help"),
)

QUEUE: tuple[ActionSpec, ...] = (
    A(
        "queue.open",
        "Assess",
        (),
        "clipboard-check",
        "queue",
        "Case",
        help="assessment",
        hint="open the case",
        native=("Enter",),
    ),
    A("queue.assign", "Assign to me", ("A",), "user", "queue", "Case", True, "queue"),
    A(
        "queue.park",
        "Park…",
        ("P",),
        "circle-pause",
        "queue",
        "Case",
        True,
        "queue",
        "asks for a reason and a date",
    ),
    A(
        "queue.ask",
        "Ask for details",
        ("T",),
        "hourglass",
        "queue",
        "Case",
        True,
        "queue",
        "returns the request to the customer",
    ),
    A(
        "queue.close",
        "Close as no exemption needed…",
        ("C",),
        "check",
        "queue",
        "Case",
        True,
        "decision",
        "asks for a reason",
    ),
    A("queue.note", "Add a note…", ("M",), "sticky-note", "queue", "Case", True, "queue"),
    A(
        "queue.unpark",
        "Take out of parking",
        ("U",),
        "rotate-ccw",
        "queue",
        "Case",
        True,
        "queue",
        "before its day",
    ),
    A("queue.link", "Link to another case…", ("L",), "link", "queue", "Case", True, "queue"),
    A("queue.filter", "Go to the filter", ("/",), "funnel", "queue", "View", True, "queue"),
    A(
        "queue.save_filter",
        "Save filter…",
        ("Ctrl+Shift+S",),
        "pin",
        "queue",
        "View",
        False,
        "queue",
        "names filter, columns and sort",
    ),
    A("queue.select", "Select or leave out", ("X",), "check", "queue", "", True, "queue"),
    A("queue.select_all", "Select all", ("Ctrl+A",), "list", "queue", "", False, "queue"),
    A("queue.next", "Next row", ("J",), "chevron-down", "queue", "", True, "queue", native=("Down",)),
    A("queue.previous", "Previous row", ("K",), "chevron-down", "queue", "", True, "queue", native=("Up",)),
    A("queue.preview_page", "Page the preview", ("Space",), "file-text", "queue", "", True, "queue"),
)

ASSESSMENT: tuple[ActionSpec, ...] = (
    *(
        A(
            f"assessment.step{n}",
            f"Go to factor {n}",
            (str(n),),
            "clipboard-check",
            "assessment",
            "",
            True,
            "assessment",
        )
        for n in (1, 2, 3, 4)
    ),
    A("assessment.yes", "Answer yes", ("Y",), "check", "assessment", "", True, "assessment"),
    A("assessment.no", "Answer no", ("N",), "minus", "assessment", "", True, "assessment"),
    A(
        "assessment.unknown",
        "Answer unknown",
        ("U",),
        "circle-question-mark",
        "assessment",
        "",
        True,
        "assessment",
    ),
    A(
        "assessment.previous",
        "Previous case",
        ("[",),
        "chevron-left",
        "assessment",
        "Case",
        True,
        "assessment",
    ),
    A("assessment.next", "Next case", ("]",), "chevron-right", "assessment", "Case", True, "assessment"),
    A(
        "assessment.sentences",
        "Sentences…",
        ("F9",),
        "list",
        "assessment",
        "Case",
        False,
        "decision",
        "reusable wording for the reason",
    ),
    A(
        "assessment.decide",
        "Decide",
        ("Ctrl+Return",),
        "check",
        "assessment",
        "Case",
        False,
        "decision",
        "records the decision and opens the letter",
    ),
    A(
        "assessment.park",
        "Park…",
        ("Ctrl+Shift+P",),
        "circle-pause",
        "assessment",
        "Case",
        False,
        "queue",
        "asks for a reason and a date",
    ),
    A("assessment.back", "Back to the queue", ("Esc",), "inbox", "assessment", "", False, "queue"),
)

LETTER: tuple[ActionSpec, ...] = (
    A(
        "letter.issue",
        "Issue",
        ("Ctrl+Return",),
        "file-text",
        "letter",
        "Letters",
        False,
        "letters",
        "stores the PDF; it cannot be edited after",
    ),
    A(
        "letter.for_day",
        "Date the notice for another day…",
        ("Ctrl+T",),
        "calendar-clock",
        "letter",
        "Letters",
        False,
        "letters",
        "a notice bears the day it is dispatched on",
    ),
    A("letter.next_problem", "Next problem", ("F8",), "flag", "letter", "Letters", False, "letters"),
    A("letter.page_down", "Next page", ("PgDown",), "chevron-down", "letter", "", False, "letters"),
    A("letter.page_up", "Previous page", ("PgUp",), "chevron-down", "letter", "", False, "letters"),
    A("letter.back", "Back", ("Esc",), "chevron-left", "letter", "", False, "letters"),
)

IMPORT: tuple[ActionSpec, ...] = (
    A("import.run", "Import these rows", ("Ctrl+Return",), "file-up", "import", "File", False, "import"),
    A("import.cancel", "Cancel the import", ("Esc",), "x", "import", "", False, "import"),
)


def all_commands() -> tuple[ActionSpec, ...]:
    """Every command of the program."""
    return GLOBAL + COURSE + QUEUE + OWED + ASSESSMENT + AMENDMENT + LETTER + IMPORT + CALENDAR + REGISTER
