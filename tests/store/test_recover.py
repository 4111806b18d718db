"""A damaged store: what can be proved is read into a new one,
what is missing is listed (quality, "Nothing lost").
"""

import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.exports.to_file import OutFiles
from mmd_reviewer.services import evidence, request_queue
from mmd_reviewer.services.case_export import export_case
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.long import long_or
from tests.making import DAY, Course, new_desk, receive

ROUNDS = long_or(400, 6)
NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)


def made(folder: Path, cases: int = 12) -> Desk:
    """A store with a course, long texts that go on in overflow pages,
    a large file, and many small cases.
    """
    Course(folder).notified()
    desk = bootstrap.open_desk(Choices(folder / "s.sqlite", DAY, "Ines"))
    case = desk.case("A-0001")
    case = request_queue.note(desk, case, "A long note. " * 900)
    evidence.attach(desk, case, "figures.xlsx", random.Random(1).randbytes(60_000))
    for number in range(cases):
        request_queue.note(
            desk, receive(desk, ticket=f"MMD-{number}-B", title=f"Case {number}"), "Asked."
        )
    return desk


def facts_of(desk: Desk) -> set[str]:
    keys = [DESK_KEY, *(key for n in range(1, 99) for key in desk.store.find(f"A-{n:04d}"))]
    return {fact.id for key in keys for fact in desk.store.facts(key)}


def test_a_sound_store_is_read_whole_from_its_pages_alone(tmp_path: Path) -> None:
    """Also what stands in the log beside it, as while a window is open."""
    desk = made(tmp_path)
    assert (tmp_path / "s.sqlite-wal").stat().st_size > 0
    found = bootstrap.recover_store(tmp_path / "s.sqlite", tmp_path / "new.sqlite")
    new = bootstrap.open_desk(Choices(tmp_path / "new.sqlite", DAY, "Ines"))
    assert facts_of(new) == facts_of(desk)
    assert (found.missing, new.store.verify().findings) == ((), ())
    assert new.store.document(desk.case("A-0001").letters[0].sha256) is not None
    with pytest.raises(StoreError, match="nothing is overwritten"):
        bootstrap.recover_store(tmp_path / "s.sqlite", tmp_path / "new.sqlite")


@pytest.mark.long_form
def test_of_a_damaged_store_nothing_is_taken_over_unproved_and_what_is_missing_is_named(
    tmp_path: Path,
) -> None:
    """Pages destroyed, bytes changed, the header gone, the end cut off;
    backups fill every gap they can.
    """
    desk = made(tmp_path)
    backup = desk.store.copy_to(tmp_path / "older.sqlite", NOW)
    receive(desk, ticket="MMD-99-Z", title="After the backup")
    desk.store.close()
    whole, before = (tmp_path / "s.sqlite").read_bytes(), facts_of(desk)
    desk.store.close()
    recovered = []
    keepsake = tmp_path / "one fact.jsonl"  # so that there is always something
    keepsake.write_bytes(whole_line(desk, tmp_path))
    for number in range(ROUNDS):
        rng, folder = random.Random(number), tmp_path / str(number)
        folder.mkdir()
        file = folder / "s.sqlite"
        file.write_bytes(_damaged(rng, whole))
        found = bootstrap.recover_store(file, folder / "new.sqlite", [keepsake])
        new = bootstrap.open_desk(Choices(folder / "new.sqlite", DAY, "Ines"))
        here = facts_of(new)
        lost = before - here
        assert bool(found.missing) or not lost, f"round {number}: {len(lost)} lost and not named"
        assert all(
            "could not be read" in row.what or "entries" in row.what or "nothing of it" in row.what
            for row in found.missing
        )
        new.store.close()
        recovered.append(len(before) - len(lost))
        again = bootstrap.recover_store(file, folder / "filled.sqlite", [backup.path])
        assert again.facts >= len(before) - 1, (
            "with a backup only what came after it can be missing"
        )
        shutil.rmtree(folder)
    assert sum(recovered) > 0.5 * len(recovered) * len(before)


def whole_line(desk: Desk, folder: Path) -> bytes:
    """The beginning of a case as a line of an export."""
    again = bootstrap.open_desk(Choices(folder / "s.sqlite", DAY, "Ines"))
    line = again.store.contents(again.case("A-0002").key)[0]
    again.store.close()
    return line + b"\n"


def _damaged(rng: random.Random, whole: bytes) -> bytes:
    data, page = bytearray(whole), 4096
    for _ in range(rng.choice((1, 1, 2, 5))):
        kind = rng.randrange(4)
        at = rng.randrange(len(data) // page) * page
        if kind == 0:
            data[at : at + page] = rng.randbytes(page)
        elif kind == 1:
            data[at : at + page] = bytes(page)
        elif kind == 2:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        else:
            del data[max(at, page * 4) :]
    return bytes(data)


def test_an_exported_case_and_a_folder_of_letters_fill_gaps(tmp_path: Path) -> None:
    """By hash: whatever the files are called."""
    desk = replace(made(tmp_path, 2), files=OutFiles(tmp_path / "s.sqlite"))
    case = desk.case("A-0001")
    export_case(desk, case, tmp_path / "export", b"")
    shutil.copy(
        tmp_path / "export" / "letters" / "A-0001-L1.pdf", tmp_path / "export" / "a scan.pdf"
    )
    desk.store.close()
    new_desk(tmp_path / "empty").store.close()
    empty = tmp_path / "empty" / "s.sqlite"
    found = bootstrap.recover_store(empty, tmp_path / "new.sqlite", [tmp_path / "export"])
    new = bootstrap.open_desk(Choices(tmp_path / "new.sqlite", DAY, "Ines"))
    assert [fact.id for fact in new.case("A-0001").facts] == [fact.id for fact in case.facts]
    assert (found.missing, found.documents) == ((), 3)
    with pytest.raises(StoreError, match="cannot be read"):
        bootstrap.recover_store(tmp_path / "none.sqlite", tmp_path / "other.sqlite")
