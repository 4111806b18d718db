"""`wording`: sentences of the user's own for letters, and what is wrong with them."""

from __future__ import annotations

import argparse

from mmd_reviewer import paths
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import command
from mmd_reviewer.domain.letters.kinds import KINDS
from mmd_reviewer.services.desk import Desk


@command(
    "wording",
    "files with sentences of your own for letters, and what is wrong in each",
    "wording",
)
def wording(options: argparse.Namespace, desk: Desk) -> Answer:
    """Each file by its path; a fault with line and column stops letters of its kind alone."""
    found = desk.wordings.own_files(tuple(KINDS), tuple(desk.editions))
    data = [{"file": path, "fault": fault or None} for path, fault in found.items()]
    lines = [fault or f"{path}: in order." for path, fault in found.items()]
    lines = lines or [f"There are no sentences of your own in {paths.own_letters()}."]
    return Answer(data, "\n".join(lines), 1 if any(found.values()) else 0)


COMMANDS = (wording,)
