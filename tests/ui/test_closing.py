"""Closing the window while something is being done."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui.app import Program
from mmd_reviewer.ui.demo.pictures import settle
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.keeping.closing import AskBeforeClosing
from mmd_reviewer.ui.reviewing.work import Job
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import DAY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    store = tmp_path / "s.sqlite"
    made = Program(Choices(store, DAY, "Ines", "Europe/Brussels"), Settings(theme="light"))
    AskBeforeClosing(made.window, made.work)
    made.window.show()
    made.load()
    settle(made)
    yield made
    assert not made.window.isVisible()


def asked(program: Program) -> tuple[FormDialog, str]:
    """The question, after the window was closed twice."""
    program.window.close()
    program.window.close()
    boxes = program.window.findChildren(FormDialog, "closeDialog")
    assert len(boxes) == 1
    assert program.window.isVisible()
    return boxes[0], " ".join(label.text() for label in boxes[0].findChildren(Label))


def test_a_deed_that_can_be_stopped_is_stopped_and_the_window_closes(
    program: Program, qtbot: QtBot
) -> None:
    ended: list[Exception] = []
    begun = threading.Event()

    def work(job: Job) -> None:
        begun.set()
        while True:
            job.check()

    program.work.deed(work, lambda _: None, ended.append, text="Importing", cancellable=True)
    begun.wait(10)
    box, said = asked(program)
    assert "Importing is still going on. Stopped now, nothing of it is kept" in said
    box.accept_button.click()
    qtbot.waitUntil(lambda: not program.window.isVisible())
    assert [type(error) for error in ended] == [Cancelled]


def test_any_other_deed_is_finished_first(program: Program, qtbot: QtBot) -> None:
    begun, may_end, kept = threading.Event(), threading.Event(), list[int]()

    def work(job: Job) -> int:
        begun.set()
        may_end.wait(10)
        return 7

    program.work.deed(work, kept.append, lambda error: None, text="Writing the batch")
    begun.wait(10)
    box, said = asked(program)
    assert "Writing the batch is still going on. It cannot be stopped" in said
    box.accept_button.click()
    program.window.close()
    assert program.window.isVisible()
    may_end.set()
    qtbot.waitUntil(lambda: not program.window.isVisible())
    assert kept == [7]


def test_who_stays_is_asked_again_and_an_idle_window_closes_at_once(
    program: Program, qtbot: QtBot
) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        begun.set()
        may_end.wait(10)

    program.work.deed(work, lambda _: None, lambda error: None, text="Backing up")
    begun.wait(10)
    box, _ = asked(program)
    box.reject()
    qtbot.wait(20)
    box, _ = asked(program)
    box.reject()
    may_end.set()
    settle(program)
    program.window.close()
    assert not program.window.isVisible()
