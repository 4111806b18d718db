"""What a command is: its words, keys, place and help."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scope = Literal["global", "queue", "owed", "assessment", "amendment", "letter", "import", "calendar", "register"]
Menu = Literal["", "File", "Case", "Letters", "Calendar", "View", "Help"]


class ActionSpec(NamedTuple):
    """A command. ``native`` keys are shown but belong to the widget itself (arrows, Enter in a list).

    ``single_key`` commands live only while their list or checklist has the focus and can be switched off.
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
