"""The one helper for everything off the GUI thread: a lane for deeds, a lane for reads, and one for
reads that nobody waits for.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from mmd_reviewer.domain.errors import Cancelled

T = TypeVar("T")
PROGRESS_EVERY = 0.05


class UnexpectedError(Exception):
    """Our own mistake: the crash handler has it; the sentence is for the person."""


class Job:
    """What a running function may use: report progress, ask whether to stop."""

    def __init__(
        self, text: str = "", report: Callable[[Job, int, int], None] | None = None
    ) -> None:
        self.text = text
        self.cancelled = threading.Event()
        self._report = report
        self._reported_at = 0.0

    def begin(self) -> None:
        """Report that the job runs now; the first progress is not held back by it."""
        if self._report is not None:
            self._report(self, 0, 0)

    def progress(self, done: int, total: int) -> None:
        """Report how far the job is; called from the worker, at any rate."""
        now = time.monotonic()
        if self._report is not None and (
            done >= total or now - self._reported_at >= PROGRESS_EVERY
        ):
            self._reported_at = now
            self._report(self, done, total)

    def check(self) -> None:
        """Raise `Cancelled` if the job was asked to stop."""
        if self.cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self.cancelled.set()


class _Task:
    """A function waiting in a lane, and whom to tell."""

    def __init__(
        self,
        job: Job,
        fn: Callable[[Job], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        key: str = "",
    ) -> None:
        self.job, self.fn, self.done, self.failed = job, fn, done, failed
        self.key = key
        self.cancellable = bool(key)
        self.quick = False
        self.superseded = False
        self.aside = False


class _Lane:
    """A thread that takes tasks one at a time, in order.

    What a task names (a view, a dialog, a model) must end on the GUI thread. So `ended` holds each
    task until a later one has been told: by then the worker has let go of it.
    """

    def __init__(
        self, name: str, finished: Callable[[_Task, Any, BaseException | None], None]
    ) -> None:
        self.waiting: deque[_Task] = deque()
        self.running: _Task | None = None
        self.untold = 0  # ended, and their callbacks not yet run
        self.ended: deque[_Task] = deque()
        self.changed = threading.Condition()
        self._finished = finished
        self._stop = False
        self.thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self.thread.start()

    def put(self, task: _Task) -> None:
        """Queue a task; one with a key replaces the waiting one of that key,
        the running one is stale.
        """
        with self.changed:
            if self._stop:
                return
            if task.key:
                self.waiting = deque(old for old in self.waiting if old.key != task.key)
                if self.running is not None and self.running.key == task.key:
                    self.running.superseded = True
                    self.running.job.cancel()
            self.waiting.append(task)
            self.changed.notify()

    def holds(self, key: str) -> bool:
        """Is a task of this key running or waiting?"""
        with self.changed:
            tasks = (self.running, *self.waiting)
            return any(task is not None and task.key == key for task in tasks)

    def stop(self) -> None:
        """End after what is queued; what can be cancelled is."""
        with self.changed:
            self._stop = True
            self.waiting = deque(task for task in self.waiting if not task.cancellable)
            if self.running is not None and self.running.cancellable:
                self.running.job.cancel()
            self.changed.notify()

    def _loop(self) -> None:
        while True:
            with self.changed:
                while not self.waiting and not self._stop:
                    self.changed.wait()
                if not self.waiting:
                    return
                task = self.running = self.waiting.popleft()
            task.job.begin()
            value: Any = None
            error: BaseException | None = None
            try:
                task.job.check()
                value = task.fn(task.job)
            except BaseException as problem:  # a lane must survive whatever a job does
                error = problem
            with self.changed:
                self.running = None
                self.untold += 1
                self.ended.append(task)
            self._finished(task, value, error)
            del task, value, error


class Work(QObject):
    """Lives on the GUI thread, owns the signals; every callback runs on the GUI thread.

    ``expected`` are the exceptions that go to ``failed`` as they are. Any other is a bug: it goes
    to ``crashed`` and ``failed`` gets an `UnexpectedError`.
    """

    busy = Signal(str, int, int)
    idle = Signal()
    _delivered = Signal(object)

    def __init__(
        self,
        expected: tuple[type[Exception], ...] = (OSError,),
        crashed: Callable[[BaseException], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._expected, self._crashed = expected, crashed
        self._closed = False
        self._delivered.connect(self._on_self_delivered, Qt.ConnectionType.QueuedConnection)
        self._deeds = _Lane("deeds", self._finish)
        self._reads = _Lane("reads", self._finish)
        self._aside = _Lane("aside", self._finish)

    def deed(
        self,
        fn: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
        *,
        text: str = "",
        cancellable: bool = False,
        quick: bool = False,
    ) -> Job:
        """Run a deed after those before it; ``text`` shows it in the status bar as `busy`.

        Only a cancellable one is cancelled at shutdown; any other is finished first. `quick`: what
        is shown next may wait for it, as for an answer, but not for a backup.
        """
        job = Job(text, self._report)
        task = _Task(job, fn, done, failed)
        task.cancellable, task.quick = cancellable, quick
        self._deeds.put(task)
        return job

    def read(
        self,
        view_key: str,
        fn: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object],
        *,
        aside: bool = False,
    ) -> Job:
        """Run a read; a newer one of the same view replaces it,
        and then neither callback is called. `aside`: other reads do not wait for it.
        """
        job = Job()
        task = _Task(job, fn, done, failed, key=view_key)
        task.aside = aside
        (self._aside if aside else self._reads).put(task)
        return job

    def cancel_running(self) -> None:
        """Ask the running deed to stop, if it can."""
        task = self._deeds.running
        if task is not None and task.cancellable:
            task.job.cancel()

    @property
    def running(self) -> Job | None:
        """The deed that runs now."""
        task = self._deeds.running
        return task.job if task is not None else None

    @property
    def can_stop(self) -> bool:
        """Can the deed that runs now be stopped?"""
        task = self._deeds.running
        return task is not None and task.cancellable

    @property
    def is_busy(self) -> bool:
        """Is a deed running or waiting?"""
        return self._deeds.running is not None or bool(self._deeds.waiting)

    @property
    def is_recording(self) -> bool:
        """Will quick deeds be over in a moment, as nothing else runs before them?"""
        with self._deeds.changed:
            running, waiting = self._deeds.running, [*self._deeds.waiting]
        return running.quick if running is not None else any(task.quick for task in waiting)

    @property
    def is_quiet(self) -> bool:
        """Is nothing running, waiting or still to be told, reads included?"""
        reads = (self._reads, self._aside)
        return not (
            self.is_busy
            or self._deeds.untold
            or any(lane.running or lane.waiting or lane.untold for lane in reads)
        )

    def shutdown(self, timeout: float = 10.0) -> bool:
        """Finish the deeds, drop the reads; no callback after. False:
        a thread did not end in time.
        """
        self._closed = True
        until = time.monotonic() + timeout
        lanes = (self._reads, self._aside, self._deeds)
        for lane in lanes:
            lane.stop()
        for lane in lanes:
            lane.thread.join(max(0.0, until - time.monotonic()))
        return not any(lane.thread.is_alive() for lane in lanes)

    def _report(self, job: Job, done: int, total: int) -> None:
        if job.text:
            self._send(lambda: self.busy.emit(job.text, done, total))

    def _finish(self, task: _Task, value: Any, error: BaseException | None) -> None:
        self._send(lambda: self._tell(task, value, error))

    def _send(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self._delivered.emit(call)

    def _on_self_delivered(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _tell(self, task: _Task, value: Any, error: BaseException | None) -> None:
        lane = self._aside if task.aside else self._reads if task.key else self._deeds
        with lane.changed:
            lane.untold -= 1
            while lane.ended[0] is not task:
                lane.ended.popleft()
        # A newer read may have come in after the worker finished this one.
        if task.superseded or (task.key and lane.holds(task.key)):
            return
        if task.job.text and not self.is_busy:
            self.idle.emit()
        if error is None:
            task.done(value)
            return
        if not isinstance(error, (Cancelled, *self._expected)):
            if self._crashed is not None:
                self._crashed(error)
            error = UnexpectedError("The program made a mistake and wrote it to a crash file.")
        if isinstance(error, Exception):
            task.failed(error)
