"""A terminal on one store, and the request and answers that its tests begin with."""

import json
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer.cli.main import run
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.settings import Choices

OPENED: list[Choices] = []


def _open(choices: Choices) -> int:
    """Stands in for the window."""
    OPENED.append(choices)
    return 0


WINDOWS = Windows(_open, lambda choices, out: [])
ANSWERS = {
    "non_negotiable": "no",
    "microsoft_technology": "yes",
    "technology": "Always On VPN",
    "scope": "Two sites.",
    "conditions": {
        "security": "holds",
        "cost": "holds",
        "stability": "holds",
        "operations": "holds",
    },
}
NEW = (
    "new",
    "--customer",
    "Fabrikam",
    "--type",
    "VPN",
    "--title",
    "AnyConnect",
    "--requirement",
    "reach the ERP",
    "--proposal",
    "AnyConnect",
    "--timeline",
    "24 months",
    "--ticket",
    "MMD-1465058-R5V8P",
)


class Terminal:
    """Runs commands on one store and remembers what was said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run; the exit code must be `code`."""
        everywhere = (
            "--store",
            str(self.folder / "s.sqlite"),
            "--today",
            "2026-11-23",
            "--reviewer",
            "Ines Moreau",
        )
        found = run([*everywhere, *arguments], WINDOWS)
        self.out, self.err = self._capsys.readouterr()
        assert found == code, self.out + self.err
        return self.out

    def json(self, *arguments: str, code: int = 0) -> Any:
        """Run with --json; stdout is one document."""
        return json.loads(self(*arguments, "--json", code=code))

    def tell(self, number: str, *arguments: str) -> str:
        """Issue and dispatch the letter that the case calls for; its number."""
        out = str(self.folder / "told.pdf")
        letter = self.json("letter", number, "--out", out, "--force", *arguments)["number"]
        self("dispatch", letter, "--on", "2026-11-23", "--reference", f"P-{letter}", *arguments)
        return str(letter)

    def answers(self, data: Any = ANSWERS) -> str:
        """A file of answers."""
        file = self.folder / "answers.json"
        file.write_text(json.dumps(data))
        return str(file)
