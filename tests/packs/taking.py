"""Packs as files, taken and opened as reviewers do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.packing import check_out
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import DAY, QuickPress


def opened(pack: Path, reviewer: str = "Kim") -> Desk:
    """The pack, opened as a reviewer opens it."""
    return replace(bootstrap.open_desk(Choices(pack, DAY, reviewer)), press=QuickPress())


def taken(home: Desk, folder: Path, *names: str) -> Path:
    """A pack of these cases, taken by Kim."""
    pack = folder / "train.mmdpack"
    check_out(home, [home.case(name) for name in names], pack, "Kim")
    return pack
