"""The commands of the letters owed: on the current row, or on those selected."""

from __future__ import annotations

from mmd_reviewer.ui.action_spec import ActionSpec, Menu, Scope


def _spec(
    name: str, text: str, key: str, icon: str, hint: str = "", menu: Menu = "", native: tuple[str, ...] = ()
) -> ActionSpec:
    scope: Scope = "owed"
    keys = (key,) if key else ()
    single = len(key) == 1 or key == "Space"
    return ActionSpec(f"owed.{name}", text, keys, icon, scope, menu, single, "owed", hint, native)


OWED: tuple[ActionSpec, ...] = (
    _spec("open", "Open the case", "", "clipboard-check", "that owes the letter", native=("Enter",)),
    _spec("issue", "Issue the letter", "Ctrl+Return", "file-text", "or record its dispatch", "Letters"),
    _spec("elsewhere", "Told elsewhere…", "E", "history", "needs a second person", "Letters"),
    _spec("filter", "Go to the filter", "/", "funnel"),
    _spec("select", "Select or leave out", "X", "check"),
    _spec("select_all", "Select all", "Ctrl+A", "list"),
    _spec("next", "Next row", "J", "chevron-down", native=("Down",)),
    _spec("previous", "Previous row", "K", "chevron-down", native=("Up",)),
    _spec("preview_page", "Page the preview", "Space", "file-text"),
    _spec("back", "Back to the queue", "Esc", "inbox"),
)
