"""The main job by real keys alone: import, triage, assess, decide, issue, print preview."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.journeys.screen import Screen
from tests.making import DAY

pytestmark = pytest.mark.journey
CREDENTIALS = ("--today", DAY.isoformat(), "--reviewer", "Ines Moreau")


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """The program on a new store."""
    it = Screen(["--store", str(tmp_path / "s.sqlite"), *CREDENTIALS], tmp_path)
    it.wait(lambda: it.title().startswith("s "), "opening the store")
    yield it
    it.close()


def desk_of(folder: Path) -> Desk:
    return bootstrap.open_desk(Choices(folder / "s.sqlite", DAY, "Somebody else"))


def case_of(folder: Path, ticket: str) -> Case | None:
    """The case of a ticket as another program sees it, or None while it is not there."""
    try:
        return desk_of(folder).case(ticket)
    except (Refused, StoreError):
        return None


def test_import_triage_assess_decide_issue_print_preview(screen: Screen, tmp_path: Path) -> None:
    """From the portal's export to a printed decision letter, without touching the mouse."""
    drivers, antivirus = "MMD-1465219-D4T6Q", "MMD-1465211-H3N9X"
    screen.press("ctrl+i")
    screen.focus_newest()
    screen.type(str(paths.resources() / "samples" / "requests.csv"))
    screen.press("Return")
    screen.focus_main()
    screen.press("ctrl+Return")
    screen.wait(lambda: case_of(tmp_path, drivers), "the import")

    # Triage: filter to one case, assign it, park another, unpark by undo.
    screen.press("ctrl+f")
    screen.type("webinars")
    screen.press("Return")
    screen.press("a")
    screen.wait(lambda: _reviewer(tmp_path, antivirus) == "Ines Moreau", "assigning")
    screen.press("p")
    screen.focus_newest()
    screen.type("Vendor replies by then")
    screen.press("Tab")
    screen.type("+14")
    screen.press("Return")
    screen.focus_main()
    screen.wait(lambda: _state(tmp_path, antivirus) == "parked", "parking")
    screen.press("ctrl+z")
    screen.wait(lambda: _state(tmp_path, antivirus) == "new", "undoing")

    # Assess the drivers: factors 1 and 3 no, four conditions hold; decide, look at the letter,
    # issue it.
    screen.press("ctrl+f", "ctrl+a")
    screen.type("wacom")
    screen.press("Return")
    screen.press("Return")
    screen.press("n", "n", "y", "y", "y", "y")
    screen.wait(lambda: _state(tmp_path, drivers) == "in_assessment", "answering")
    screen.picture("assessment")
    screen.press("ctrl+Return")
    screen.wait(lambda: _state(tmp_path, drivers) == "approved", "deciding")
    screen.picture("letter")
    screen.press("Next", "Prior")
    screen.press("ctrl+Return")
    screen.wait(lambda: _letters(tmp_path, drivers) == 1, "issuing")

    # Print: the system's dialog opens over the pages; Esc leaves it.
    before = len(screen.windows())
    screen.press("ctrl+p")
    screen.wait(lambda: len(screen.windows()) > before, "the print dialog")
    screen.focus_newest()
    screen.picture("print")
    screen.press("Escape")
    screen.focus_main()
    screen.press("ctrl+q")
    assert screen.close() == 0, screen.log()
    assert "Traceback" not in screen.log()

    desk = desk_of(tmp_path)
    case = desk.case(drivers)
    issued = case.letters[0]
    assert (issued.record.kind, issued.record.number) == ("approved", f"{case.number}-L1")
    assert letter.stored(desk, issued).startswith(b"%PDF")
    assert {fact.by for fact in case.facts} == {"Ines Moreau"}
    assert desk.store.verify().findings == ()


def _reviewer(folder: Path, ticket: str) -> str:
    case = case_of(folder, ticket)
    return case.reviewer if case else ""


def _state(folder: Path, ticket: str) -> str:
    case = case_of(folder, ticket)
    return state(case, DAY) if case else ""


def _letters(folder: Path, ticket: str) -> int:
    case = case_of(folder, ticket)
    return len(case.letters) if case else 0


def test_the_demo_window_opens(tmp_path: Path) -> None:
    """`demo` on a screen: the sample cases in the window; Ctrl+Q leaves it with 0."""
    screen = Screen(["demo"], tmp_path)
    screen.wait(lambda: "sample" in screen.title(), "the sample store in the title")
    screen.focus_main()
    screen.picture("demo")
    screen.press("ctrl+q")
    assert screen.close() == 0, screen.log()
