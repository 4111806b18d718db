"""The window keeps the store safe unasked: backups at closing
and after half an hour, their age in the status bar.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmd_reviewer.bootstrap import open_store
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.keeping import safe_keeping
from tests.making import new_desk, receive
from tests.ui.running import running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_backup_is_made_when_the_window_closes_and_said_at_the_next_start(
    tmp_path: Path, qtbot: object
) -> None:
    receive(new_desk(tmp_path))
    folder = tmp_path / "s backups"
    with running(tmp_path / "s.sqlite") as window:
        assert window.program.window.status_bar.backup.label.text() == "No backup yet"
        window.program.backs_up = True
    assert len(list(folder.iterdir())) == 1
    assert (
        not (tmp_path / "s.sqlite-wal").exists() or (tmp_path / "s.sqlite-wal").stat().st_size == 0
    )
    with running(tmp_path / "s.sqlite") as window:
        now = datetime.now(UTC).astimezone().strftime("%H:")
        assert window.program.window.status_bar.backup.label.text().startswith(f"Backup {now}")
        window.program.backs_up = True
    assert len(list(folder.iterdir())) == 1, "nothing changed"


def test_a_quiet_minute_folds_the_log_and_half_an_hour_makes_a_backup(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    receive(desk)
    desk.store.close()
    with running(tmp_path / "s.sqlite") as window:
        keeping = window.program.keeping
        assert keeping is not None
        inner = window.desk_window.reviewing.desk
        request_queue.note(inner, inner.case("A-0001"), "x")
        keeping.look()
        window.settle()
        assert (tmp_path / "s.sqlite-wal").stat().st_size == 0
        assert not (tmp_path / "s backups").exists()
        monkeypatch.setattr(safe_keeping, "BACKUP_AFTER", timedelta(0))
        keeping.look()
        window.settle()
        assert len(list((tmp_path / "s backups").iterdir())) == 1
        assert window.program.window.status_bar.backup.label.text().endswith(", checked")


def test_a_backup_that_fails_is_said(tmp_path: Path, qtbot: object) -> None:
    """By hand too, from the menu; the work goes on."""
    receive(new_desk(tmp_path))
    (tmp_path / "s backups").write_text("a file in the way")
    with running(tmp_path / "s.sqlite") as window:
        window.program.registry.run("file.backup")
        window.settle()
        assert "No backup was made" in window.program.window.message_bar.messages()["backup"]


def test_a_closed_window_is_looked_after_no_more(tmp_path: Path, qtbot: object) -> None:
    """Its timer stops and goes with it: what it would write to is gone."""
    receive(new_desk(tmp_path))
    with running(tmp_path / "s.sqlite") as window:
        keeping = window.program.keeping
        assert keeping is not None
        assert keeping.parent() is window.program.window
        assert keeping._timer.isActive()
        window.program.window.close()
        assert not keeping._timer.isActive()


def test_a_second_place_is_caught_up_when_it_is_there(tmp_path: Path, qtbot: object) -> None:
    receive(new_desk(tmp_path))
    stick = tmp_path / "stick"
    with running(tmp_path / "s.sqlite", Settings(backup_folder=str(stick))) as window:
        keeping, said = window.program.keeping, window.program.window.status_bar.backup.label
        assert keeping is not None
        keeping.back_up()
        window.settle()
        assert said.text().endswith(", checked, second place not there")
        stick.mkdir()
        keeping.look()
        window.settle()
        assert said.text().endswith(", checked, twice")
    (folder,) = stick.iterdir()
    assert folder.name.startswith("s backups ")
    (copy,) = folder.iterdir()
    assert open_store(copy, create=False).verify().findings == ()
