"""`--version`: which program this is."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from mmd_reviewer.built import built
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.settings import Choices


def version(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Version, day and seal of the sources, as a built program carries them."""
    found = built()
    return Answer(asdict(found), found.said())
