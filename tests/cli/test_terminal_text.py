"""What reaches a terminal acts on nothing: escapes, window titles,
C1, direction marks, half characters.
"""

import json
from pathlib import Path

import pytest

from mmd_reviewer.cli import terminal_text
from mmd_reviewer.cli.terminal_text import as_json, harmless
from tests.making import new_desk, receive

ACTING = [
    "\x1b[31m",
    "\x1b]0;x\x07",
    "\x9b31m",
    "\r",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "\ud800",
    "\x00",
]


@pytest.mark.parametrize("sign", ACTING)
def test_such_a_character_is_shown_as_a_person_reads_it(sign: str) -> None:
    """The words around it stay; a program reads the same text back."""
    shown = harmless(f"Con{sign}toso")
    assert shown.startswith("Con[U+")
    assert "toso" in shown
    assert shown.isprintable()
    written = as_json({"customer": f"Con{sign}toso"})
    assert json.loads(written) == {"customer": f"Con{sign}toso"}
    assert written.replace("\n", "").isprintable()


def test_other_words_stay_as_they_are() -> None:
    text = "Müller & Söhne <b>\n\tŁódź, 東京"
    assert harmless(text) == text


def test_only_one_place_writes_to_the_terminal() -> None:
    """`print` stands there, and where progress is counted in numbers."""
    folder = Path(terminal_text.__file__).parent
    texts = {
        file.name: file.read_text("utf-8").replace("_print(", "")
        for file in sorted(folder.glob("*.py"))
    }
    writing = [name for name, text in texts.items() if "print(" in text]
    assert writing == ["command.py", "terminal_text.py"]


def test_a_customer_s_escape_reaches_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hostile name in list, show and JSON."""
    from mmd_reviewer.__main__ import main

    receive(new_desk(tmp_path), title="Ti\x9btle \x1b]0;owned\x07")
    for command in (["list"], ["show", "A-0001"], ["list", "--json"]):
        assert main([*command, "--store", str(tmp_path / "s.sqlite")]) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\x9b" not in out
        assert "owned" in out
