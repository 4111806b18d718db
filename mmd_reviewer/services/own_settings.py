"""Settings of a person and this computer: how the window looks and behaves, and who acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mmd_reviewer.domain.desk_settings import NO, NO_YES, YES, Setting, own_changed
from mmd_reviewer.domain.server_url import check_no_password, shown_url
from mmd_reviewer.settings import AFTER_DECISION, SIZES, THEMES, Settings

YOU, WINDOW = "You", "Window"
WORDS = {
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast",
    "system": "As the system",
    "next": "The next case",
    "previous": "The previous case",
    "list": "Back to the list",
}

OWN: tuple[Setting, ...] = (
    Setting(
        "reviewer",
        YOU,
        "Your name",
        "Stands on every deed from the next start. Empty: the name of your account.",
    ),
    Setting(
        "store",
        YOU,
        "Store",
        "The file, or the URL of a team store, opened from the next start. Empty: the usual one.",
    ),
    Setting(
        "backup_folder",
        YOU,
        "Backups also in",
        "A stick or a share, caught up when it is there. Empty: only beside the store.",
    ),
    Setting(
        "theme",
        WINDOW,
        "Theme",
        "Colours of the window, at once.",
        tuple((code, WORDS[code]) for code in THEMES),
    ),
    Setting(
        "size",
        WINDOW,
        "Size",
        "Of text and everything else. The window opens anew in it, at once.",
        tuple((str(size), f"{size} %") for size in SIZES),
    ),
    Setting(
        "after_decision",
        WINDOW,
        "After a letter",
        "What is shown next.",
        tuple((code, WORDS[code]) for code in AFTER_DECISION),
    ),
    Setting(
        "single_keys",
        WINDOW,
        "Letters alone",
        "Are commands in lists and the checklist. Change keys, in Help, gives others.",
        NO_YES,
    ),
)


def own_values(now: Settings) -> dict[str, str]:
    """What they are, as text by name."""
    return {row.name: _text(getattr(now, row.name)) for row in OWN}


def _text(value: object) -> str:
    return {True: YES, False: NO}[value] if isinstance(value, bool) else shown_url(str(value))


def with_own(now: Settings, wish: Mapping[str, str]) -> Settings:
    """The settings with these values; refuses a value without a meaning, or one that is there."""
    text = own_changed(OWN, own_values(now), wish)
    check_no_password(text["store"])
    values: dict[str, Any] = dict(text)
    return replace(
        now, **{**values, "size": int(text["size"]), "single_keys": text["single_keys"] == YES}
    )
