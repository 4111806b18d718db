"""What `--self-test` says of parts that are not there or do not work; that they work is tried by
the self-test itself (`test_program.py`).
"""

import subprocess
from pathlib import Path

import pytest

from mmd_reviewer.built import Built
from mmd_reviewer.cli import trials
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.settings import Choices


def test_extras_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """They can be installed beside the sources, not into a program that was built."""
    monkeypatch.setattr(trials, "find_spec", lambda name: None)
    assert trials.try_extras(Choices(), "") == ((), ("sign", "passphrase", "team"))
    monkeypatch.setattr(trials, "built", lambda: Built("1.0.0", "2026-11-29", "5ea1"))
    with pytest.raises(StoreError, match="built without sign, passphrase, team: get another"):
        trials.try_extras(Choices(), "")


def test_a_library_of_the_server_that_does_not_load_is_no_server_that_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lacking(choices: Choices) -> None:
        raise StoreError("A team store needs a part of this program that is not installed.")

    monkeypatch.setattr(trials, "find_spec", lambda name: name if name == "psycopg" else None)
    monkeypatch.setattr(trials, "open_desk", lacking)
    with pytest.raises(StoreError, match="not installed"):
        trials.try_extras(Choices(), "")


def test_a_passphrase_that_does_not_open_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.CompletedProcess([], 3, "", "SQLCipher is damaged.\n")
    monkeypatch.setattr(trials, "find_spec", lambda name: name if name == "sqlcipher3" else None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    with pytest.raises(StoreError, match="SQLCipher is damaged"):
        trials.try_extras(Choices(tmp_path / "s.sqlite"), "")
