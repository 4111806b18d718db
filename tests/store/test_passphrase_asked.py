"""A passphrase is asked for in a terminal, where the store is under one."""

import sys
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace

import pytest

from mmd_reviewer.cli import passphrase as asking
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.dialects.library import CLEAR


def test_in_a_terminal_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the store, or the one to read, begins as none in clear;
    a new one twice; never where nobody sits.
    """
    given: list[str] = []
    answers: list[str] = []
    monkeypatch.setattr(asking, "hand_over", given.append)
    monkeypatch.setattr(asking, "getpass", lambda prompt: answers.pop(0))
    clear, other = tmp_path / "clear", tmp_path / "other"
    clear.write_bytes(CLEAR * 2)
    other.write_bytes(b"x" * 32)

    def asked(
        command: str | None, store: Path, file: Path, *typed: str, sits: bool = True
    ) -> list[str]:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: sits))
        given.clear()
        answers[:] = typed
        asking.take(Namespace(command=command, file=file, passphrase_file=None), Choices(store))
        assert not answers, "it was asked as often as expected"
        return given

    assert asked("list", other, other, "one") == ["one"]
    assert asked("restore", clear, other, "two") == ["two"]
    assert asked("protect", clear, clear, "new", "new") == ["new"]
    assert (
        asked("list", clear, other)
        == asked(None, other, other)
        == asked("list", other, other, sits=False)
        == []
    )
    with pytest.raises(Refused, match="not the same"):
        asked("protect", clear, clear, "new", "now")
