"""A terminal whose commands each have their day,
and the case that the tests of a revocation begin with.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer.cli.main import run
from mmd_reviewer.cli.windows import Windows
from tests.cli.terminal import NEW
from tests.making import FACTOR_4

DAY = "2026-11-23"
WINDOWS = Windows(lambda choices: 0, lambda choices, out: [])
GROUNDS = ("--why", "61 stop errors", "--actions", "Remove it", "--not-evident", "It came later")
APPROVE = ("decide", "A-0001", "approve", "--months", "12", "--reason", "A year is enough.")


class Terminal:
    """Commands on one store, each on its day."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.err = ""

    def __call__(self, day: str, *arguments: str, code: int = 0) -> str:
        """Run on a day; the exit code must be `code`."""
        everywhere = (
            "--store",
            str(self.folder / "s.sqlite"),
            "--today",
            day,
            "--reviewer",
            "Ines Moreau",
        )
        found = run([*everywhere, *arguments], WINDOWS)
        out, self.err = self._capsys.readouterr()
        assert found == code, out + self.err
        return out

    def json(self, day: str, *arguments: str, code: int = 0) -> Any:
        """Run with --json; stdout is one document."""
        return json.loads(self(day, *arguments, "--json", code=code))

    def error(self, day: str, *arguments: str) -> tuple[str, str]:
        """Rule and field of a refusal, exit code 2."""
        found = self.json(day, *arguments, code=2)["error"]
        assert found["kind"] == "refused"
        assert found["message"].endswith(".")
        return found["rule"], found["field"]


def assessed(folder: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A-0001 with its answers, not decided yet."""
    it = Terminal(folder, capsys)
    it(DAY, *NEW)
    answers = folder / "answers.json"
    answers.write_text(json.dumps(FACTOR_4))
    it(DAY, "assess", "A-0001", "--answers", str(answers))
    return it


def notified(folder: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A-0001 in force on 01 to 04 since 2026-11-23, the first notice dispatched that day."""
    it = assessed(folder, capsys)
    it(DAY, *APPROVE)
    it(DAY, "letter", "A-0001", "--out", str(folder / "approved.pdf"))
    it(DAY, "dispatch", "A-0001-L1", "--on", DAY, "--reference", "MMD-0-R")
    devices = folder / "devices.csv"
    devices.write_text("Serial Number,Model\n01,A\n02,B\n03,C\n04,D\n")
    it(DAY, "deploy", "A-0001", "--on", DAY, "--devices", str(devices))
    it(DAY, "revoke", "A-0001", "--conditions", "stability", *GROUNDS)
    it(DAY, "notice", "A-0001", "first", "--out", str(folder / "first.pdf"))
    it(DAY, "dispatch", "A-0001-L2", "--on", DAY, "--reference", "MMD-1-R")
    return it
