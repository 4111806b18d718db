"""What can be looked up beside triage and factor 1:
settings of the customer's own, devices that qualify (A4).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache

from PySide6.QtWidgets import QWidget

from mmd_reviewer import paths
from mmd_reviewer.ui.forms.choosing import choose


@cache
def service_facts() -> tuple[tuple[str, str], ...]:
    """What customers set themselves, and which devices qualify:
    the words to keep, and those to choose by.
    """
    file = paths.resources() / "lookups" / "service.toml"
    rows = tomllib.loads(file.read_text("utf-8"))["row"]
    return tuple(
        (
            f"{row['item']}: {row['facts']}",
            f"{row['group']} · {row['item']}: {row['facts']} ({row['source']})",
        )
        for row in rows
    )


def look_up_service(parent: QWidget, done: Callable[[str], object]) -> None:
    """Settings of the customer's own and devices that qualify; the words chosen go to `done`."""
    choose(
        parent,
        "Settings and devices, with sources",
        list(service_facts()),
        done,
        accept="Take the words",
        name="serviceFacts",
    )
