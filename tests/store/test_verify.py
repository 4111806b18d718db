"""`verify` finds any byte changed, any row deleted, moved or put in."""

import hashlib
import random
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.dialects import library, sqlite_file
from mmd_reviewer.store.dialects.sqlite import SQLITE
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY
from tests.store.sound_store import sound_store


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_store(tmp_path_factory.mktemp("sound"))


Statement = tuple[str, tuple[object, ...]]


def findings(sound: Path, tmp_path: Path, *statements: Statement) -> list[str]:
    """What verify says of a copy on which these statements were run, its guards taken away."""
    path = tmp_path / "copy.sqlite"
    shutil.copyfile(sound, path)
    with sqlite3.connect(path) as connection:
        for table in ("fact", "document"):
            for action in ("update", "delete"):
                connection.execute(f"DROP TRIGGER {table}_no_{action}")
        connection.execute("DROP TRIGGER fact_chained")
        for statement, values in statements:
            connection.execute(statement, values)
        for statement in (
            SQLITE.beside_tables()
        ):  # what guards against change stands there again, as if untouched
            connection.execute(statement)
    connection.close()
    store = SqlStore(path)
    found = [str(row) for row in store.verify().findings]
    store.close()
    return found


def test_where_no_copy_can_be_made_the_search_index_is_not_accused(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its check is a write, and so runs on a copy: the disk that holds that one may be full."""
    connect = library.connect

    def to_a_full_disk(path: Path, uri: str = "", *, protected: bool | None = None) -> Any:
        connection = connect(path, uri, protected=protected)
        connection.execute("PRAGMA max_page_count=2")
        return connection

    store = SqlStore(Path(shutil.copy(sound, tmp_path / "copy.sqlite")))
    words = "The search index was not checked, as no copy of the store can be made in"
    with monkeypatch.context() as patch:
        patch.setattr(sqlite_file, "connect", to_a_full_disk)
        with pytest.raises(StoreError, match=f"{words} .* is full"):
            store.verify()
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        with pytest.raises(StoreError, match=words):
            store.verify()
    assert store.verify().findings == ()
    store.close()


def test_a_sound_store_has_no_findings(sound: Path, tmp_path: Path) -> None:
    """Nothing is reported where nothing was done."""
    assert findings(sound, tmp_path) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM fact WHERE n = 1 AND case_no = 2", "missing"),
        ("UPDATE fact SET kind = 'NoteAdded' WHERE n = 0 AND case_no = 2", "filed as"),
        ("UPDATE fact SET n = 99 WHERE n = 1 AND case_no = 2", "missing"),
        ("UPDATE fact SET case_no = 3, n = 9 WHERE n = 4 AND case_no = 2", "another case"),
        ("UPDATE fact SET content = x'7b7d' WHERE n = 1 AND case_no = 2", "hash"),
        ("UPDATE fact SET id = zeroblob(32) WHERE n = 1 AND case_no = 2", "hash"),
        ("UPDATE document SET content = x'00' WHERE rowid = 1", "hash"),
        ("DELETE FROM document WHERE rowid = 1", "not in the store"),
        ("UPDATE case_row SET state = 'new' WHERE rowid = 512", "queue rows differ"),
        ("DELETE FROM case_row WHERE id = 512", "queue rows differ"),
        (
            "INSERT INTO case_row SELECT id + 64000, case_no + 250, since, until, state, number, "
            "ticket, customer, type, "
            "title, asked, received, next_date, reviewer, missing, flags, decided, outcome, owed, "
            "open, aged_from, waits_since, looked, look_due, departs FROM case_row "
            "WHERE id = 512",
            "no case",
        ),
        ("UPDATE calendar_entry SET day = '2026-01-01' WHERE case_no = 2", "calendar"),
        ("DELETE FROM letter_row WHERE case_no = 2", "letters differ"),
        ("UPDATE register_row SET devices = 9 WHERE case_no = 4", "register"),
        ("UPDATE device_row SET serial = 'x' WHERE case_no = 4", "devices"),
        (
            "INSERT INTO device_row (device_key, case_no, serial, manufacturer, model, name, ring) "
            "VALUES ('k', 99, 'x', '', '', '', '')",
            "belong to no case",
        ),
        (
            "INSERT INTO uncovered_row (case_no, number, customer, serial, manufacturer, model, "
            "name, state, since, ends) VALUES (4, 'A', '', 'x', '', '', '', '', '2026-01-01', '2')",
            "devices out of service levels",
        ),
        ("UPDATE precedent_row SET reason = 'x' WHERE case_no = 4", "precedents differ"),
        ("UPDATE search SET said = 'x' WHERE rowid = 2", "search words differ"),
        ("UPDATE search SET title = 'x' WHERE rowid = 2", "search words differ"),
        ("DELETE FROM search WHERE rowid = 2", "search words differ"),
        ("INSERT INTO search (rowid, number) VALUES (99, 'A-0099')", "no case"),
        ("UPDATE fact SET content = CAST(content AS TEXT) WHERE n = 1 AND case_no = 2", "hash"),
        ("UPDATE document SET content = CAST(content AS TEXT) WHERE rowid = 1", "hash"),
        ("CREATE VIEW due AS SELECT 1", "a view “due” that this program did not make"),
        (
            "CREATE TRIGGER t AFTER INSERT ON draft BEGIN DELETE FROM draft; END",
            "a trigger “t” that",
        ),
        ("CREATE TABLE planted (a)", "a table “planted” that"),
        ("DROP INDEX q_state", "its index “q_state” is missing"),
        ("DELETE FROM meta", "made by another version"),
        ("DELETE FROM meta", "what was recorded last is not remembered"),
        (
            "UPDATE meta SET value = 'x' WHERE key = 'chain'",
            "what was recorded last is not remembered",
        ),
        (
            "DELETE FROM fact WHERE seq = (SELECT max(seq) FROM fact)",
            "recorded, 1 of them are gone",
        ),
        (
            "UPDATE fact SET chain = NULL WHERE case_no = 3 AND n = 0",
            "A-0002, entry 1: it is not what was recorded",
        ),
        ("DELETE FROM meta WHERE key = 'newest_day'", "the newest day: none is kept"),
        ("UPDATE meta SET value = '2030-01-01' WHERE key = 'newest_day'", "2030-01-01 is kept"),
        ("UPDATE meta SET value = '000000000001' WHERE key = 'highest A'", "number 3 is given"),
        ("DELETE FROM fact WHERE case_no = 3", "of the store are missing"),
        ("DELETE FROM case_id WHERE case_no = 3", "in places 3 to 3 are missing"),
        (
            "UPDATE case_id SET number = 'A-0999' WHERE case_no = 2",
            "A-0001: it is listed as A-0999",
        ),
        (
            "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
            "the search index: it does not",
        ),
    ],
)
def test_changes_are_found_and_named(
    sound: Path, tmp_path: Path, statement: str, words: str
) -> None:
    """Each finding says where and what."""
    found = findings(sound, tmp_path, ("PRAGMA foreign_keys=OFF", ()), (statement, ()))
    assert any(words in line for line in found), found


def test_any_byte_of_a_fact_or_document_is_found(sound: Path, tmp_path: Path) -> None:
    """Two hundred single bytes, chosen by chance with a fixed seed, all found."""
    chance = random.Random(20261123)
    with sqlite3.connect(sound) as connection:
        rows = [
            ("fact", seq, content)
            for seq, content in connection.execute("SELECT seq, content FROM fact")
        ]
        rows += [
            ("document", n, content)
            for n, content in connection.execute("SELECT rowid, content FROM document")
        ]
    connection.close()
    for _ in range(200):
        table, row, content = chance.choice(rows)
        place = chance.randrange(len(content))
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        statement = f"UPDATE {table} SET content = ? WHERE rowid = ?"
        assert findings(sound, tmp_path, (statement, (bytes(changed), row))), (table, row, place)


def test_text_in_no_encoding_is_damage(sound: Path, tmp_path: Path) -> None:
    """It is never shown as if it were words; `verify` reads it and says where it stands."""
    for table in ("fact", "document"):
        found = findings(
            sound,
            tmp_path,
            (f"UPDATE {table} SET content = CAST(x'ff00' AS TEXT) WHERE rowid = 4", ()),
        )
        found += findings(
            sound,
            tmp_path,
            (f"UPDATE {table} SET content = CAST(x'ff00' AS TEXT) WHERE rowid = 1", ()),
        )
        assert any("hash" in line for line in found), found
    found = findings(
        sound,
        tmp_path,
        ("UPDATE case_row SET customer = CAST(x'ff' AS TEXT) WHERE case_no = 2", ()),
    )
    assert found == ["A-0001: its queue rows differ from its facts: rebuild"]
    store = SqlStore(tmp_path / "copy.sqlite")
    with pytest.raises(StoreError, match="is damaged"):
        store.page(QueueFilter(state=""), DAY, 9)
    store.close()


def test_a_forged_fact_that_follows_nothing_is_found(sound: Path, tmp_path: Path) -> None:
    """A fact with a right hash but without its place in the chain."""
    from mmd_reviewer.domain.fact import Author, NoteAdded, write_fact
    from tests.making import DAY

    with sqlite3.connect(sound) as connection:
        key = (
            connection.execute("SELECT case_key FROM case_id WHERE case_no = 2").fetchone()[0].hex()
        )
        last = connection.execute("SELECT max(n) FROM fact WHERE case_no = 2").fetchone()[0]
    connection.close()
    for parents, words in (((), "follows nothing"), (("ab" * 32,), "not in the case")):
        author = Author("x", "A", DAY, "2026-11-23T10:00:00Z")
        fact, content = write_fact(key, parents, "d", author, NoteAdded("forged"))
        values = (bytes.fromhex(fact.id), last + 1, content)
        statement = (
            "INSERT INTO fact (id, case_no, n, kind, content, chain) VALUES (?, 2, ?, 'NoteAdded', "
            "?, x'')"
        )
        assert any(words in line for line in findings(sound, tmp_path, (statement, values)))


ROWS = (
    "case_row",
    "calendar_entry",
    "register_row",
    "device_row",
    "uncovered_row",
    "letter_row",
    "owed_row",
    "precedent_row",
    "fact",
    "case_id",
)


def without(case_no: int) -> list[Statement]:
    """A case taken out of every table, and all numbers behind it closed up,
    as if it had never been there.
    """
    rows = [
        row
        for table in ROWS
        for row in (
            (f"DELETE FROM {table} WHERE case_no = ?", (case_no,)),
            (f"UPDATE {table} SET case_no = case_no - 1 WHERE case_no > ?", (case_no,)),
        )
    ]
    return [
        ("PRAGMA foreign_keys=OFF", ()),
        ("DELETE FROM search WHERE rowid = ?", (case_no,)),
        ("UPDATE search SET rowid = rowid - 1 WHERE rowid > ?", (case_no,)),
        ("CREATE TEMP TABLE gone AS SELECT seq FROM fact WHERE case_no = ?", (case_no,)),
        *rows,
        ("UPDATE case_row SET id = id - 256 WHERE case_no >= ?", (case_no,)),
        ("UPDATE fact SET seq = seq - (SELECT count(*) FROM gone WHERE gone.seq < fact.seq)", ()),
    ]


def rehashed(sound: Path, case_no: int) -> list[Statement]:
    """The last entry of a case written anew by another hand, under the hash of what it says now."""
    with sqlite3.connect(sound) as connection:
        seq, content = connection.execute(
            "SELECT seq, content FROM fact WHERE case_no = ? ORDER BY n DESC LIMIT 1", (case_no,)
        ).fetchone()
    connection.close()
    other = content.replace(b'"by":"Ines Moreau"', b'"by":"Jonas Weber"')
    assert other != content
    return [
        (
            "UPDATE fact SET id = ?, content = ? WHERE seq = ?",
            (hashlib.sha256(other).digest(), other, seq),
        )
    ]


def test_a_case_in_the_middle_that_is_gone_is_found_though_every_number_was_closed_up(
    sound: Path, tmp_path: Path
) -> None:
    found = findings(sound, tmp_path, *without(3))
    assert len(found) == 2
    assert found[0].startswith("A-0003, entry 1: it is not what was recorded in this place")
    assert re.fullmatch(
        r"the end of the store: \d+ entries were recorded, 5 of them are gone", found[1]
    )


def test_a_last_case_that_is_gone_is_found(sound: Path, tmp_path: Path) -> None:
    """Cut off at the end, nothing is left that would follow it;
    the seal of a day kept elsewhere would show it too.
    """
    remembered = ("UPDATE meta SET value = '000000000002' WHERE key = 'highest A'", ())
    found = findings(sound, tmp_path, *without(4), remembered)
    assert len(found) == 1
    assert "of them are gone" in found[0]


def test_an_entry_written_anew_under_its_right_hash_is_found_and_named(
    sound: Path, tmp_path: Path
) -> None:
    for case_no, place in (
        (2, "A-0001, entry 5: it is not what was recorded"),
        (4, "A-0003, entry"),
    ):
        found = findings(sound, tmp_path, *rehashed(sound, case_no))
        assert [line[: len(place)] for line in found] == [place]
    chained_too = (
        "UPDATE fact SET chain = zeroblob(32) WHERE seq = (SELECT max(seq) FROM fact)",
        (),
    )
    assert "the last entry is not the one" in findings(sound, tmp_path, chained_too)[-1]


def test_numbers_of_two_cases_that_were_exchanged_are_found(sound: Path, tmp_path: Path) -> None:
    """Also where the rows were changed to agree: the facts say which is which."""
    tables = ("case_id", "case_row", "owed_row")
    swap = [
        (f"UPDATE {table} SET number = ? WHERE case_no = ?", values)
        for table in tables
        for values in (("x", 2), ("A-0001", 3), ("A-0002", 2))
    ]
    found = findings(sound, tmp_path, *swap)
    assert "A-0001: it is listed as A-0002" in found
    assert "A-0002: it is listed as A-0001" in found


def test_nothing_is_made_of_facts_that_do_not_verify(sound: Path, tmp_path: Path) -> None:
    """`rebuild` would make a sound queue of what is left, and hide what is gone."""
    for statements in (without(3), without(4), rehashed(sound, 2), [("DELETE FROM meta", ())]):
        findings(sound, tmp_path, *statements)
        store = SqlStore(tmp_path / "copy.sqlite")
        with pytest.raises(StoreError, match="do not verify"):
            store.rebuild()
        store.close()


def test_work_goes_on_after_a_cut_and_does_not_hide_it(sound: Path, tmp_path: Path) -> None:
    """What is recorded afterwards follows what was recorded last, not what is left."""
    findings(sound, tmp_path, *without(4))
    desk = bootstrap.open_desk(Choices(tmp_path / "copy.sqlite", DAY, "Ines Moreau"))
    request_queue.note(desk, desk.case("A-0001"), "afterwards")
    found = [str(row) for row in desk.store.verify().findings]
    assert "A-0001, entry 6: it is not what was recorded in this place" in found[0]
    assert "of them are gone" in found[1]
    desk.store.close()


def test_a_store_that_forgot_its_end_takes_nothing_more(sound: Path, tmp_path: Path) -> None:
    findings(sound, tmp_path, ("DELETE FROM meta WHERE key = 'chain'", ()))
    desk = bootstrap.open_desk(Choices(tmp_path / "copy.sqlite", DAY, "Ines Moreau"))
    with pytest.raises(StoreError, match="Nothing was recorded"):
        request_queue.note(desk, desk.case("A-0001"), "x")
    desk.store.close()
