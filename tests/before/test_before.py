"""What an earlier version stored is read the same today (rules C2, A6, D9, E3)."""

import gzip
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import paths
from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact_text import from_json
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.register import row_on
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.services import letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices

HERE = Path(__file__).parent
STORES = ("sample", "kinds")
KINDS = sorted(path.stem for path in (HERE / "letters").glob("*.json"))


def desk_on(name: str, folder: Path) -> Desk:
    """The desk on a copy of a store of then."""
    store = folder / f"{name}.sqlite"
    store.write_bytes(gzip.decompress((HERE / f"{name}.sqlite.gz").read_bytes()))
    return open_desk(Choices(store, date(2027, 3, 1), "Ines Moreau", "Europe/Brussels"))


def said(name: str) -> dict[str, Any]:
    """What the program of then said of each case, by number."""
    found: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_c2_a_frozen_letter_is_drawn_to_the_same_bytes(kind: str) -> None:
    """C2: the PDF is drawn only from its record, by every later version alike."""
    folder = HERE / "letters"
    record = from_json(LetterRecord, json.loads((folder / f"{kind}.json").read_text("utf-8")))
    assert as_text(record) == (folder / f"{kind}.txt").read_text("utf-8")
    assert (
        Press(paths.resources() / "fonts").draw(record)[0] == (folder / f"{kind}.pdf").read_bytes()
    )


@pytest.mark.parametrize("name", STORES)
def test_c2_an_earlier_store_is_whole_and_gives_its_letters_back(name: str, tmp_path: Path) -> None:
    """C2: every stored letter is there by its SHA-256, and links and seals check out."""
    desk = desk_on(name, tmp_path)
    assert desk.store.verify().findings == ()
    for number, then in said(name).items():
        letters = desk.case(number).letters
        rows = [
            [
                row.record.number,
                row.record.kind,
                row.sha256,
                row.dispatched and row.dispatched.isoformat(),
            ]
            for row in letters
        ]
        assert rows == [[row[0], row[1], row[2], row[4]] for row in then["letters"]]
        for row in letters:
            assert hashlib.sha256(letter.stored(desk, row)).hexdigest() == row.sha256


def _by_rule_d9(case: Case, day: date, rows: list[list[str | None]]) -> list[list[str | None]]:
    """Cover of then, but for removed devices of the Test group:
    rule D9 was changed after these stores were made.

    They were *outside*, also when they no longer carried it; now they are *removed*, since that
    day.
    """
    gone = {}
    for device in case.devices:
        ends = [span.until for span in case.spans[device.key] if span.until and span.until <= day]
        if device.in_test_group and ends and device not in case.carrying(day):
            gone[device.serial] = ["removed", max(ends).isoformat()]
    return [
        [row[0], *gone[row[0]]] if row[0] in gone and row[1] == "outside" else row for row in rows
    ]


@pytest.mark.parametrize("name", STORES)
def test_a6_facts_recorded_before_keep_their_effect(name: str, tmp_path: Path) -> None:
    """A6, C9, D9, E3: states, deadlines, cover and register of then, on every day asked for."""
    desk = desk_on(name, tmp_path)
    for number, then in said(name).items():
        case = desk.case(number)
        one = case.revocations[-1] if case.revocations else None
        dates = one.dates if one is not None else None
        assert (dates and dates.deadline.isoformat()) == then["deadline"], number
        for day, words in then["states"].items():
            assert state(case, date.fromisoformat(day)) == words, (number, day)
        for day, rows in then["cover"].items():
            found = [
                [row.device.serial, row.state, row.since and row.since.isoformat()]
                for row in cover(case, date.fromisoformat(day))
            ]
            assert found == _by_rule_d9(case, date.fromisoformat(day), rows), (number, day)
        for day, before in then["register"].items():
            row = row_on(case, date.fromisoformat(day))
            assert (row is None) == (before is None), (number, day)
            if row is not None:
                until = row.until and row.until.isoformat()
                assert [row.devices, row.since.isoformat(), until, row.state] == before[1:5]


@pytest.mark.parametrize("name", ["kinds", "version-3", "version-4"])
def test_a_store_of_then_is_brought_to_todays_form_after_a_verified_backup(
    name: str, tmp_path: Path
) -> None:
    """Quality, "Nothing lost": the backup holds the same facts, and the person is told."""
    store = tmp_path / "kinds.sqlite"
    choices = Choices(store, date(2027, 3, 1), "Ines Moreau", "Europe/Brussels")
    store.write_bytes(gzip.decompress((HERE / f"{name}.sqlite.gz").read_bytes()))
    desk = open_desk(choices)
    assert desk.store.verify().findings == ()
    (kept,) = desk.store.backups()
    assert kept.facts == desk.store.seal().facts
    assert "A verified backup of it as it was lies beside it." in choices.said[0]
    again = Choices(choices.store, choices.day, "Ines Moreau")
    open_desk(again)
    assert again.said == []


def test_a_store_of_then_that_may_only_be_read_is_shown_and_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quality, "Nothing lost": from a copy, into which nothing is recorded either."""
    store = tmp_path / "kinds.sqlite"
    choices = Choices(store, date(2027, 3, 1), "Ines Moreau", "Europe/Brussels")
    content = gzip.decompress((HERE / "kinds.sqlite.gz").read_bytes())
    store.write_bytes(content)
    monkeypatch.setattr(
        "mmd_reviewer.store.store_file.may_write", lambda path: path.parent != tmp_path
    )
    monkeypatch.setattr(
        "mmd_reviewer.store.dialects.sqlite.may_write", lambda path: path.parent != tmp_path
    )
    desk = open_desk(choices)
    assert desk.case("A-0001").number == "A-0001"
    assert "may only be read" in choices.said[0]
    assert not desk.store.writable()
    with pytest.raises(StoreError, match="is read-only"):
        request_queue.note(desk, desk.case("A-0001"), "A note.")
    assert store.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["kinds.sqlite"]
