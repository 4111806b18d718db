"""What dialogs find again as it was chosen last: folders of files, how a kind is
printed, with which key one signs (never what opens it).

It lives with the application while that runs, and is kept with the settings of the window.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication

PROPERTY = "remembered"
# How these begin among the settings of the window.
FOLDER, PRINT, SIGN = "folder ", "print ", "sign "


def take_up(window: Mapping[str, str]) -> None:
    """Take up what was chosen in earlier runs."""
    ours = {name: text for name, text in window.items() if name.startswith((FOLDER, PRINT, SIGN))}
    app = QApplication.instance()
    if app is not None:
        app.setProperty(PROPERTY, ours)


def kept() -> dict[str, str]:
    """All of it, to be kept with the settings of the window."""
    app = QApplication.instance()
    found = app.property(PROPERTY) if app is not None else None
    return dict(found) if isinstance(found, dict) else {}


def remember(name: str, value: str) -> None:
    """What was chosen for a purpose."""
    take_up({**kept(), name: value})
