"""A primary that is followed by a standby, and reviewers who work while it dies."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services import letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices, Server
from mmd_reviewer.store import team_store
from tests.making import DAY, QuickPress
from tests.team_server import BINARIES, USER, TeamServer, own_folder, run

KILLED = ("fsync=off", "full_page_writes=off")  # a process dies, not the machine
REPLICATING = (
    *KILLED,
    "wal_level=replica",
    "hot_standby=on",
    "wal_log_hints=on",
    "wal_retrieve_retry_interval=60s",
)


@dataclass
class Pair:
    """Two servers; the second follows the first in step with every commit."""

    primary: TeamServer
    standby: TeamServer

    def url(self, schema: str) -> str:
        """Both of them; who may be written to is taken."""
        hosts = f"127.0.0.1:{self.primary.port},127.0.0.1:{self.standby.port}"
        more = f"target_session_attrs=read-write&connect_timeout=2&options=-csearch_path%3D{schema}"
        return f"postgresql://{USER}@{hosts}/postgres?{more}"

    def begin(self) -> None:
        """Make and start both."""
        self.primary.make()
        self.primary.start()
        self.follow(self.standby, self.primary)
        self.primary.run_sql(
            "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()"
        )
        until = time.monotonic() + 20
        in_step = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
        while self.primary.run_sql(in_step) != [(1,)] and time.monotonic() < until:
            time.sleep(0.1)

    @staticmethod
    def follow(standby: TeamServer, primary: TeamServer) -> None:
        """Make a standby of a server and start it."""
        run(
            *(BINARIES[-1] / "pg_basebackup", "-D", standby.data, "-R", "-c", "fast", "--no-sync"),
            *("-h", "127.0.0.1", "-p", str(primary.port), "-U", USER),
        )
        standby.start()

    def kill_primary(self) -> None:
        """At once, with everything that it was doing; the standby has lost sight of it a moment
        before.
        """
        ((receiver,),) = self.standby.run_sql("SELECT pid FROM pg_stat_wal_receiver")
        os.kill(int(str(receiver)), signal.SIGTERM)
        time.sleep(0.3)
        pid = int((self.primary.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGSTOP)  # no child reports any more; then all of them at once
        for child in children(pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        os.kill(pid, signal.SIGKILL)
        # Nobody may collect the dead process here, or another may take its number: the server would
        # take either for itself, and not start again.
        for lock in (self.primary.data / "postmaster.pid", *self.primary.folder.glob(".s.*.lock")):
            lock.unlink()

    def promote(self) -> None:
        """The standby takes over, and waits for no standby of its own."""
        run(BINARIES[-1] / "pg_ctl", "-D", self.standby.data, "-w", "promote")
        self.standby.run_sql(
            "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()"
        )


def children(pid: int) -> list[int]:
    """The processes that a server started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            if int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(folder.name))
    return found


@contextmanager
def pair() -> Iterator[Pair]:
    """Two running servers as long as they are used."""
    with own_folder() as one, own_folder() as other:
        both = Pair(TeamServer(one, settings=REPLICATING), TeamServer(other, settings=REPLICATING))
        try:
            both.begin()
            yield both
        finally:
            for server in (both.primary, both.standby):
                with suppress(Exception):
                    server.stop()


@dataclass
class Work:
    """Reviewers at one store, each a thread with a desk of its own; what they were told."""

    place: Server
    numbers: list[str]
    notices: list[str]  # letters that everybody tries to dispatch
    acknowledged: list[str] = field(default_factory=list)  # notes that were recorded
    dispatched: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # notes of which it was said: not recorded
    unsure: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self, who: int) -> None:
        """Note upon note, and a notice now and then, until it is over."""
        desk = team_desk(self.place, f"Reviewer {who}")
        n = 0
        try:
            while not self.over.is_set():
                n += 1
                self._note(desk, f"{who}-{n}", self.numbers[(who * 7 + n) % len(self.numbers)])
                if n % 3 == 0 and self.notices:
                    self._dispatch(desk, self.notices[n // 3 % len(self.notices)])
        except Exception as error:
            self.wrong.append(f"{type(error).__name__}: {error}")
        finally:
            desk.store.close()

    def _note(self, desk: Desk, name: str, number: str) -> None:
        try:
            request_queue.note(desk, desk.case(number), name)
            self.acknowledged.append(name)
        except Refused:
            pass  # another was first
        except StoreError as error:
            self._say(name, str(error))

    def _say(self, name: str, words: str) -> None:
        if "recorded all the same" in words:
            self.acknowledged.append(name)
        elif "Whether it was recorded" in words:
            self.unsure.append(name)
        else:
            self.lost.append(name)

    def _dispatch(self, desk: Desk, number: str) -> None:
        try:
            case = desk.case(number.rpartition("-")[0])
            letter.dispatched(desk, case, number, DAY, f"P-{number}")
            self.dispatched.append(number)
        except (Refused, StoreError):
            pass


def team_desk(place: Server, reviewer: str) -> Desk:
    """A desk on the store, whose letters draw nothing; it waits for a server to come back."""
    until = time.monotonic() + team_store.PATIENCE
    while True:
        try:
            desk = bootstrap.open_desk(
                Choices(place, DAY, reviewer, "Europe/Brussels"), create=True
            )
            return replace(desk, press=QuickPress())
        except StoreError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def refused_by_its_timeline(server: TeamServer) -> bool:
    """Does its log say, before long, that it may not follow as it is?"""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        log = (server.folder / "log").read_text("utf-8", "replace")
        if re.search(r"timeline \d+ forked off .* timeline \d+ before", log):
            return True
        time.sleep(0.2)
    return False
