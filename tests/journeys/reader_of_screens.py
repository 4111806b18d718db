"""Prints what the program's window shows as a screen reader is told it: a JSON list of texts.

Run by Debian's own interpreter, which has the bindings of AT-SPI; it uses nothing of the project.
"""

import json
from contextlib import suppress
from typing import Any

import pyatspi  # type: ignore[import-not-found]
from gi.repository import GLib  # type: ignore[import-not-found]

MOST_CHILDREN = 400  # of one list


def texts(node: Any, found: list[str]) -> None:
    """Names, descriptions and texts of what is showing, depth first."""
    program = node.getRole() == pyatspi.ROLE_APPLICATION
    if not program and not node.getState().contains(pyatspi.STATE_SHOWING):
        return
    said = [node.name, node.description]
    with suppress(NotImplementedError):
        said.append(node.queryText().getText(0, -1))
    found.extend(text for text in dict.fromkeys(said) if text)
    for place in range(min(node.childCount, MOST_CHILDREN)):
        with suppress(LookupError, RuntimeError, GLib.Error):  # it went while it was asked
            texts(node.getChildAtIndex(place), found)


found: list[str] = []
for running in pyatspi.Registry.getDesktop(0):
    if running is not None:
        texts(running, found)
print(json.dumps(found))
