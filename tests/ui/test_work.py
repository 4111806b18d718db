"""Two lanes off the GUI thread."""

import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.ui.reviewing.collector import Collector
from mmd_reviewer.ui.reviewing.work import Job, UnexpectedError, Work


class Heard:
    """Collects what callbacks are given, and on which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[Exception] = []
        self.threads: set[int] = set()

    def take(self, value: object) -> None:
        self.threads.add(threading.get_ident())
        self.done.append(value)

    def fail(self, error: Exception) -> None:
        self.threads.add(threading.get_ident())
        self.failed.append(error)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def crashes() -> list[BaseException]:
    return []


@pytest.fixture
def work(app: QApplication, crashes: list[BaseException]) -> Iterator[Work]:
    made = Work((OSError,), crashes.append)
    yield made
    assert made.shutdown(5)


def test_deeds_run_in_order_off_the_gui_thread_and_tell_on_it(
    qtbot: QtBot, work: Work, heard: Heard
) -> None:
    ran: list[int] = []

    def deed(_job: Job) -> str:
        ran.append(threading.get_ident())
        return f"deed {len(ran)}"

    for _ in range(3):
        work.deed(deed, heard.take, heard.fail)
    qtbot.waitUntil(lambda: len(heard.done) == 3)
    assert heard.done == ["deed 1", "deed 2", "deed 3"]
    assert heard.threads == {threading.get_ident()}
    assert threading.get_ident() not in ran


def test_progress_reaches_the_status_bar(qtbot: QtBot, work: Work, heard: Heard) -> None:
    busy: list[tuple[str, int, int]] = []
    work.busy.connect(lambda *values: busy.append(values))

    def deed(job: Job) -> None:
        job.progress(2, 40)
        job.progress(40, 40)

    with qtbot.waitSignal(work.idle):
        work.deed(deed, heard.take, heard.fail, text="Import")
    assert busy[0] == ("Import", 0, 0)
    assert busy[-1] == ("Import", 40, 40)


def test_a_running_job_can_be_cancelled(qtbot: QtBot, work: Work, heard: Heard) -> None:
    started = threading.Event()

    def deed(job: Job) -> None:
        started.set()
        job.cancelled.wait(5)
        job.check()

    work.deed(deed, heard.take, heard.fail, text="Import", cancellable=True)
    assert started.wait(5)
    work.cancel_running()
    qtbot.waitUntil(lambda: len(heard.failed) == 1)
    assert isinstance(heard.failed[0], Cancelled)


def test_what_cannot_be_cancelled_is_not(qtbot: QtBot, work: Work, heard: Heard) -> None:
    started, go = threading.Event(), threading.Event()

    def deed(job: Job) -> bool:
        started.set()
        go.wait(5)
        return job.cancelled.is_set()

    work.deed(deed, heard.take, heard.fail)
    assert started.wait(5)
    work.cancel_running()
    go.set()
    qtbot.waitUntil(lambda: heard.done == [False])


def test_a_newer_read_of_the_view_replaces_the_older_ones(
    qtbot: QtBot, work: Work, heard: Heard
) -> None:
    started, go = threading.Event(), threading.Event()
    ran: list[str] = []

    def slow(_job: Job) -> str:
        started.set()
        go.wait(5)
        return "stale"

    def quick(name: str) -> str:
        ran.append(name)
        return name

    work.read("queue", slow, heard.take, heard.fail)
    assert started.wait(5)
    work.read("preview", lambda _job: quick("preview"), heard.take, heard.fail)
    for name in ("a", "ab", "abc"):
        work.read("queue", lambda _job, name=name: quick(name), heard.take, heard.fail)  # type: ignore[misc]
    go.set()
    qtbot.waitUntil(lambda: len(heard.done) == 2)
    assert ran == ["preview", "abc"]
    assert heard.done == ["preview", "abc"]
    assert heard.failed == []


def test_reads_do_not_wait_for_a_deed(qtbot: QtBot, work: Work, heard: Heard) -> None:
    go = threading.Event()
    work.deed(lambda _job: go.wait(5), heard.take, heard.fail)
    work.read("queue", lambda _job: "read", heard.take, heard.fail)
    qtbot.waitUntil(lambda: heard.done == ["read"])
    go.set()


def test_expected_errors_are_told_as_they_are(
    qtbot: QtBot, work: Work, heard: Heard, crashes: list[BaseException]
) -> None:
    def deed(_job: Job) -> None:
        raise FileNotFoundError("no such file")

    work.deed(deed, heard.take, heard.fail)
    qtbot.waitUntil(lambda: len(heard.failed) == 1)
    assert isinstance(heard.failed[0], FileNotFoundError)
    assert crashes == []


def test_mistakes_of_ours_go_to_the_crash_handler(
    qtbot: QtBot, work: Work, heard: Heard, crashes: list[BaseException]
) -> None:
    known: dict[str, int] = {}
    work.deed(lambda _job: known["missing"], heard.take, heard.fail)
    work.deed(lambda _job: "next", heard.take, heard.fail)
    qtbot.waitUntil(lambda: heard.done == ["next"])
    assert [type(error) for error in crashes] == [KeyError]
    assert isinstance(heard.failed[0], UnexpectedError)
    assert "missing" not in str(heard.failed[0])


def test_shutdown_finishes_deeds_drops_reads_and_tells_nobody(
    app: QApplication, heard: Heard
) -> None:
    work = Work()
    started = threading.Event()
    stored: list[str] = []

    def deed(_job: Job) -> None:
        started.set()
        stored.append("first")

    def long_job(job: Job) -> None:
        job.cancelled.wait(5)
        job.check()
        stored.append("never")

    work.read("queue", long_job, heard.take, heard.fail)
    work.deed(deed, heard.take, heard.fail)
    assert started.wait(5)
    work.deed(lambda _job: stored.append("second"), heard.take, heard.fail)
    work.deed(long_job, heard.take, heard.fail, cancellable=True)
    assert work.shutdown(5)
    app.sendPostedEvents()
    assert stored == ["first", "second"]
    assert heard.done == []
    assert heard.failed == []


def test_shutdown_says_when_a_job_does_not_end(app: QApplication, heard: Heard) -> None:
    work, go = Work(), threading.Event()
    work.deed(lambda _job: go.wait(5), heard.take, heard.fail)
    assert not work.shutdown(0.05)
    go.set()
    assert work.shutdown(5)


def _ends(heard: Heard) -> QObject:
    """An object that tells in which thread it is destroyed."""
    made = QObject()
    made.destroyed.connect(heard.take, Qt.ConnectionType.DirectConnection)
    return made


def test_what_a_closed_view_leaves_is_never_collected_by_a_worker(
    qtbot: QtBot, app: QApplication, work: Work, heard: Heard
) -> None:
    collector = Collector(app)

    def busy(job: Job) -> None:
        for _ in range(gc.get_threshold()[0] * 3):
            cycle: list[object] = []
            cycle.append(cycle)

    model = _ends(heard)
    model.setProperty("kept", 1)
    model.own = model  # type: ignore[attr-defined]
    del model
    ended: list[None] = []
    work.deed(busy, ended.append, heard.fail)
    qtbot.waitUntil(lambda: len(ended) == 1)
    # The collector's own timer may have looked while the deed ran: that is this thread too.
    assert heard.threads <= {threading.get_ident()}
    collector.look()
    assert heard.threads == {threading.get_ident()}
    collector.deleteLater()


def test_what_a_job_was_made_with_ends_on_the_gui_thread(
    qtbot: QtBot, work: Work, heard: Heard
) -> None:
    told: list[object] = []
    for _ in range(50):
        made = _ends(heard)
        work.deed(partial(_look, made), told.append, heard.fail)
    del made
    qtbot.waitUntil(lambda: len(told) == 50)
    assert len(heard.done) >= 49
    assert heard.threads == {threading.get_ident()}


def _look(thing: QObject, job: Job) -> None:
    thing.objectName()
