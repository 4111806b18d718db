"""A week in flight mode by real keys: forty cases taken along under a passphrase, worked on without
a network, a notice that falls due, and all of it merged back with three conflicts (C2, C7, D3).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.sides import split
from mmd_reviewer.services import assessment, decision, deployment, letter, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.dialects.library import VARIABLE
from tests.journeys.course import accept, day, dialog
from tests.journeys.screen import Screen
from tests.making import DEVICES, FACTOR_4, GROUNDS, new_desk, receive

pytestmark = pytest.mark.journey
WORDS = "Zauberwort"
CASES, DECIDED, CONFLICTS = 40, 4, 3
NUMBERS = [f"A-{n:04}" for n in range(2, CASES + 1)]  # A-0001 is in revocation
FIRST, SECOND = 0, 30  # days of the course: the first notice, and the day the second is due
NO_NETWORK = ("unshare", "--net")


def at_home(folder: Path, today: int, who: str = "Petra Novak") -> Desk:
    """The store at the office, opened by somebody else."""
    return bootstrap.open_desk(Choices(folder / "s.sqlite", day(today), who))


def begun(folder: Path) -> None:
    """One exemption under revocation, its first notice dispatched, and 39 new requests."""
    desk = new_desk(folder)
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    case = letter.dispatched(desk, case, issued.record.number, day(0), "MMD-1465058-R5V8P")
    case = deployment.deploy(desk, case, day(0), DEVICES)
    case = revocation.revoke(desk, case, ["stability"], **GROUNDS)
    case, issued = letter.issue(desk, case, "notice_first")
    letter.dispatched(desk, case, issued.record.number, day(FIRST), "MMD-1465058-R5V8P")
    for n in range(1, CASES):
        receive(
            desk,
            ticket=f"MMD-14650{n:02}-T1E2S",
            title=f"Driver package {n}",
            customer=f"Customer {n % 5 + 1}",
            type_words="Hardware or software drivers",
        )
    desk.store.close()


class Away:
    """The pack on the train: a window without a network, and what its store says."""

    def __init__(self, folder: Path, pack: Path, today: int) -> None:
        self._folder, self._pack = folder, pack
        arguments = ["--store", str(pack), "--today", day(today).isoformat()]
        self.screen = Screen(
            [*arguments, "--reviewer", "Ines Moreau"],
            folder,
            within=NO_NETWORK,
            more={VARIABLE: WORDS},
        )
        self.screen.wait(lambda: self.screen.title().startswith("Pack A1: "), "opening the pack")
        self.screen.focus_main()

    def asked(self, *words: str) -> Any:
        """What a command says of the pack; the file is under the passphrase."""
        done = subprocess.run(
            [sys.executable, "-m", "mmd_reviewer", *words, "--store", str(self._pack), "--json"],
            env={**os.environ, VARIABLE: WORDS, "HOME": str(self._folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)

    def until(self, happened: Callable[[], object], what: str) -> None:
        self.screen.wait(happened, what)

    def has_approved(self, wanted: int) -> bool:
        """So many cases, and no more?"""
        return len(self.asked("list", "--state", "approved")) == wanted

    def leave(self) -> None:
        """Ctrl+Q, and nothing went wrong."""
        self.screen.press("ctrl+q")
        assert self.screen.close() == 0, self.screen.log()
        assert "Traceback" not in self.screen.log()


def command(screen: Screen, words: str) -> None:
    """Run a command from the palette, or open the case of a number."""
    screen.focus_main()  # what was open before may close only now
    screen.press("ctrl+k")
    screen.type(words)
    screen.press("Return")


def check_network_can_be_taken_away() -> None:
    """Skip, saying why, where a process cannot be put into a network of its own."""
    done = subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("unshare --net is not allowed here: no network can be taken away")


def test_a_week_without_a_network(tmp_path: Path) -> None:
    """Everything that is done is one of keys; both stores are what is asked."""
    check_network_can_be_taken_away()
    begun(tmp_path)
    pack = tmp_path / "train.mmdpack"
    _take_along(tmp_path, pack)
    assert not pack.read_bytes().startswith(b"SQLite format 3")
    _triage_and_decide(Away(tmp_path, pack, SECOND - 4))
    _notice_falls_due(Away(tmp_path, pack, SECOND))
    _meanwhile_at_the_office(tmp_path)
    _merge_back(tmp_path, pack)

    home = at_home(tmp_path, SECOND + 1)
    for number in NUMBERS:
        assert split(home.case(number)) is None
        assert home.case(number).reviewer == "Ines Moreau"
    decided = [number for number in NUMBERS if home.case(number).decision]
    assert len(decided) == DECIDED
    course = home.case("A-0001").revocation
    assert course is not None
    assert course.was_sent("second")
    assert course.sent["second"].letter == "A-0001-A1-L1"
    assert home.store.verify().findings == ()


def _take_along(folder: Path, pack: Path) -> None:
    """All forty marked, taken along by their reviewer."""
    arguments = ["--store", str(folder / "s.sqlite"), "--today", day(SECOND - 5).isoformat()]
    screen = Screen([*arguments, "--reviewer", "Ines Moreau"], folder, more={VARIABLE: WORDS})
    try:
        screen.wait(lambda: screen.title().startswith("s "), "opening the store")
        screen.focus_main()
        screen.press("slash")
        screen.press("Escape")
        command(screen, "Take cases along")
        screen.focus_newest()
        screen.picture("checkout")
        screen.press("Tab", "space")  # all of them
        screen.press("ctrl+Return")
        screen.focus_newest()
        screen.press("ctrl+a")
        screen.type(str(pack))
        screen.press("Return")
        screen.wait(pack.exists, "writing the pack")
        screen.focus_main()
        screen.picture("taken")
        screen.press("ctrl+q")
    finally:
        code = screen.close()
    assert code == 0, screen.log()


def _triage_and_decide(away: Away) -> None:
    """All taken on by one key, four decided and their letters issued, nine keys each."""
    screen = away.screen
    try:
        screen.press("ctrl+a", "a")
        away.until(
            lambda: all(
                row["reviewer"] == "Ines Moreau" for row in away.asked("list", "--state", "new")
            ),
            "assigning all",
        )
        screen.press("Escape", "Home")
        screen.press("Return")
        for n in range(1, DECIDED + 1):
            screen.press("n", "n", "y", "y", "y", "y")
            screen.press("ctrl+Return")
            screen.press("ctrl+Return")
            away.until(partial(away.has_approved, n), f"deciding {n}")
            screen.press("Return")
        screen.picture("away")
        away.leave()
    finally:
        screen.close()


def _notice_falls_due(away: Away) -> None:
    """The second notice, from the agenda: issued in the pack, dispatched from the train."""
    screen = away.screen

    def sent() -> bool:
        letters = away.asked("show", "A-0001")["letters"]
        return any(row["kind"] == "notice_second" and row["dispatched"] for row in letters)

    def issued() -> bool:
        return len(away.asked("show", "A-0001")["letters"]) == 3

    try:
        screen.press("ctrl+3")
        screen.picture("due")
        screen.press("l")
        screen.press("ctrl+Return")
        away.until(issued, "issuing the second notice")
        screen.press("ctrl+3")
        dialog(screen, "r")
        screen.type("MMD-1465058-R5V8P")
        accept(screen)
        away.until(sent, "dispatching the second notice")
        away.leave()
    finally:
        screen.close()


def _meanwhile_at_the_office(folder: Path) -> None:
    """Petra answers three of the cases that Ines decides on the train, otherwise."""
    desk = at_home(folder, SECOND - 2)
    for number in _decided_away(folder)[:CONFLICTS]:
        answers = {"conditions": {"security": "broken"}, "notes": {"security": "A known hole."}}
        assessment.answer(desk, desk.case(number), answers)
    desk.store.close()


def _decided_away(folder: Path) -> list[str]:
    """The cases that were decided in the pack."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mmd_reviewer", "list", "--state", "approved", "--json"),
            *("--store", str(folder / "train.mmdpack")),
        ],
        env={**os.environ, VARIABLE: WORDS, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [row["number"] for row in json.loads(done.stdout)]


def _merge_back(folder: Path, pack: Path) -> None:
    """The merge is looked at first; each of the three conflicts is settled with its reason."""
    arguments = ["--store", str(folder / "s.sqlite"), "--today", day(SECOND + 1).isoformat()]
    screen = Screen([*arguments, "--reviewer", "Ines Moreau"], folder, more={VARIABLE: WORDS})

    def in_conflict() -> list[str]:
        desk = at_home(folder, SECOND + 1)
        return [number for number in NUMBERS if split(desk.case(number)) is not None]

    def are_left(wanted: int) -> bool:
        return len(in_conflict()) == wanted

    try:
        screen.wait(lambda: screen.title().startswith("s "), "opening the store")
        screen.focus_main()
        command(screen, "Merge a pack")
        screen.focus_newest()
        screen.type(str(pack))
        screen.press("Return")
        screen.focus_newest()
        screen.picture("merge")
        screen.press("ctrl+Return")  # the window has the keyboard when this is done
        screen.wait(lambda: len(in_conflict()) == CONFLICTS, "merging")
        for left in range(CONFLICTS, 0, -1):
            number = in_conflict()[0]
            command(screen, number)
            command(screen, "Settle two sides")
            screen.focus_newest()
            screen.press("t")
            screen.press("Tab")
            screen.type("The letter is out")
            screen.picture(f"settle-{left}")
            screen.press("ctrl+Return")
            screen.wait(partial(are_left, left - 1), f"settling {number}")
        screen.focus_main()
        screen.press("ctrl+q")
    finally:
        code = screen.close()
    assert code == 0, screen.log()
    assert "Traceback" not in screen.log()
