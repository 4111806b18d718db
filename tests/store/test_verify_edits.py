"""What another program changed beside the facts: version, guards, tables, what is remembered."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mmd_reviewer.store.sql_store import SqlStore
from tests.store.sound_store import sound_store


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_store(tmp_path_factory.mktemp("sound"))


def found_after(sound: Path, folder: Path, *statements: str) -> list[str]:
    """What `verify` says of a copy on which these were done, its guards put back."""
    path = folder / "edited.sqlite"
    shutil.copyfile(sound, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for sql in statements:
            connection.execute(sql)
    store = SqlStore(path)
    try:
        return [str(row) for row in store.verify().findings]
    finally:
        store.close()


def test_a_lowered_version_hides_nothing(sound: Path, tmp_path: Path) -> None:
    found = found_after(
        sound,
        tmp_path,
        "DROP TRIGGER fact_no_update",
        "DROP TRIGGER fact_chained",
        "DROP INDEX q_state",
        "PRAGMA user_version=4",
    )
    assert found == [
        "the file: it says that it is of version 4, and was made by a later one",
        "the file: its index “q_state” is missing",
        "the file: its trigger “fact_chained” is missing",
        "the file: its trigger “fact_no_update” is missing",
    ]


@pytest.mark.parametrize("version", [0, 1, 4, -3])
def test_a_lowered_version_alone_is_named(sound: Path, tmp_path: Path, version: int) -> None:
    found = found_after(sound, tmp_path, f"PRAGMA user_version={version}")
    assert found == [
        f"the file: it says that it is of version {version}, and was made by a later one"
    ]


@pytest.mark.parametrize(
    ("table", "statements"),
    [
        ("meta", ["ALTER TABLE meta ADD COLUMN x"]),
        (
            "fact",
            [
                "PRAGMA writable_schema=ON",
                "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'fact'",
            ],
        ),
        ("case_row", ["ALTER TABLE case_row ADD COLUMN planted TEXT"]),
        ("calendar_entry", ["ALTER TABLE calendar_entry ADD COLUMN planted TEXT"]),
    ],
)
def test_a_table_that_was_changed_is_named(
    sound: Path, tmp_path: Path, table: str, statements: list[str]
) -> None:
    assert found_after(sound, tmp_path, *statements) == [
        f"the file: its table “{table}” has other columns than this program gives it"
    ]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE meta SET value = 'zzz' WHERE key = 'highest A'", "and zzz is remembered: rebuild"),
        (
            "UPDATE meta SET value = '999999999999' WHERE key = 'highest A'",
            "and 999999999999 is remembered: rebuild",
        ),
        ("INSERT INTO meta VALUES ('highest B', '000000000009')", "“highest B”: no fact says it"),
        ("INSERT INTO meta VALUES ('foo', 'bar')", "“foo”: no fact says it"),
    ],
)
def test_what_is_remembered_and_no_fact_says_is_named(
    sound: Path, tmp_path: Path, statement: str, words: str
) -> None:
    """`rebuild`, which the words name, mends it."""
    (found,) = found_after(sound, tmp_path, statement)
    assert words in found
    store = SqlStore(tmp_path / "edited.sqlite")
    store.rebuild()
    assert store.verify().findings == ()
    store.close()
