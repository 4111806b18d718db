"""A server of PostgreSQL for tests, on loopback: started where one is asked for, stopped at the
end.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

from mmd_reviewer.settings import Server

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [
    Path(found).parent for found in [shutil.which("pg_ctl")] if found
]
MISSING = "" if BINARIES else "there is no server of PostgreSQL: apt-get install postgresql"
OWNER = "postgres"  # root may not run a server
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # what is tested is no disk
USER = "mmd"


def owner() -> str | None:
    """Who a server is to run as; None for oneself."""
    return OWNER if hasattr(os, "geteuid") and os.geteuid() == 0 else None


def run(*command: str | Path) -> None:
    """Run one of the server's programs."""
    subprocess.run(
        [str(part) for part in command],
        user=owner(),
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        timeout=120,
    )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that the server's owner may write to."""
    folder = Path(tempfile.mkdtemp(prefix="mmd-server-"))
    if owner():
        shutil.chown(folder, OWNER, OWNER)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class TeamServer:
    """A running server; every store stands in a schema of its own."""

    folder: Path
    port: int = field(default_factory=free_port)
    settings: tuple[str, ...] = QUICK
    _names: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self) -> None:
        """An empty cluster."""
        run(
            *(BINARIES[-1] / "initdb", "-D", self.data, "-A", "trust", "-U", USER),
            *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
        )

    def start(self) -> None:
        own = ("listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}")
        options = " ".join(f"-c {setting}" for setting in (*own, *self.settings))
        log = self.folder / "log"
        try:
            run(
                *(BINARIES[-1] / "pg_ctl", "-D", self.data, "-w", "-t", "30"),
                *("-o", f"-p {self.port} {options}", "-l", log, "start"),
            )
        except subprocess.CalledProcessError as error:
            error.add_note(log.read_text("utf-8", "replace")[-2000:])
            raise

    def stop(self, how: str = "fast") -> None:
        run(BINARIES[-1] / "pg_ctl", "-D", self.data, "-m", how, "-w", "stop")

    def url(self, schema: str = "", user: str = USER, more: str = "") -> str:
        """The address of a store."""
        path = f"options=-csearch_path%3D{schema}" if schema else ""
        rest = "&".join(filter(None, (path, more)))
        return f"postgresql://{user}@127.0.0.1:{self.port}/postgres{'?' if rest else ''}{rest}"

    def new_store(self) -> Server:
        """An empty place for a store."""
        schema = f"s{next(self._names)}"
        self.run_sql(f"CREATE SCHEMA {schema}")
        return Server(self.url(schema))

    def run_sql(self, *statements: str, url: str = "") -> list[tuple[object, ...]]:
        """As the owner of everything; the rows of the last."""
        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running() -> Iterator[TeamServer]:
    """A server as long as it is used."""
    with own_folder() as folder:
        server = TeamServer(folder)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
