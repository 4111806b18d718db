"""Going back to a backup in the window: the loss first,
once more the question, the store of now kept (mock-up 18).
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.services import decision, letter, request_queue
from mmd_reviewer.settings import Choices
from mmd_reviewer.ui.keeping.going_back_dialog import GoingBackDialog
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import DAY, FACTOR_4, assessed, new_desk, receive
from tests.ui.dialogs import accept
from tests.ui.running import Running, child, click, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HOUR = timedelta(hours=1)


def worked_on(folder: Path) -> None:
    """Two backups; after the newer one a letter that went out and a new case."""
    desk, now = new_desk(folder), datetime.now(UTC)
    case = assessed(desk, FACTOR_4, timeline="permanent")
    desk.store.back_up(now - 2 * HOUR)
    case = decision.make(desk, case, Proposal("approve"))
    desk.store.back_up(now - HOUR)
    case, issued = letter.issue(desk, case)
    letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1465058-R5V8P")
    request_queue.note(
        desk, receive(desk, ticket="MMD-2-B", title="Zebra label printers"), "Asked the vendor."
    )
    desk.store.close()


def opened(window: Running) -> GoingBackDialog:
    window.program.registry.run("file.go_back")
    window.settle()
    dialog = child(window, "goingBackDialog")
    assert isinstance(dialog, GoingBackDialog)
    window.settle()
    return dialog


def said(dialog: GoingBackDialog) -> str:
    return "\n".join(label.text() for label in dialog.lost.findChildren(Label))


def test_the_loss_is_shown_before_anything_is_done(tmp_path: Path, qtbot: object) -> None:
    worked_on(tmp_path)
    with running(tmp_path / "s.sqlite") as window:
        dialog = opened(window)
        assert "loses 4 deeds in 2 cases" in dialog.headline.text()
        assert "1 new case  ·  1 issued letter  ·  1 dispatch" in said(dialog)
        assert (
            "1 of the letters is with the customer already. Going back does not take them back."
            in said(dialog)
        )
        assert "A-0002  Zebra label printers  (the whole case)" in said(dialog)
        assert "A-0001-L1 stays used." in said(dialog)
        dialog.rows.set_current_row(1)
        window.settle()
        assert "loses 5 deeds in 2 cases" in dialog.headline.text()
        dialog.write_text(dialog._losses[dialog._backups[1].path], tmp_path / "loss.txt")
        window.settle()
        assert "Decided: Approve" in (tmp_path / "loss.txt").read_text("utf-8")
        dialog.reject()
        window.settle()
        assert window.desk_window.reviewing.desk.case("A-0002").notes


def test_gone_back_after_one_more_question(tmp_path: Path, qtbot: object) -> None:
    """By keys: Ctrl+Enter asks once more, Esc there leaves everything as it is."""
    worked_on(tmp_path)
    with running(tmp_path / "s.sqlite") as window:
        dialog = opened(window)
        accept(window)
        window.settle()
        assert child(window, "goBackOnceMoreDialog").isVisible()
        window.press(Qt.Key.Key_Escape)
        window.settle()
        assert window.desk_window.reviewing.desk.case("A-0002").notes
        assert dialog.accept_button.isEnabled()
        accept(window)
        window.settle()
        accept(window)
        window.settle()
        desk = window.desk_window.reviewing.desk
        assert desk.store.find("A-0002") == ()
        assert desk.case("A-0001").letters_given == 1
        message = window.program.window.message_bar.messages()["deed"]
        assert "What it held until now is kept as a backup." in message
        assert window.program.queue is not None
        assert desk.store.backups()[0].facts > desk.store.backups()[1].facts


def test_a_backup_is_looked_at_in_a_copy(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program on a copy: it shows what the backup holds, and nothing is recorded in it."""
    worked_on(tmp_path)
    started: list[tuple[str, list[str]]] = []

    def start(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((program, arguments))
        return True, 1

    monkeypatch.setattr("mmd_reviewer.ui.keeping.going_back_dialog.QProcess.startDetached", start)
    with running(tmp_path / "s.sqlite") as window:
        dialog = opened(window)
        backup = dialog.chosen()
        click(window, "goingBackLook")
        dialog.reject()
        window.settle()
    assert backup is not None
    ((_, arguments),) = started
    assert arguments[-5:] == ["--store", str(backup.path), "--look", "--today", "2026-11-23"]
    before = backup.path.read_bytes()
    choices = Choices(backup.path, DAY, "Ines Moreau", looks=True)
    desk = open_desk(choices)
    assert desk.case("A-0001").number == "A-0001"
    assert "This is a copy to look at" in choices.said[0]
    with pytest.raises(StoreError, match="read-only"):
        request_queue.note(desk, desk.case("A-0001"), "x")
    assert backup.path.read_bytes() == before
