"""A print server of the tests' own on loopback: its queue throws paper away and keeps the files."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CUPSD = shutil.which("cupsd") or shutil.which("cupsd", path="/usr/sbin")
LPADMIN = shutil.which("lpadmin") or shutil.which("lpadmin", path="/usr/sbin")
THERE = CUPSD is not None and LPADMIN is not None and os.geteuid() == 0
NAME = "Office"
PATIENCE = 20  # seconds until it answers
FILES = """\
FileDevice Yes
ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup root lpadmin
"""
DAEMON = """\
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles Yes
PreserveJobHistory Yes
MaxJobs 0
DirtyCleanInterval 0
<Location />
Order allow,deny
Allow from 127.0.0.1
</Location>
<Location /admin>
Order allow,deny
Allow from 127.0.0.1
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow from 127.0.0.1
</Limit>
</Policy>
"""


class Queue:
    """One queue, `Office`; its spool holds what was handed over, in order."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.address = folder, f"127.0.0.1:{port}"

    def call(self, command: str, *arguments: str) -> None:
        """A command of the print system, at this server."""
        path = shutil.which(command) or shutil.which(command, path="/usr/sbin") or command
        environment = {**os.environ, "CUPS_SERVER": self.address}
        subprocess.run([path, *arguments], env=environment, check=True, capture_output=True)

    def files(self) -> list[bytes]:
        """What every job brought, in the order of the jobs."""
        return [file.read_bytes() for file in sorted((self.folder / "spool").glob("d*-001"))]

    def titles(self, jobs: int) -> list[bytes]:
        """What every one of so many jobs tells of itself, whoever looks at the queue."""
        until = time.monotonic() + PATIENCE  # the server writes it down a little later
        written = "c" + 5 * "[0-9]"  # beside them lie what is being written, and what was
        while len(found := sorted((self.folder / "spool").glob(written))) < jobs:
            assert time.monotonic() < until, f"{len(found)} of {jobs} jobs are written down"
            time.sleep(0.05)
        return [file.read_bytes() for file in found]


@contextmanager
def queue(folder: Path) -> Iterator[Queue]:
    """The server, until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name in ("root", "spool", "cache", "state", "log"):
        (folder / name).mkdir()
    for part in (folder, *folder.iterdir()):
        part.chmod(0o755)
        shutil.chown(part, "root", "lp")
    for outer in folder.parents:  # the server works as another user
        if not outer.stat().st_mode & 0o001:
            outer.chmod(outer.stat().st_mode | 0o011)
    (folder / "root" / "cups-files.conf").write_text(FILES.format(folder=folder))
    (folder / "root" / "cupsd.conf").write_text(DAEMON.format(port=port))
    made = Queue(folder, port)
    command = [
        str(CUPSD),
        "-f",
        "-c",
        str(folder / "root" / "cupsd.conf"),
        "-s",
        str(folder / "root" / "cups-files.conf"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            made.call("lpadmin", "-p", NAME, "-E", "-v", "file:/dev/null", "-m", "raw")
            made.call("lpadmin", "-d", NAME)
            yield made
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
