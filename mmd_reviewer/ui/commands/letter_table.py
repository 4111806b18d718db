"""The commands of letters: those owed, those to dispatch, and the one that is shown."""

from __future__ import annotations

from mmd_reviewer.ui.commands.action_spec import ActionSpec, Place

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
    _letter(
        "sign",
        "Sign…",
        "",
        "shield-check",
        "by your certificate; the issued file stays as it is",
        menu="Letters",
        records="sign",
    ),
    _letter(
        "changed",
        "What changed against the letter it replaces…",
        "",
        "history",
        "in words, side by side",
        menu="Letters",
    ),
    _letter("next_problem", "Next problem", "F8", "flag", menu="Letters"),
    _letter("page_down", "Next page", "PgDown", "chevron-down"),
    _letter("page_up", "Previous page", "PgUp", "chevron-down"),
    _letter("back", "Back", "Esc", "chevron-left"),
)
