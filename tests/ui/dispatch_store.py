"""A store in which letters wait for their dispatch, one a case."""

from dataclasses import replace
from pathlib import Path

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.letter_facts import LetterDispatched
from mmd_reviewer.services import decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.ui.dispatch.dispatch_view import DispatchView
from tests.making import FACTOR_4, QuickPress, assessed, new_desk
from tests.ui.dialogs import chord
from tests.ui.running import Running

LETTERS = 15
ENDINGS = "ABCDEFGHJKLMNPQ"


def ticket(place: int) -> str:
    """The ticket of the case at a place, in the portal's form."""
    return f"MMD-14650{place:02}-{ENDINGS[place]}5V8P"


def fill(folder: Path) -> None:
    """Declines for Adatum 00 to 14; the last case has no ticket, the first a mail address.

    The first and the last letter have pages that can be looked at.
    """
    desk = new_desk(folder)
    quick = replace(desk, press=QuickPress())
    for place in range(LETTERS):
        own = ticket(place) if place < LETTERS - 1 else ""
        case = assessed(
            desk,
            FACTOR_4,
            customer=f"Adatum {place:02}",
            title=f"Request {place}",
            ticket=own,
            email="" if place else "jana@adatum.example",
        )
        wish = Proposal("decline", "The plant of Linz measured it.")
        drawn = place in (0, LETTERS - 1)
        letter.issue(desk if drawn else quick, decision.make(desk, case, wish))
    assert isinstance(desk.store, SqlStore)
    desk.store.close()


def desk_view(window: Running) -> DispatchView:
    """By its key, wherever one is."""
    chord(window, "Ctrl+Shift+X")
    assert window.shown() == "dispatch"
    return window.desk_window.rooms.dispatch


def desk_of(window: Running) -> Desk:
    """The desk with everything that was seen so far."""
    return window.desk_window.reviewing.desk


def recorded(window: Running, number: str) -> list[LetterDispatched]:
    """The dispatches that are recorded on a case."""
    facts = desk_of(window).case(number).facts
    return [fact.body for fact in facts if isinstance(fact.body, LetterDispatched)]
