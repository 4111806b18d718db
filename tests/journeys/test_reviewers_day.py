"""A reviewer's day by real keys, the ninetieth of a revocation: twenty requests triaged, eight
decided and dispatched, three questions on the telephone, a kill in mid-word and what comes back
(C4, C9, C10, D1 to D10).
"""

import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.intake import REQUEST_COLUMNS
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.journeys.aloud import check_tools
from tests.journeys.course import SERIALS, WHY, Week, accept, day, dialog, up_to_the_last_week
from tests.journeys.screen import Screen

pytestmark = pytest.mark.journey
TODAY = day(90)
REQUESTS, DECIDED = 20, 8
NUMBERS = [f"A-{n:04}" for n in range(2, REQUESTS + 2)]  # A-0001 is in revocation
MOST_KEYS = 5  # of a question answered, after Ctrl+K, beyond the words typed


class Day:
    """The program on one day, and the store as another process sees it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        arguments = ["--store", str(folder / "s.sqlite"), "--today", TODAY.isoformat()]
        self.screen = Screen([*arguments, "--reviewer", "Ines Moreau"], folder, aloud=True)
        self.screen.wait(lambda: self.screen.title().startswith("s "), "opening the store")
        self.screen.focus_main()

    def desk(self) -> Desk:
        """The store, opened by somebody else."""
        choices = Choices(self._folder / "s.sqlite", TODAY, "Somebody else")
        return bootstrap.open_desk(choices)

    def cases(self) -> list[Case]:
        """The twenty of the day, or none while they are not there."""
        desk = self.desk()
        try:
            return [desk.case(number) for number in NUMBERS]
        except Refused:
            return []

    def until(self, happened: Callable[[list[Case]], object], what: str) -> None:
        """Until the cases of the day say so."""
        self.screen.wait(lambda: happened(self.cases()), what)

    def asked(self, subject: str, *keys: str) -> str:
        """What the page found by Ctrl+K tells a screen reader."""
        assert len(keys) < MOST_KEYS
        self.screen.press("ctrl+k")
        self.screen.type(subject)
        self.screen.press("Return", *keys)
        self.screen.picture(f"asked-{subject}")
        return "\n".join(self.screen.words())

    def draft(self, number: str) -> str:
        """The words kept of what is being written for a case."""
        desk = self.desk()
        rows = desk.store.drafts(desk.case(number).key, "Ines Moreau")
        return " ".join(str(row) for row in rows)

    def leave(self) -> None:
        """Ctrl+Q, and nothing went wrong."""
        self.screen.press("ctrl+q")
        assert self.screen.close() == 0, self.screen.log()
        assert "Traceback" not in self.screen.log()


def export_of_the_portal(folder: Path) -> Path:
    """Twenty complete requests for a driver package, from five customers."""
    file = folder / "requests.csv"
    with file.open("w", newline="", encoding="utf-8") as target:
        table = csv.writer(target)
        table.writerow(REQUEST_COLUMNS[:9])  # up to the contact
        for n in range(1, REQUESTS + 1):
            named = (
                f"MMD-14650{n:02}-T1E2S",
                f"Customer {n % 5 + 1}",
                "Hardware or software drivers",
            )
            asked = (
                f"Driver package {n}",
                f"Scanner {n} prints",
                f"Install package {n}",
                "24 months",
            )
            table.writerow([*named, *asked, day(88).isoformat(), "Jana Hofer"])
    return file


def test_a_day_of_twenty_requests_and_the_end_of_a_revocation(tmp_path: Path) -> None:
    """Every deed of the day is one of keys; the store is what it is asked of."""
    check_tools()
    up_to_the_last_week(Week(tmp_path))
    now = Day(tmp_path)
    screen = now.screen
    try:
        _day_90(now)
        _import_and_triage(now, export_of_the_portal(tmp_path))
        _decide(now)
        _dispatch(now)
        _telephone(now)
        _leave_in_mid_word(now)
    finally:
        screen.close()

    again = Day(tmp_path)
    try:
        found = again.asked("A-0013")
        again.leave()
    finally:
        again.screen.close()
    assert "The vendor answers, and then" in found
    desk = again.desk()
    assert [state(case, TODAY) for case in again.cases()].count("approved") == DECIDED
    assert "and then" in again.draft("A-0013")
    assert desk.store.verify().findings == ()


def _day_90(now: Day) -> None:
    """The letter that records the end of cover, and whose cover it was."""
    screen = now.screen

    def revoked() -> Case:
        return now.desk().case("A-0001")

    screen.press("ctrl+k")
    screen.type("anyconnect")
    screen.press("Return")
    screen.press("ctrl+l")
    screen.picture("record")
    screen.press("ctrl+Return")
    screen.wait(lambda: revoked().letters[-1].record.kind == "cover_ended", "the record letter")
    dialog(screen, "ctrl+r")
    screen.type("MMD-RECORD")
    accept(screen)
    screen.wait(lambda: revoked().letters[-1].dispatched, "dispatching the record letter")

    case = revoked()
    assert state(case, TODAY) == "cover_ended"
    assert [row.state for row in cover(case, TODAY)] == ["not_covered"] * 2 + ["removed"] * 3
    sent = [letter.record.kind for letter in case.letters if letter.dispatched]
    assert [kind for kind in sent if kind.startswith("notice")] == [
        "notice_first",
        "notice_second",
        "notice_third",
        "notice_final",
    ]
    text = as_text(case.letters[-1].record)
    assert "Without cover on the date of this letter: 2 devices." in text
    assert [serial in text for serial in SERIALS] == [True, True, False, False, False]
    assert {fact.by for fact in case.facts} == {"Ines Moreau"}
    assert case.revocations[0].prepared.why == WHY


def _import_and_triage(now: Day, file: Path) -> None:
    """The export read in; all taken on by one key, one put aside."""
    screen = now.screen
    screen.press("ctrl+i")
    screen.focus_newest()
    screen.type(str(file))
    screen.press("Return")
    screen.focus_main()
    screen.press("ctrl+Return")
    now.until(lambda cases: len(cases) == REQUESTS, "the import")
    screen.press("ctrl+1")
    screen.press("ctrl+a", "a")
    now.until(lambda cases: all(case.reviewer == "Ines Moreau" for case in cases), "assigning all")
    screen.press("Escape", "End")
    dialog(screen, "p")
    screen.type("Vendor replies by then")
    screen.press("Tab")
    screen.type("+14")
    screen.press("Return")
    screen.focus_main()
    now.until(lambda cases: [state(case, TODAY) for case in cases].count("parked") == 1, "parking")


def _decide(now: Day) -> None:
    """Nine keys each."""
    screen = now.screen
    screen.press("Home")
    screen.press("Return")
    for n in range(1, DECIDED + 1):
        screen.press("n", "n", "y", "y", "y", "y")
        screen.press("ctrl+Return")
        screen.press("ctrl+Return")
        now.until(partial(_approved, n), f"deciding {n}")
        screen.press("Return")


def _approved(wanted: int, cases: list[Case]) -> bool:
    return [state(case, TODAY) for case in cases].count("approved") == wanted


def _dispatch(now: Day) -> None:
    """One key a letter, one for all."""
    screen = now.screen
    screen.press("ctrl+shift+x")
    screen.press(*["c"] * DECIDED)
    screen.picture("dispatch")
    screen.press("ctrl+Return")
    now.until(
        lambda cases: (
            sum(bool(letter.dispatched) for case in cases for letter in case.letters) == DECIDED
        ),
        "recording the dispatches",
    )


def _telephone(now: Day) -> None:
    """Three questions, each answered from one page."""
    decided = next(case for case in now.cases() if case.decision)
    assert decided.decision is not None
    until = decided.decision.made.until
    assert until is not None
    page = now.asked(decided.number)
    assert "Approved" in page, "what did you decide …"
    assert "All four key conditions hold." in page, "… and why?"
    assert on_screen(until) in page, "until when may we keep it?"
    page = now.asked("Fabrikam")
    assert "2 devices are out of service levels today" in page
    assert [serial in page for serial in SERIALS] == [True, True, False, False, False]


def _leave_in_mid_word(now: Day) -> None:
    """The power goes: what was typed is kept."""
    screen = now.screen
    screen.press("ctrl+k")
    screen.type("A-0013")
    screen.press("Return")
    screen.press("n", "n", "n")
    screen.type("The vendor answers, and then")
    screen.wait(lambda: "The vendor answers" in now.draft("A-0013"), "keeping the draft")
    screen.program.kill()
    screen.program.wait()
