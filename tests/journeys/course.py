"""A revocation by real keys alone, from deployment over its four notices to its last week;
the program is closed in between.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.settings import Choices
from tests.journeys.screen import Screen
from tests.making import DAY, FACTOR_4, new_desk, receive

WHY = "61 stop errors on 40 devices"
SERIALS = [f"5CG{n}" for n in range(1, 6)]


def day(n: int) -> date:
    return DAY + timedelta(days=n)


class Week:
    """The store, seen by another process while the window works on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        desk = new_desk(folder)
        case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
        case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
        letter.dispatched(desk, case, issued.record.number, DAY, "MMD-0-APPROVED")
        desk.store.close()

    def case(self) -> Case:
        """The case as it stands in the store."""
        return bootstrap.open_desk(
            Choices(self.folder / "s.sqlite", day(200), "Somebody else")
        ).case("A-0001")

    @contextmanager
    def on(self, days: int) -> Iterator[Screen]:
        """The program opened on that day, with the case in the assessment view; left by Ctrl+Q."""
        arguments = ["--store", str(self.folder / "s.sqlite"), "--today", day(days).isoformat()]
        screen = Screen([*arguments, "--reviewer", "Ines Moreau"], self.folder)
        try:
            screen.wait(lambda: screen.title().startswith("s "), "opening the store")
            screen.press("ctrl+k")
            screen.type("anyconnect")
            screen.press("Return")
            yield screen
            screen.press("ctrl+q")
        finally:
            code = screen.close()
        assert code == 0, screen.log()
        assert "Traceback" not in screen.log()

    def until(self, screen: Screen, happened: Callable[[Case], object], what: str) -> None:
        """Until the store says so."""
        screen.wait(lambda: happened(self.case()), what)


def course(case: Case) -> Revocation:
    """The open revocation."""
    assert case.revocation is not None
    return case.revocation


def dialog(screen: Screen, key: str) -> None:
    """Open a dialog and give it the keyboard."""
    screen.press(key)
    screen.focus_newest()


def accept(screen: Screen) -> None:
    """Ctrl+Enter, and back to the window."""
    screen.press("ctrl+Return")
    screen.focus_main()


def notice(week: Week, screen: Screen, which: str) -> None:
    """The notice that is due, from the agenda: its letter issued, its dispatch recorded."""
    letters = len(week.case().letters)
    screen.press("ctrl+3")
    screen.picture(f"agenda-{which}")
    screen.press("l")
    screen.press("ctrl+Return")
    week.until(screen, lambda case: len(case.letters) > letters, f"issuing the {which} notice")
    screen.press("ctrl+3")
    dialog(screen, "r")
    screen.type(f"MMD-{which.upper()}")
    accept(screen)
    week.until(screen, lambda case: course(case).was_sent(which), f"dispatching the {which} notice")


def up_to_the_last_week(week: Week) -> None:
    """D1 to D9: deploy, revoke, first notice; the second overdue; appeal, stands; third notice;
    three of five devices removed; final notice.
    """
    with week.on(0) as screen:
        dialog(screen, "ctrl+d")
        screen.press("Tab")
        for serial in SERIALS:
            screen.type(f"{serial}, HP, EliteBook")
            screen.press("Return")
        accept(screen)
        week.until(screen, lambda case: len(case.devices) == 5, "deploying")
        dialog(screen, "ctrl+shift+r")
        screen.press("Tab", "Tab", "space", "Tab", "Tab")
        for words in (WHY, "The driver came in October", "Remove the client"):
            screen.type(words)
            screen.press("Tab")
        screen.picture("revoke")
        accept(screen)
        week.until(screen, lambda case: case.revocation, "revoking")
        screen.press("ctrl+Return")  # the draft of the first notice has opened by itself
        week.until(screen, lambda case: len(case.letters) == 2, "issuing the first notice")
        dialog(screen, "ctrl+r")
        screen.type("MMD-1-FIRST")
        accept(screen)
        week.until(
            screen,
            lambda case: case.revocation and case.revocation.notified,
            "dispatching the first notice",
        )

    with week.on(44) as screen:  # two weeks after the second notice was due
        notice(week, screen, "second")
        dialog(screen, "ctrl+shift+a")
        screen.press("o", "Tab")
        screen.type("Version 6.1 is deployed")
        accept(screen)
        week.until(screen, lambda case: course(case).appeal, "the appeal")
        dialog(screen, "ctrl+shift+o")
        screen.press("t", "Tab")
        screen.type("It hangs too")
        accept(screen)
        week.until(screen, lambda case: course(case).appeal is None, "the outcome")
        screen.press("ctrl+l")
        screen.press("ctrl+Return")
        week.until(screen, lambda case: len(case.letters) == 4, "the letter of the outcome")
        dialog(screen, "ctrl+r")
        screen.type("MMD-2-OUTCOME")
        accept(screen)
        week.until(screen, lambda case: case.letters[-1].dispatched, "dispatching the outcome")
        for key, name in (
            ("ctrl+3", "calendar"),
            ("3", "month"),
            ("2", "week"),
            ("ctrl+4", "register"),
        ):
            screen.press(key)
            screen.picture(name)

    with week.on(60) as screen:
        notice(week, screen, "third")

    with week.on(70) as screen:
        dialog(screen, "ctrl+shift+m")
        screen.press("Tab", "End", "space", "Up", "space", "Up", "space")
        screen.press("Tab", "Tab", "Tab", "Tab")
        screen.type("Jana Hofer")
        screen.press("Tab", "t")
        screen.picture("removal")
        accept(screen)
        week.until(
            screen,
            lambda case: len(case.carrying(day(70))) == 2,
            "removing from all but two devices",
        )

    with week.on(83) as screen:
        notice(week, screen, "final")
