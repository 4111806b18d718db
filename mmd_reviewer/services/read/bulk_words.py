"""A deed for many cases in words: its heading, its button, what each row says,
what follows afterwards (mock-up 15).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from mmd_reviewer.domain.bulk import ASSIGN, NEEDS, PARK, STAYS, WILL, Foreseen, Wish
from mmd_reviewer.domain.decision import NO_EXEMPTION, RETURN
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import DETAIL_NAMES
from mmd_reviewer.services import bulk
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.queue_order import numbers_of

ORDER = (WILL, NEEDS, STAYS)
OWE_A_LETTER = (RETURN, NO_EXEMPTION)


class DeedWords(NamedTuple):
    """`Return 7 requests for details`, `Return 5 requests`, `will be returned`."""

    title: str
    button: str
    will: str


DEEDS = {
    RETURN: DeedWords("Return {} for details", "Return {}", "will be returned"),
    NO_EXEMPTION: DeedWords("Close {} as no exemption needed", "Close {}", "will be closed"),
    PARK: DeedWords("Park {}", "Park {}", "will be parked"),
    ASSIGN: DeedWords("Hand {} over", "Hand over {}", "will be handed over"),
}


class Looked(NamedTuple):
    """What a deed would do, read at one moment; `letter` the text of one of its letters."""

    rows: tuple[Foreseen, ...]
    letter: str = ""


def look_ahead(desk: Desk, ids: Sequence[int], wish: Wish, number: str) -> Looked:
    """Read the cases by their ids in the queue, foresee the deed,
    and write the letter that one of them would get.
    """
    cases = [desk.case(name) for name in numbers_of(desk.store, ids)]
    rows = bulk.foresee(desk, cases, wish)
    rows = tuple(sorted(rows, key=lambda row: ORDER.index(row.standing)))
    shown = next((row for row in rows if row.case.number == number), None)
    if shown is None or shown.standing != WILL or wish.kind not in OWE_A_LETTER:
        return Looked(rows)
    return Looked(rows, as_text(bulk.letter_after(desk, shown)))


def title(kind: str, rows: Sequence[Foreseen]) -> str:
    """What was asked for."""
    return DEEDS[kind].title.format(count(len(rows), "request"))


def button(kind: str, ticked: int) -> str:
    """What will be done."""
    return DEEDS[kind].button.format(count(ticked, "request"))


def outlook(kind: str, rows: Sequence[Foreseen], left_out: Collection[str]) -> str:
    """How many of them are done, and that nothing is yet."""
    will = sum(row.standing == WILL and row.case.number not in left_out for row in rows)
    needs = sum(row.standing == NEEDS for row in rows)
    stays = sum(row.standing == STAYS for row in rows)
    parts = [f"{will:,} {DEEDS[kind].will}"]
    parts += [f"{needs:,} {'needs' if needs == 1 else 'need'} something first"] if needs else []
    stay = "stays as it is" if stays == 1 else "stay as they are"
    parts += [f"{stays:,} {stay}"] if stays else []
    out = sum(row.standing == WILL and row.case.number in left_out for row in rows)
    parts += [f"{out:,} left out"] if out else []
    return f"{', '.join(parts)}. Nothing is recorded until you say so."


def lacking(row: Foreseen) -> str:
    """What is asked of the customer: the details that are missing or not sufficient (A1)."""
    names = [DETAIL_NAMES[name] for name in row.case.missing]
    words = ", ".join(names)
    return f"{words[:1].upper()}{words[1:]}" if names else "Nothing is missing"


def afterwards(kind: str, ticked: int) -> str:
    """What follows, and how far one undo reaches."""
    if not ticked:
        return "Nothing would be recorded."
    words = f"Ctrl+Z takes all {ticked:,} back together" if ticked > 1 else "Ctrl+Z takes it back"
    if kind in OWE_A_LETTER:
        if ticked == 1:
            return f"1 letter to read and issue follows. {words}, until it is issued."
        letters = count(ticked, "letter")
        return f"{letters} to read and issue follow. {words}, until the first of them is issued."
    return f"{words}."
