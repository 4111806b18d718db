"""Forks a child that does deeds on a store, kills it inside a transaction,
and looks at what is left.

Run as a process of its own: `python -m tests.store.kill_worker FOLDER KILLS`; prints one JSON line.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from pathlib import Path

from sqlalchemy import Connection, event

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.fact import NoteAdded
from mmd_reviewer.domain.intake import ReadFile, Reading, ReadRow
from mmd_reviewer.services import assessment, decision, intake, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, FACTOR_4, new_desk, receive, request


def work(desk: Desk, tell: int, round_: int) -> None:
    """Facts, letters and imports without end; every acknowledged note is told."""
    store = desk.store
    assert isinstance(store, SqlStore)
    event.listen(store._engine, "begin", lambda connection: _mark(connection, tell, b"("))
    event.listen(store._engine, "commit", lambda connection: _mark(connection, tell, b")"))
    case = desk.case("A-0001")
    for step in range(10_000):
        name = f"{round_}.{step}"
        case = request_queue.note(desk, case, name)
        os.write(tell, f"\n{name}\n".encode())
        if step % 3 == 1:
            rows = tuple(ReadRow(n, request(ticket=f"MMD-{name}-{n}")) for n in range(40))
            intake.carry_out(desk, intake.plan_import(desk, [ReadFile("f", Reading("csv"), rows)]))
        if step % 3 == 2:
            fresh = receive(desk, ticket=f"MMD-{name}-L")
            fresh = assessment.answer(desk, fresh, FACTOR_4)
            letter.issue(desk, decision.make(desk, fresh, Proposal("approve")))


def _mark(connection: Connection, tell: int, mark: bytes) -> None:
    if connection.get_execution_options().get("writes"):
        os.write(tell, mark)


AT_ONCE = 100  # kills of one store; in a larger one each round would take longer


def main(folder: Path, kills: int) -> dict[str, object]:
    """Counts of kills that landed inside a transaction, of acknowledged notes, and findings."""
    chance = random.Random(1)
    found: dict[str, object] = {"inside": 0, "rounds": 0, "acknowledged": 0, "findings": []}
    for start in range(0, kills, AT_ONCE):
        place = folder / str(start)
        place.mkdir()
        part = _one_store(place, min(AT_ONCE, kills - start), chance)
        found = {name: found[name] + part[name] for name in found}  # type: ignore[operator]
        shutil.rmtree(place)
    return found


def _one_store(folder: Path, kills: int, chance: random.Random) -> dict[str, object]:
    desk = new_desk(folder)
    receive(desk)
    desk.store.close()
    acknowledged: set[str] = set()
    inside = rounds = 0
    findings: list[str] = []
    while inside < kills and rounds < 20 * kills:
        rounds += 1
        told, inside_now = _one_child(folder, rounds, chance)
        acknowledged |= told
        inside += inside_now
        after = bootstrap.open_desk(Choices(folder / "s.sqlite", DAY, "Ines Moreau"))
        notes = {
            fact.body.text
            for fact in after.case("A-0001").facts
            if isinstance(fact.body, NoteAdded)
        }
        lost = acknowledged - notes
        if lost:
            findings.append(f"round {rounds}: lost {sorted(lost)[:3]}")
        if rounds % 10 == 0 or inside >= kills:
            findings += [
                f"round {rounds}: {row.where} {row.message}"
                for row in after.store.verify().findings
            ]
        after.store.close()
    return {
        "inside": inside,
        "rounds": rounds,
        "acknowledged": len(acknowledged),
        "findings": findings,
    }


def _one_child(folder: Path, round_: int, chance: random.Random) -> tuple[set[str], bool]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        desk = bootstrap.open_desk(Choices(folder / "s.sqlite", DAY, "Ines Moreau"))
        work(desk, writing, round_)
        os._exit(0)
    os.close(writing)
    heard = b""
    until = time.monotonic() + chance.uniform(0.02, 0.12)
    # Wait some while and for a note that was told, also on a slow machine; then for the next
    # beginning of a transaction, and kill a moment later.
    while True:
        ready, _, _ = select.select([reading], [], [], 0.5)
        part = os.read(reading, 65536) if ready else b""
        heard += part
        if b"\n" in heard and time.monotonic() > until and part.rstrip().endswith(b"("):
            time.sleep(chance.uniform(0, 0.002))
            break
        if not part and time.monotonic() > until + 5:
            break
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reading, 65536):
        heard += part
    os.close(reading)
    text = heard.decode()
    told = {line for line in text.splitlines() if line and line[0].isdigit()}
    return told, text.count("(") > text.count(")")


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
