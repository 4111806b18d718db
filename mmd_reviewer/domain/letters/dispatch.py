"""When the dispatch of a letter may be recorded, corrected
or taken back (rules C2, C4, D3, D7, D11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.notice import check_correction, check_dispatch
from mmd_reviewer.domain.period import add_days, count
from mmd_reviewer.domain.request import check_words, fold
from mmd_reviewer.domain.revocation import FIRST, notice_of


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A dispatch to be recorded: its day, the portal's reference, to whom.

    `reason`: why a letter went out on another day than it should, or under the ticket of another
    case, whose number is `other_case`.
    """

    on: date
    reference: str
    to: str = ""
    reason: str = ""
    other_case: str = ""


def letter_of(case: Case, number: str) -> Letter:
    """The issued letter with this number, or a refusal (C4)."""
    letter = case.letter(number)
    if letter is None:
        raise Refused(f'{case.number} has no issued letter "{number}".', "C4", "letter")
    return letter


def check_new_dispatch(case: Case, letter: Letter, wish: Dispatch, today: date) -> None:
    """Refuse a dispatch that cannot be: of a void letter, twice, in the future, before its date."""
    number = letter.record.number
    if letter.void:
        raise Refused(
            f"{number} was overtaken by a newer letter or decision and is void.", "C2", "letter"
        )
    if letter.dispatched:
        raise Refused(
            f"The dispatch of {number} on {letter.dispatched} is already recorded.", "C4", "letter"
        )
    check_reference(wish)
    _check_day(letter, wish.on, today, "C4")
    check_words(wish.to, "to")
    check_words(wish.reason, "reason")
    if notice_of(letter.record.kind):
        check_dispatch(case, letter, wish.on, wish.reason)
    _check_shortening(case, letter, wish)


def check_reference(wish: Dispatch) -> None:
    """The reference finds the message in the portal again;
    another case's ticket is questioned (D3).
    """
    if not wish.reference.strip():
        raise Refused("Give the portal's reference of the dispatch.", "C4", "reference")
    check_words(wish.reference, "reference")
    if wish.other_case and not wish.reason.strip():
        raise Refused(
            f"{wish.reference.strip()} is the ticket of {wish.other_case}: give this case's own, "
            "or write the reason why it is right.",
            "D3",
            "reference",
        )


def _check_day(letter: Letter, on: date, today: date, rule: str) -> None:
    if on > today:
        raise Refused(
            f"{on} lies in the future: record a dispatch when it has happened.", rule, "on"
        )
    if on < letter.record.day:
        raise Refused(f"{on} is before the letter's date, {letter.record.day}.", rule, "on")


def _check_shortening(case: Case, letter: Letter, wish: Dispatch) -> None:
    """A shortened deadline leaves eight days from the dispatch of its letter (D7)."""
    for one in case.revocations:
        waiting = one.shortening
        if waiting is None or waiting.fact not in letter.tells or one.dates is None:
            continue
        if wish.on >= one.dates.deadline:
            raise Refused(
                f"The deadline of {one.dates.deadline} came first: the shortening has lapsed.",
                "D7",
                "on",
            )
        earliest = add_days(wish.on, one.plan.shortest)
        if waiting.body.new < earliest and not wish.reason.strip():
            raise Refused(
                f"Dispatched on {wish.on} it leaves fewer than "
                f"{count(one.plan.shortest, 'day')} until {waiting.body.new}: change the deadline "
                f"again; or, if it has gone out already, write the reason: then the deadline is "
                f"{min(earliest, one.dates.deadline)} and a letter tells it.",
                "D7",
                "on",
            )


def check_dispatch_correction(
    case: Case, letter: Letter, wish: Dispatch, today: date, *, taken_back: bool
) -> None:
    """Refuse a correction that changes nothing or cannot be; its reason is `wish.reason` (D11)."""
    number = letter.record.number
    if letter.dispatched is None:
        raise Refused(
            f"No dispatch of {number} is recorded that could be corrected.", "D11", "letter"
        )
    if not wish.reason.strip():
        raise Refused("Write why the dispatch is corrected.", "D11", "correct")
    check_words(wish.reason, "correct")
    if taken_back:
        _check_taken_back(case, letter)
        return
    if not wish.reference.strip():
        raise Refused("Give the portal's reference of the dispatch.", "D11", "reference")
    check_words(wish.reference, "reference")
    if (wish.on, wish.reference.strip()) == (letter.dispatched, letter.reference):
        raise Refused("The dispatch is recorded so already.", "D11", "on")
    _check_day(letter, wish.on, today, "D11")
    check_correction(case, number, wish.on)


def _check_taken_back(case: Case, letter: Letter) -> None:
    """What rests on a dispatch must go first: a first notice that others followed stays.

    A deadline set before it rests on no dispatch.
    """
    if notice_of(letter.record.kind) != FIRST:
        return
    for one in case.revocations:
        first = one.sent.get(FIRST)
        if first is None or first.letter != letter.record.number:
            continue
        since = [row for row in one.retimings if row.body.old is not None]
        changed = since or one.shortening is not None or one.lapses
        if len(one.sent) > 1 or one.earlier_finals or one.appeals or changed:
            raise Refused(
                "The course went on after the first notice: it cannot be taken back; withdraw the "
                "revocation.",
                "D11",
                "letter",
            )


def check_told_elsewhere(
    wish: Dispatch, second_person: str, reviewer: str, since: date, today: date
) -> None:
    """What was told in another way has a day, a reference
    and a second person of another name (C9, D3).
    """
    check_reference(wish)
    if wish.on > today:
        raise Refused(
            f"{wish.on} lies in the future: it is recorded when it has happened.", "C9", "on"
        )
    if wish.on < since:
        raise Refused(f"{wish.on} is before what it tells happened, {since}.", "C9", "on")
    if not second_person.strip() or fold(second_person) == fold(reviewer):
        raise Refused(
            "A second person, of another name, confirms what was told elsewhere.",
            "C9",
            "second-person",
        )
    check_words(second_person, "second-person")


def check_not_overtaken(number: str, why: str) -> None:
    """Refuse the dispatch of a letter that would say something else if it were made again (C2)."""
    if why:
        raise Refused(
            f"{number} is void and not to be dispatched. {why}. Issue it again.", "C2", "letter"
        )


def check_printed(letter: Letter) -> None:
    """Printed is recorded once (C4)."""
    if letter.printed:
        raise Refused(
            f"{letter.record.number} is already recorded as printed on {letter.printed}.",
            "C4",
            "letter",
        )


def check_proof(letter: Letter) -> None:
    """A dispatch is recorded before it is proven (C4)."""
    if letter.dispatched is None:
        raise Refused(
            f"The dispatch of {letter.record.number} is not recorded yet: record it first.",
            "C4",
            "letter",
        )
