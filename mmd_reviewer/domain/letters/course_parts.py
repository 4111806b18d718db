"""Paragraphs that several letters of a revocation share (rules D2, D7, D8, D9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import without_cover
from mmd_reviewer.domain.deadline import holding_row
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.kind import Promises, Writing
from mmd_reviewer.domain.letters.promised import never_lost
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.revocation import (
    ENDED_WITHDRAWN,
    Granted,
    Lapse,
    Move,
    Retiming,
    Revocation,
)
from mmd_reviewer.domain.told import end_of_cover


def place_of_end(case: Case, day: date) -> int:
    """The number of the revocation whose deadline had passed by then, the newest such."""
    rows = [
        place
        for place, one in enumerate(case.revocations)
        if one.dates is not None and any(lapse.since <= day for lapse in one.all_lapses())
    ]
    return rows[-1] if rows else len(case.revocations) - 1


def intro(writing: Writing) -> Block:
    """Which exemption it is about, and when its revocation was first notified."""
    dates = writing.one.dates
    first = dates.first if dates is not None else ""
    heading = writing.request.heading()
    return Block("text", writing.words("course.intro", heading=heading, first=first))


def notices_to_come(writing: Writing) -> list[Block]:
    """What is still ahead on the day of the letter; a day that is past is nothing to come (D4)."""
    rows = tuple(
        (writing.words(f"notice.{notice}"), writing.words.day(due))
        for notice, due in writing.one.pending()
        if due >= writing.day
    )
    if not rows:
        return []
    heading = writing.words("headings_notice.to_come")
    return [Block("heading", heading), Block("rows", rows=rows)]


def standing_rules(writing: Writing) -> list[Block]:
    """How to appeal, and that nothing is removed without consent."""
    words = writing.words
    return [
        Block("heading", words("headings_notice.appeal")),
        Block("text", words("notice.appeal", reference=writing.reference), content="appeal"),
        Block("text", words("notice.consent"), content="consent"),
    ]


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """Changes of a deadline told together:
    from what the customer knew to what holds by them (C9).
    """

    old: date
    new: date
    rows: tuple[Retiming | Move, ...]
    outcome: Granted | None = None  # of an appeal, that has moved the deadline since


def new_deadline(row: Retiming | Move) -> date:
    """The deadline that a change makes."""
    return row.body.new if isinstance(row, Retiming) else row.new


def changes_of(one: Revocation) -> tuple[Retiming | Move, ...]:
    """Every change of the deadline since the first notice, that which waits included, by day; of
    one day a correction comes before the retiming that went on from its deadline.

    A change before the first notice is told by that notice itself (D7).
    """
    waiting = (one.shortening,) if one.shortening is not None else ()
    retimings = [row for row in (*one.retimings, *waiting) if row.body.old is not None]
    rows: list[Retiming | Move] = [*retimings, *one.moves]
    went_on = {(row.source.day, row.body.old) for row in retimings}

    def place(row: Retiming | Move) -> tuple[date, bool]:
        day = row.source.day
        return day, isinstance(row, Retiming) or (day, row.new) not in went_on

    return tuple(sorted(rows, key=place))


def place_of(case: Case, tells: Sequence[str]) -> int:
    """The number of the revocation in which these facts happened; the newest if none is known."""
    known = set(tells)
    for place, one in enumerate(case.revocations):
        facts = {row.source.fact for row in changes_of(one)}
        facts |= {row.fact for appeal in one.appeals for row in appeal.sources}
        facts |= {appeal.outcome.fact for appeal in one.appeals if appeal.outcome is not None}
        facts |= {one.end.fact} if one.end is not None else set()
        if facts & known:
            return place
    days = [row.body.on for row in case.reinstatements if row.source.fact in known]
    days += [on for on in map(end_of_cover, tells) if on is not None]
    return place_of_end(case, max(days)) if days else len(case.revocations) - 1


def change_of(one: Revocation, facts: Sequence[str]) -> DeadlineChange | None:
    """The change that these facts make together, or None
    where none of them changed the deadline.
    """
    rows = tuple(row for row in changes_of(one) if row.fact in facts)
    if not rows or one.dates is None:
        return None
    first = rows[0]
    old = first.told_old or one.told or one.dates.deadline
    waiting = one.shortening is not None and one.shortening.fact in facts
    last = rows[-1]
    new = new_deadline(last)
    held = [row for row in changes_of(one) if row is not one.shortening]
    outcome = None
    if not waiting and last == held[-1]:  # an appeal's outcome may have moved it since
        holding = holding_row(one)
        new = one.dates.deadline
        outcome = (
            holding.change if holding is not None and isinstance(holding.change, Granted) else None
        )
    return DeadlineChange(old, new, rows, outcome)


def change_blocks(writing: Writing, change: DeadlineChange) -> list[Block]:
    """Old and new deadline, then for each change its kind, incident and reason (D7)."""
    words = writing.words
    first = change.rows[0]
    before = first.body.old if isinstance(first, Retiming) else first.old
    rows = [
        (words("retimed.old"), words.day(change.old)),
        (words("retimed.new"), words.day(change.new)),
    ]
    # Told already: it is not "until now"
    known = all(row.fact in writing.case.told for row in change.rows)
    if known or (change.old == change.new and before is not None):
        earlier = before if change.old == change.new and before is not None else change.old
        rows[0] = (words("retimed.before"), words.day(earlier))
    blocks = []
    moves = [row for row in change.rows if isinstance(row, Move)]
    for row in change.rows:
        if isinstance(row, Move):
            if row is moves[-1]:  # the day that it moved to before holds no more
                name = "retimed.moved" if row.new == change.new else "retimed.moved_first"
                rows.append((words("retimed.kind"), words("retimed.kinds.moved")))
                blocks.append(Block("text", words(name, new=row.new), content="reason"))
            continue
        rows += kind_rows(row, words, several=len(change.rows) > 1)
        blocks.append(Block("text", row.body.reason, content="reason", source="reason"))
    if change.outcome is not None:
        rows.append((words("retimed.kind"), words("retimed.kinds.appeal")))
        day = change.outcome.source.day
        blocks.append(Block("text", words("notice.appealed", day=day), content="reason"))
    content = "old_deadline new_deadline incident"
    return [Block("rows", rows=tuple(rows), content=content), *blocks]


def kind_rows(row: Retiming, words: Words, *, several: bool) -> list[tuple[str, str]]:
    """The kind of a change and its incident; of one among several also its day and direction.

    The deadline between is not named: nobody was told it (C9).
    """
    kind = words(f"retimed.kinds.{row.body.kind}")
    if several:
        to = ""
        if row.body.old is not None:
            to = "later" if row.body.new > row.body.old else "earlier"
        kind = words(f"retimed.step.{row.body.kind}", day=row.source.day, to=to)
    found = [(words("retimed.kind"), kind)]
    return [*found, (words("retimed.incident"), row.body.incident)] if row.body.incident else found


def course_promises(writing: Writing, deadline: date | None = None) -> Promises:
    """The deadline that the letter names and the notices still to come by it (C10)."""
    dates = writing.one.dates
    if dates is None or not writing.one.open:
        return ()
    rows = [("deadline", (deadline or dates.deadline).isoformat())]
    for notice, due in writing.one.pending():
        if due >= writing.day:
            rows.append((f"notice_{notice}", due.isoformat()))
    return tuple(rows)


def cover_goes_on(writing: Writing, name: str = "retimed.cover") -> list[Block]:
    """What an earlier letter said of the end of cover never came: that of the end itself, until it
    is taken back, or that of the deadline told last (C9, D7, D9, D11).
    """
    case = writing.case
    said = _told_day_passed(writing) or any(never_lost(case, case.told))
    lost = any(
        row.since <= writing.day
        for device in case.devices
        for row in without_cover(case, device.key)
    )
    if not said or lost:
        return []
    return [Block("text", writing.words(name))]


def _told_day_passed(writing: Writing) -> bool:
    """Does the customer believe that cover has ended, as the deadline told last is past, though
    a later one holds or the revocation was withdrawn in time?
    """
    one = writing.one
    if one.told is None or one.dates is None or writing.day < one.told:
        return False
    in_time = one.ended is not None and one.ended <= one.told
    return one.told < one.dates.deadline or (in_time and one.how_ended == ENDED_WITHDRAWN)


def gap_text(writing: Writing, gap: Lapse) -> Block:
    """From when to when devices that had the exemption were without cover; it is over (D8)."""
    assert gap.back is not None  # what is kept among the lapses was given back
    days = _released_days(writing)
    which = _which(
        listed=any(day <= gap.since for day in days),
        later=any(gap.since < day < gap.back for day in days),
    )
    text = writing.words("appeal_outcome.gap", since=gap.since, back=gap.back, which=which)
    return Block("text", text)


def _released_days(writing: Writing) -> list[date]:
    """The days on which devices were released; one of the Test group is outside service levels
    anyway, so that no day without cover is said of it (D8, D9).
    """
    test = {device.key for device in writing.case.devices if device.in_test_group}
    return [date.min if key in test else day for key, day in writing.one.released.items()]


WHICH = ("any", "listed", "later", "listed_later")


def _which(*, listed: bool, later: bool) -> str:
    """The form of a sentence about the end of cover: whom it concerns."""
    return "_".join(["listed"] * listed + ["later"] * later) or "any"


def still_has(writing: Writing) -> str:
    """Whom the end of cover concerns, as the form of a sentence: of devices that were released in
    time none, of those released after the deadline until then (D8).
    """
    one = writing.one
    if one.dates is None:
        return _which(listed=False, later=False)
    deadline, days = one.dates.deadline, _released_days(writing)
    return _which(
        listed=any(day <= deadline for day in days), later=any(day > deadline for day in days)
    )
