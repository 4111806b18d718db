"""A reviewer's day by real keys: twenty requests, eight decided and dispatched, questions on the
telephone, a kill in mid-word and what comes back (C4, C9, C10).
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.journeys.screen import Screen
from tests.making import DAY, new_desk, receive

pytestmark = pytest.mark.journey
STORE = "s.sqlite"
CREDENTIALS = ("--today", DAY.isoformat(), "--reviewer", "Ines Moreau")
REQUESTS, DECIDED = 20, 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty complete requests for a driver package, from five customers."""
    desk = new_desk(tmp_path)
    for n in range(1, REQUESTS + 1):
        receive(
            desk,
            customer=f"Customer {n % 5 + 1}",
            type_words="Hardware or software drivers",
            title=f"Driver package {n}",
            ticket=f"MMD-14650{n:02}-T",
        )
    return tmp_path


@pytest.fixture
def screen(folder: Path) -> Iterator[Screen]:
    it = started(folder)
    yield it
    it.close()


def started(folder: Path) -> Screen:
    it = Screen(["--store", str(folder / STORE), *CREDENTIALS], folder)
    it.wait(lambda: it.title().startswith("s "), "opening the store")
    it.focus_main()
    return it


def desk_of(folder: Path) -> Desk:
    return bootstrap.open_desk(Choices(folder / STORE, DAY, "Somebody else"))


def states(folder: Path) -> list[str]:
    desk = desk_of(folder)
    return [state(desk.case(f"A-{n:04}"), DAY) for n in range(1, REQUESTS + 1)]


def approved(folder: Path, wanted: int) -> bool:
    return states(folder).count("approved") == wanted


def dispatched(folder: Path) -> int:
    desk = desk_of(folder)
    cases = [desk.case(f"A-{n:04}") for n in range(1, REQUESTS + 1)]
    return sum(letter.dispatched is not None for case in cases for letter in case.letters)


def drafts(folder: Path, number: str) -> str:
    desk = desk_of(folder)
    rows = desk.store.drafts(desk.case(number).key, "Ines Moreau")
    return " ".join(str(row) for row in rows)


def test_a_day_of_twenty_requests(screen: Screen, folder: Path) -> None:
    """Triaged by one key for all, eight decided, their letters dispatched from one list."""
    screen.press("ctrl+a", "a", pause=0.6)
    screen.wait(
        lambda: all(
            desk_of(folder).case(f"A-{n:04}").reviewer == "Ines Moreau" for n in (1, REQUESTS)
        ),
        "assigning all",
    )
    screen.press("Escape", "Home", pause=0.4)
    screen.press("Return", pause=1.0)
    for n in range(1, DECIDED + 1):
        screen.press("n", "n", "y", "y", "y", "y", pause=0.2)
        screen.press("ctrl+Return", pause=1.4)
        screen.press("ctrl+Return", pause=1.0)
        screen.wait(partial(approved, folder, n), f"deciding {n}")
        screen.press("Return", pause=1.2)

    # Dispatch: one key a letter, one for all.
    screen.press("ctrl+shift+x", pause=1.2)
    screen.press(*["c"] * DECIDED, pause=0.5)
    screen.picture("dispatch")
    screen.press("ctrl+Return", pause=1.0)
    screen.wait(lambda: dispatched(folder) == DECIDED, "recording the dispatches")

    # On the telephone: a case, a customer.
    screen.press("ctrl+k", pause=0.5)
    screen.type("A-0003")
    screen.press("Return", pause=1.0)
    screen.picture("case")
    screen.press("ctrl+shift+k", pause=1.0)
    screen.picture("customer")

    # In mid-word the power goes: what was typed comes back.
    screen.press("ctrl+k", pause=0.5)
    screen.type("A-0012")
    screen.press("Return", pause=1.0)
    screen.press("n", "n", "n", pause=0.3)
    screen.type("The vendor answers, and then")
    screen.wait(lambda: "The vendor answers" in drafts(folder, "A-0012"), "keeping the draft")
    screen.program.kill()
    screen.program.wait()
    screen.close()

    again = started(folder)
    try:
        again.press("ctrl+k", pause=0.5)
        again.type("A-0012")
        again.press("Return", pause=1.5)
        again.picture("back")
        again.press("ctrl+q", pause=0.5)
        assert again.close() == 0, again.log()
        assert "Traceback" not in again.log()
    finally:
        again.close()
    desk = desk_of(folder)
    assert states(folder).count("approved") == DECIDED
    assert "and then" in drafts(folder, "A-0012")
    assert desk.store.verify().findings == ()
