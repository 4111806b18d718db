"""The n-th write, sync, rename, open or truncate of a command fails:
nothing is lost, every sentence is true.

Or the power goes there: what was not synced is undone, all of it or by chance. The long form tries
every n, once and from then on; the ordinary one a few of each kind.
"""

import gzip
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.fact import NoteAdded
from mmd_reviewer.packing import check_out
from mmd_reviewer.services import decision, evidence
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.tables import STORE_VERSION
from tests.forking import Forking, forking
from tests.long import LONG, long_or
from tests.making import FACTOR_4, Course, assessed, day

GCC = shutil.which("gcc")
NO_SHIM = GCC is None or sys.platform != "linux"
pytestmark = [
    pytest.mark.skipif(NO_SHIM, reason="failures are made by a shim that gcc builds"),
    pytest.mark.long_form,
]
DAY = day(30)
OPS = ("write", "sync", "rename", "open", "truncate")
FULL, BROKEN = 28, 5  # ENOSPC, EIO
COMMANDS = {
    "decide": ("decide", "A-0002", "approve"),
    "letter": ("letter", "A-0003", "--out", "letter.pdf"),
    "import": ("import", str(paths.resources() / "samples" / "requests.csv")),
    "batch": ("print-batch", "--due-by", str(DAY), "--out", "batch.pdf"),
    "backup": ("backup",),
    "restore": ("restore", "older.sqlite", "--into", "new.sqlite"),
    "recover": ("recover", "s.sqlite", "--into", "new.sqlite"),
    "export": ("export-case", "A-0001", "--out", "export"),
    "migrate": ("note", "A-0001", "A note."),  # in a store of an older version
    "rebuild": ("rebuild",),
    "checkout": ("checkout", "--out", "new.mmdpack", "A-0002"),
    "merge": ("merge", "train.mmdpack"),
}
OLDER = Path(__file__).parents[1] / "before" / "version-4.sqlite.gz"
NOTHING = (
    "Nothing was recorded",
    "nothing was written",
    "No backup was made",
    "nothing can be recorded",
)
KEPT = ("is kept:", "is recorded all the same", "is recorded as taken", "Whether it was recorded")


@dataclass(frozen=True)
class Workplace:
    """A store that every command finds, and the shim."""

    base: Path
    shim: Path
    commands: Forking

    def run(self, folder: Path, command: str, **fault: object) -> subprocess.CompletedProcess[str]:
        """A command in its own process, with a failure."""
        arguments = ["--store", "s.sqlite", "--today", str(DAY), "--reviewer", "Ines Moreau"]
        arguments += COMMANDS[command]
        wishes = {f"FAULT_{name.upper()}": str(value) for name, value in fault.items()}
        return self.commands.run(folder, arguments, {"FAULT_DIR": str(folder), **wishes})

    def python(
        self, folder: Path, *arguments: str, **fault: object
    ) -> subprocess.CompletedProcess[str]:
        wishes = {f"FAULT_{name.upper()}": str(value) for name, value in fault.items()}
        environment = {**os.environ, "FAULT_DIR": str(folder), **wishes}
        if fault:
            environment["LD_PRELOAD"] = str(self.shim)
        where = {**environment, "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run(
            [sys.executable, *arguments], cwd=folder, env=where, capture_output=True, text=True
        )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    base = tmp_path_factory.mktemp("faults")
    shim = base / "failing.so"
    assert GCC is not None
    source = Path(__file__).with_name("failing.c")
    subprocess.run(
        [GCC, "-shared", "-fPIC", "-O1", "-o", str(shim), str(source), "-ldl"], check=True
    )
    folder = base / "base"
    folder.mkdir()
    course = Course(folder)
    course.notified()
    desk = course.on(0)
    assessed(desk, FACTOR_4, ticket="MMD-2-B", timeline="permanent")
    case = assessed(desk, FACTOR_4, ticket="MMD-3-C", timeline="permanent")
    decision.make(desk, case, Proposal("approve"))
    pack = folder / "train.mmdpack"
    check_out(desk, [desk.case("A-0002")], pack)
    there = bootstrap.open_desk(Choices(pack, day(0), "Kim"))
    decision.make(there, there.case("A-0002"), Proposal("approve"))
    evidence.attach(there, there.case("A-0002"), "proof.txt", b"proof")
    there.store.close()
    store = bootstrap.open_store(folder / "s.sqlite", create=False)
    store.copy_to(folder / "older.sqlite", datetime.now(UTC))
    store.close()
    with forking(folder, LD_PRELOAD=str(shim)) as commands:
        yield Workplace(folder, shim, commands)


def begin(place: Workplace, folder: Path, command: str) -> int:
    """The store in a folder of its own; returns how many facts it holds."""
    shutil.copytree(place.base, folder)
    if command == "migrate":
        (folder / "s.sqlite").write_bytes(gzip.decompress(OLDER.read_bytes()))
    return facts(folder)


def facts(folder: Path) -> int:
    """How many facts the store holds; it must verify, or be what an older program left."""
    with closing(sqlite3.connect(f"file:{folder}/s.sqlite?mode=ro", uri=True)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (found,) = connection.execute("SELECT count(*) FROM fact").fetchone()
    if version != STORE_VERSION:
        return int(found)
    store = bootstrap.open_store(folder / "s.sqlite", create=False)
    try:
        assert store.verify().findings == ()
        return store.seal().facts
    finally:
        store.close()


def counted(place: Workplace, folder: Path, command: str) -> tuple[dict[str, int], int]:
    """How often a command does each thing when nothing fails, and how many facts it adds."""
    before = begin(place, folder, command)
    count = folder.with_name("count")
    done = place.run(folder, command, op="none", n=0, count=count)
    assert done.returncode in (0, 1), done.stderr
    rows = (line.split() for line in count.read_text().splitlines())
    return {name: int(number) for name, number in rows}, facts(folder) - before


@pytest.mark.parametrize("command", COMMANDS)
def test_every_failure_leaves_the_old_or_the_new_and_a_true_sentence(
    place: Workplace, tmp_path: Path, command: str
) -> None:
    amounts, added = counted(place, tmp_path / "whole", command)
    rng = random.Random(command)
    for op in long_or(OPS, rng.sample(OPS, 3)):
        places = (
            range(1, amounts[op] + 1)
            if LONG
            else rng.sample(range(1, amounts[op] + 1), min(amounts[op], 1))
        )
        for n in places:
            for ever in long_or((1, 0), (rng.randrange(2),)):
                _one(place, tmp_path / "one", command, op, n, ever, added)


def test_what_was_not_synced_may_come_back_with_a_log_that_holds_more(
    place: Workplace, tmp_path: Path
) -> None:
    """The log stays beside the file, as it cannot be folded in either: nobody says *nothing*."""
    amounts, added = counted(place, tmp_path / "whole", "migrate")
    for n in range(amounts["sync"] - 5, amounts["sync"] + 1):
        _one(place, tmp_path / "one", "migrate", "sync", n, 1, added)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_power_cut_leaves_the_old_or_the_new(
    place: Workplace, tmp_path: Path, command: str
) -> None:
    """What was acknowledged before is there, files that took their name are whole,
    and the command works again.
    """
    amounts, added = counted(place, tmp_path / "whole", command)
    rng = random.Random(command)
    kinds = ("write", "sync", "truncate", "rename")
    for op in long_or(kinds, (rng.choice(kinds[:2]),)):
        places = range(1, amounts[op] + 1) if LONG else rng.sample(range(1, amounts[op] + 1), 1)
        for n in places:
            for seed in long_or((0, n, 1000 + n), (rng.choice((0, n)),)):
                _cut(place, tmp_path / "one", command, op, n, seed, added)


NOTES = """
from datetime import date
from pathlib import Path
from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Choices
desk = open_desk(Choices(Path("s.sqlite"), date.fromisoformat("{day}"), "Ines Moreau"))
for number in range(70):
    request_queue.note(desk, desk.case("A-0001"), f"note {{number}}")
    print(number, flush=True)
    if number % 9 == 8:
        desk.store.fold_log()
"""


@pytest.mark.parametrize("seed", range(long_or(200, 1)))
def test_no_power_cut_loses_what_was_acknowledged(
    place: Workplace, tmp_path: Path, seed: int
) -> None:
    """Notes, each told when it is recorded; every one
    that was told is there after the power went.
    """
    folder = tmp_path / "notes"
    shutil.copytree(place.base, folder)
    rng = random.Random(seed)
    script = NOTES.format(day=DAY)
    done = place.python(
        folder, "-c", script, op="write", n=rng.randrange(60, 400), cut=rng.choice((0, seed + 1))
    )
    assert done.returncode == -signal.SIGKILL
    acknowledged = len(done.stdout.split())
    assert acknowledged
    store = bootstrap.open_store(folder / "s.sqlite", create=False)
    (key,) = store.find("A-0001")
    notes = [fact for fact in store.facts(key) if isinstance(fact.body, NoteAdded)]
    assert acknowledged <= len(notes) <= acknowledged + 1
    assert store.verify().findings == ()
    store.close()


def _cut(
    place: Workplace, folder: Path, command: str, op: str, n: int, seed: int, added: int
) -> None:
    before = begin(place, folder, command)
    done = place.run(folder, command, op=op, n=n, cut=seed)
    what = f"{command}: power cut at {op} {n}, {seed}: {done.returncode} {done.stderr.strip()}"
    assert done.returncode == -signal.SIGKILL, what
    new = facts(folder) - before
    assert new in (0, added) or command == "batch", what
    for store in folder.glob("new.sqlite"):
        assert bootstrap.open_store(store, create=False).verify().findings == (), what
    for made in (*folder.glob("*.pdf"), *folder.glob("export/**/*.pdf")):
        assert _is_whole(made), f"{what}\n{made.name} is half a file"
    if not new:
        shutil.rmtree(folder / "export", ignore_errors=True)
        for made in folder.glob("new.sqlite*"):
            made.unlink()
        again = place.run(folder, command)
        assert again.returncode in (0, 1), f"{what}\nagain: {again.stderr}"
    shutil.rmtree(folder)


def _one(
    place: Workplace, folder: Path, command: str, op: str, n: int, ever: int, added: int
) -> None:
    before = begin(place, folder, command)
    error = BROKEN if op == "sync" else FULL
    done = place.run(folder, command, op=op, n=n, errno=error, **{"from": ever})
    what = (
        f"{command}: {op} {n}{' and all after it' if ever else ''}: {done.returncode} "
        f"{done.stderr.strip()}"
    )
    new = facts(folder) - before
    assert "The program made a mistake" not in done.stderr, what
    assert "Traceback" not in done.stderr, what
    assert new in (0, added) or command == "batch", what
    whole = done.returncode in (0, 1)
    if whole and not done.stderr.strip():
        assert new == added, what
    elif new and not (whole and new == added):
        assert any(words in done.stderr for words in KEPT), f"{what}\n{new} facts were recorded"
    if any(words in done.stderr for words in NOTHING):
        assert not new, f"{what}\n{new} facts were recorded"
    left = [path.name for path in folder.rglob(".*") if path.is_file()]
    assert left == [], what
    for made in (*folder.glob("*.pdf"), *folder.glob("export/**/*.pdf")):
        assert _is_whole(made), f"{what}\n{made.name} is half a file"
    if not new and done.returncode and not ever:
        shutil.rmtree(folder / "export", ignore_errors=True)
        again = place.run(folder, command)
        assert again.returncode in (0, 1), f"{what}\nagain: {again.stderr}"
    shutil.rmtree(folder)


def _is_whole(file: Path) -> bool:
    """A PDF to its end, or all that the quick press of these tests makes of a letter."""
    content = file.read_bytes().rstrip()
    quick = [f"{file.stem} {kind}".encode() for kind in ("approved", "notice_first")]
    return content.endswith(b"%%EOF") or content in quick
