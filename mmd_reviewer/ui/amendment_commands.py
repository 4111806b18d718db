"""The commands of the amendment page: three choices, and what is done with the one chosen."""

from __future__ import annotations

from mmd_reviewer.ui.action_spec import ActionSpec, Menu, Scope


def _spec(name: str, text: str, key: str, icon: str, hint: str = "", menu: Menu = "") -> ActionSpec:
    scope: Scope = "amendment"
    return ActionSpec(f"amendment.{name}", text, (key,), icon, scope, menu, len(key) == 1, "amendment", hint)


AMENDMENT: tuple[ActionSpec, ...] = (
    _spec("link", "Choose a linked request", "1", "link", "the decision stands"),
    _spec("again", "Choose to decide again", "2", "rotate-ccw", "on the new words"),
    _spec("rest", "Choose to let it rest", "3", "circle-pause", "for a reason"),
    _spec("settle", "Record what is chosen", "Ctrl+Return", "check", "what is made of the amendment", "Case"),
    _spec("back", "Back", "Esc", "chevron-left"),
)
