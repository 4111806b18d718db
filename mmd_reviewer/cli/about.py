"""`--version`: which program this is; `licences`: what it stands on, under which terms."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from mmd_reviewer import licences as bundled
from mmd_reviewer.built import built
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import arg, without_desk
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.settings import Choices


def version(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Version, day and seal of the sources, as a built program carries them."""
    found = built()
    return Answer(asdict(found), found.said())


@without_desk(
    "licences",
    "the terms of everything that is bundled; with NAME a licence whole",
    "licences reportlab",
    arg("name", nargs="?", default="", metavar="NAME", help="as the page writes it"),
)
def licences(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The page of licences, or the text of one."""
    if options.name:
        text = bundled.text_of(options.name)
        return Answer({"name": options.name, "text": text}, text)
    return Answer(bundled.bundled(), bundled.page())


COMMANDS = (licences,)
