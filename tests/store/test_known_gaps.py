"""A store that was recovered with entries missing is worked with, backed up and rebuilt as any;
what is damaged besides is found.
"""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.errors import StoreDamaged, StoreError
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, new_desk, receive

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def gaps(tmp_path: Path) -> Desk:
    """Recovered from a store of which one note of the case cannot be read."""
    desk = new_desk(tmp_path)
    receive(desk)
    for words in ("unreadable", "follows it", "and on"):
        request_queue.note(desk, desk.case("A-0001"), words)
    desk.store.close()
    bad = tmp_path / "s.sqlite"
    bad.write_bytes(bad.read_bytes().replace(b"unreadable", b"UNREADABLE"))
    found = bootstrap.recover_store(bad, tmp_path / "r.sqlite")
    assert ("A-0001", "1 of its entries could not be read") in {
        (row.case, row.what) for row in found.missing
    }
    return bootstrap.open_desk(Choices(tmp_path / "r.sqlite", DAY, "Ines Moreau"))


def test_what_a_recovery_could_not_read_is_no_damage(gaps: Desk, tmp_path: Path) -> None:
    assert gaps.store.look_closely() == ""
    request_queue.note(gaps, gaps.case("A-0001"), "goes on")
    made = gaps.store.back_up(NOW)
    assert made is not None
    assert made.missing == 1
    assert gaps.store.rebuild() == 1
    request_queue.note(gaps, gaps.case("A-0001"), "after the rebuild")
    later = gaps.store.back_up(NOW + timedelta(hours=1))
    assert later is not None
    back = bootstrap.restore_store(later.path, tmp_path / "back.sqlite", NOW)
    assert (back.missing, back.facts) == (1, later.facts)
    assert isinstance(gaps.store, SqlStore)
    moved = SqlStore(tmp_path / "moved.sqlite", create=True)
    assert gaps.store.move_into(moved).facts == later.facts
    kept = moved.back_up(NOW)
    assert kept is not None
    assert kept.missing == 1
    moved.close()
    said = [str(finding) for finding in gaps.store.verify().findings]
    assert said == ["A-0001, entry 2: what it follows is not in the case"]


def test_what_goes_missing_afterwards_is_damage(gaps: Desk) -> None:
    """Also an entry beside the gap, though what tells of it is the same sentence."""
    assert isinstance(gaps.store, SqlStore)
    with sqlite3.connect(gaps.store.path) as connection:
        connection.execute("DROP TRIGGER fact_no_update")
        sql = "SELECT seq, content FROM fact WHERE kind = 'NoteAdded' ORDER BY seq DESC LIMIT 1"
        seq, content = connection.execute(sql).fetchone()
        body = json.loads(content) | {"parents": ["ab" * 32]}
        changed = json.dumps(body).encode()
        connection.execute("UPDATE fact SET content = ? WHERE seq = ?", (changed, seq))
    connection.close()
    assert "A-0001, entry 3" in gaps.store.look_closely()
    with pytest.raises(StoreError, match="A-0001, entry 3"):
        gaps.store.back_up(NOW)
    with pytest.raises((StoreDamaged, StoreError)):
        gaps.store.rebuild()
