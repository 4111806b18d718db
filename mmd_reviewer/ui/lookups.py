"""What can be looked up and chosen with its description: exemption types, settings, devices (rules A2, A4)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache

from PySide6.QtWidgets import QWidget

from mmd_reviewer import paths
from mmd_reviewer.services import request_queue
from mmd_reviewer.ui.dialogs import choose
from mmd_reviewer.ui.reviewing import Reviewing


@cache
def service_facts() -> tuple[tuple[str, str], ...]:
    """What customers set themselves, and which devices qualify: the words to keep, and those to choose by."""
    file = paths.resources() / "lookups" / "service.toml"
    rows = tomllib.loads(file.read_text("utf-8"))["row"]
    return tuple(
        (f"{row['item']}: {row['facts']}", f"{row['group']} · {row['item']}: {row['facts']} ({row['source']})")
        for row in rows
    )


def look_up_service(parent: QWidget, done: Callable[[str], object]) -> None:
    """Settings of the customer's own and devices that qualify; the words chosen go to `done`."""
    choose(
        parent, "Settings and devices, with sources", list(service_facts()), done, accept="Take the words",
        name="serviceFacts",
    )  # fmt: skip


def ask_type(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Set the exemption type beside the customer's words, each type with its description (A1, A2)."""
    desk, types = reviewing.desk, reviewing.edition.types

    def take(code: str) -> None:
        name = next(row.name for row in types if row.code == code)
        reviewing.deed(
            lambda: request_queue.choose_type(desk, desk.case(number), code), said=f"{number} is {name} now."
        )

    rows = [(row.code, f"{row.name}: {row.description}") for row in types]
    choose(parent, f"Exemption type of {number}", rows, take, accept="Set the type", name="exemptionType")
