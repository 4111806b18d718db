"""The commands of the calendar: its modes and days, and what is done on the current entry."""

from __future__ import annotations

from mmd_reviewer.ui.action_spec import ActionSpec, Menu, Scope


def _spec(
    name: str, text: str, key: str, icon: str, hint: str = "", menu: Menu = "Calendar", native: tuple[str, ...] = ()
) -> ActionSpec:
    scope: Scope = "calendar"
    keys = (key,) if key else ()
    return ActionSpec(f"calendar.{name}", text, keys, icon, scope, menu, len(key) == 1, "calendar", hint, native)


CALENDAR: tuple[ActionSpec, ...] = (
    _spec("open", "Open the case", "", "clipboard-check", "of the current entry", native=("Enter",)),
    _spec("prepare", "Prepare the letter", "L", "file-text", "the notice that is next in the course"),
    _spec("dispatch", "Record dispatch of the entry…", "R", "check", "asks for the day and the portal reference"),
    _spec("devices", "Devices of the entry", "", "laptop", "their cover, one by one"),
    _spec("agenda", "Agenda", "1", "list"),
    _spec("week", "Week", "2", "calendar-days"),
    _spec("month", "Month", "3", "calendar-days"),
    _spec("today", "Today", "T", "circle-dot"),
    _spec("go_to", "Go to date…", "G", "arrow-right"),
    _spec("previous", "Previous month or week", "PgUp", "chevron-left", menu=""),
    _spec("next", "Next month or week", "PgDown", "chevron-right", menu=""),
    _spec("export", "Export the calendar…", "E", "save", "as iCalendar or PDF"),
    _spec("back", "Back to the list", "Esc", "list", menu=""),
)
