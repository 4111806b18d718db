"""What a command is: its words, keys, place and help; and how a table of them is written."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scope = Literal[
    "global",
    "queue",
    "bulk",
    "owed",
    "dispatch",
    "case",
    "assessment",
    "amendment",
    "second",
    "letter",
    "import",
    "calendar",
    "register",
    "compare",
    "customers",
]
Menu = Literal["", "File", "Case", "Letters", "Calendar", "View", "Help"]


class ActionSpec(NamedTuple):
    """A command. ``native`` keys are shown but belong to the widget itself (arrows,
    Enter in a list).

    ``single_key`` commands live only while their list or checklist has the focus and can be
    switched off. What ``records`` is off in a store that can only be read. ``twin`` is the
    terminal's command for the same.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    scope: Scope = "global"
    menu: Menu = ""
    single_key: bool = False
    help: str = ""
    hint: str = ""
    native: tuple[str, ...] = ()
    records: bool = False
    twin: str = ""


def typing(key: str) -> bool:
    """Would the key type something in a text?"""
    bare = key.removeprefix("Shift+")
    return len(bare) == 1 or bare == "Space"


def everywhere(
    id: str,
    text: str,
    keys: str,
    icon: str,
    menu: Menu,
    page: str = "",
    hint: str = "",
    *,
    records: str = "",
    twin: str = "",
) -> ActionSpec:
    """A command of the whole window; several keys stand with a blank between them.

    `records` names the terminal's command that records the same, `twin` the one that shows the
    same.
    """
    return ActionSpec(
        id,
        text,
        tuple(keys.split()),
        icon,
        menu=menu,
        help=page,
        hint=hint,
        records=bool(records),
        twin=records or twin,
    )


class Place(NamedTuple):
    """A view whose commands have its name before their own,
    and its menu and help page unless they say otherwise.
    """

    scope: Scope
    page: str
    menu: Menu = ""

    def command(
        self,
        name: str,
        text: str,
        key: str,
        icon: str,
        hint: str = "",
        *,
        menu: Menu | None = None,
        page: str = "",
        native: str = "",
        records: str = "",
        twin: str = "",
    ) -> ActionSpec:
        """One of its commands; a first key without Ctrl that types something is a single key."""
        keys = tuple(key.split())
        return ActionSpec(
            f"{self.scope}.{name}",
            text,
            keys,
            icon,
            self.scope,
            self.menu if menu is None else menu,
            any(typing(one) for one in keys),
            page or self.page,
            hint,
            (native,) if native else (),
            bool(records),
            records or twin,
        )
