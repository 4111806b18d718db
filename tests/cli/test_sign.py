"""`sign` in a terminal, and what `verify` says of signed copies."""

import sqlite3
from pathlib import Path

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import decision, letter
from tests.cli.terminal import Terminal
from tests.making import FACTOR_4, assessed, new_desk
from tests.signing.certificates import SECRET, as_p12, made

NUMBER = "A-0001-L1"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, ...]:
    """An issued letter; a key, and the file that opens it."""
    desk = new_desk(tmp_path)
    letter.issue(desk, decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve")))
    desk.store.close()
    key, opener = tmp_path / "ines.p12", tmp_path / "opener"
    key.write_bytes(as_p12(made("Ines Moreau")))
    opener.write_text(f"{SECRET}\n")
    return ("--key", str(key), "--key-passphrase", str(opener))


def test_a_letter_is_signed_and_written_again(
    terminal: Terminal, keys: tuple[str, ...], tmp_path: Path
) -> None:
    out, again = tmp_path / "signed.pdf", tmp_path / "again.pdf"
    done = terminal.json("sign", NUMBER, *keys, "--out", str(out))
    assert (done["signer"], done["intact"], done["stamped_by"]) == ("Ines Moreau", True, "")
    assert "Signed by Ines Moreau" in terminal("sign", NUMBER, "--out", str(again))
    assert again.read_bytes() == out.read_bytes()
    assert terminal.json("verify")["ok"]


def test_without_a_signed_copy_there_is_nothing_to_write(
    terminal: Terminal, keys: tuple[str, ...]
) -> None:
    terminal("sign", NUMBER, code=2)
    assert "A-0001-L1 is not signed." in terminal.err
    terminal("sign", "A-0001-L9", code=2)
    assert "A-0001-L9" in terminal.err


def test_an_authority_that_does_not_answer_is_said(
    terminal: Terminal, keys: tuple[str, ...]
) -> None:
    terminal("sign", NUMBER, *keys, "--timestamp", "http://127.0.0.1:9/")
    assert "There is no time-stamp: http://127.0.0.1:9/" in terminal.err


def test_verify_names_a_signed_copy_of_something_else(
    terminal: Terminal, keys: tuple[str, ...], tmp_path: Path
) -> None:
    """A document that is missing is told by the store's own check."""
    terminal("sign", NUMBER, *keys)
    with sqlite3.connect(tmp_path / "s.sqlite") as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM document WHERE id = (SELECT id FROM document LIMIT 1)")
    connection.close()
    assert "is not in the store" in terminal("verify", code=1)
