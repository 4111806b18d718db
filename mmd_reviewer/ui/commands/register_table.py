"""The commands of the register, and of its comparison with an inventory."""

from __future__ import annotations

from mmd_reviewer.ui.commands.action_spec import ActionSpec, Place

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
    _register(
        "compare",
        "Compare with an inventory…",
        "I",
        "laptop",
        "devices and programs as Intune lists them",
        menu="File",
        page="compare",
        twin="compare",
    ),
    _register(
        "departing",
        "Decisions otherwise than recommended",
        "O",
        "flag",
        "of the last twelve months",
        twin="register",
    ),
    _register(
        "drawn",
        "Draw decisions to look at again",
        "D",
        "list",
        "ten by chance, the same at every desk for a month",
        twin="register",
    ),
    _register("charts", "Turn to the other figures", "C", "arrow-right"),
)

_compare = Place("compare", "compare").command
COMPARE: tuple[ActionSpec, ...] = (
    _compare("open", "Do what is offered", "", "arrow-right", "asks first", native="Enter"),
    _compare("case", "Open the case", "O", "clipboard-check", "of the current row", menu="Case"),
    _compare("note", "Ask the customer…", "M", "sticky-note", "a note on the case", records="note"),
    _compare(
        "removal", "Removal confirmed…", "R", "minus", "a person confirms it", records="removal"
    ),
    _compare(
        "declare",
        "Found and never declared…",
        "D",
        "laptop",
        "or found again after its removal",
        records="found",
    ),
    _compare(
        "revoke",
        "Revoke…",
        "V",
        "triangle-alert",
        "or add a ground, for another version",
        records="revoke",
    ),
    _compare(
        "exchange",
        "Exchange a device…",
        "W",
        "rotate-ccw",
        "one of the same name is listed",
        records="exchange",
    ),
    _compare(
        "export",
        "Export the differences…",
        "E",
        "file-spreadsheet",
        "the rows shown, as XLSX or CSV",
        menu="File",
        twin="compare",
    ),
    _compare("choose", "Choose another file…", "I", "folder-open", menu="File", twin="compare"),
    _compare("customer", "Go to the customer of all rows", "C", "building-2"),
    _compare("next", "Next row", "J", "chevron-down", native="Down"),
    _compare("previous", "Previous row", "K", "chevron-down", native="Up"),
    _compare("back", "Back to the register", "Esc", "book-open"),
)
