"""The commands of the register: its day, its figures, its rows, and files of them."""

from __future__ import annotations

from mmd_reviewer.ui.action_spec import ActionSpec, Menu, Scope


def _spec(
    name: str, text: str, key: str, icon: str, hint: str = "", menu: Menu = "View", native: tuple[str, ...] = ()
) -> ActionSpec:
    scope: Scope = "register"
    keys = (key,) if key else ()
    return ActionSpec(f"register.{name}", text, keys, icon, scope, menu, len(key) == 1, "register", hint, native)


REGISTER: tuple[ActionSpec, ...] = (
    _spec("open", "Open the case", "", "clipboard-check", "of the current row", native=("Enter",)),
    _spec("export", "Export the register…", "E", "file-spreadsheet", "the rows shown, as XLSX, CSV or PDF", "File"),
    _spec("filter", "Go to the filter", "/", "funnel"),
    _spec("clear", "Clear the filter", "X", "x", "show every row"),
    _spec("customer", "Only this customer", "U", "user", "of the current row"),
    _spec("day", "Go to a day…", "G", "calendar-days", "the register of any day"),
    _spec("today", "Today", "T", "circle-dot"),
    _spec("stood", "As it stood", "S", "history", "only facts recorded until that day"),
    _spec("charts", "Turn to the other figures", "C", "arrow-right"),
)
