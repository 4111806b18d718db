"""What a dispatch, a change of the deadline and a withdrawal make of a revocation.

Each function gives the revocation as it is afterwards (rules C9, D3, D5, D7, D8, D11).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mmd_reviewer.domain.course_facts import DispatchCorrected
from mmd_reviewer.domain.period import add_days
from mmd_reviewer.domain.retiming import MAY_SHORTEN
from mmd_reviewer.domain.revocation import (
    ENDED_WITHDRAWN,
    FINAL,
    FIRST,
    NOTICES,
    Lapse,
    Move,
    Retiming,
    Revocation,
    Schedule,
    Sent,
    schedule,
)
from mmd_reviewer.domain.source import Source


def notice_dispatched(
    one: Revocation, notice: str, sent: Sent, named: date | None = None
) -> Revocation:
    """After the dispatch of a notice: the first starts the clock (D3),
    a later one closes its entry (D5).

    `named` is the deadline that the first notice names: the true one is the later of it and day
    90 (D3).
    """
    done = {**one.sent, notice: sent}
    if notice == FIRST:
        dates = one.if_first(sent.on)
        if named is not None and named > dates.deadline:
            dates = replace(dates, deadline=named)
        return replace(one, dates=dates, sent=done)
    return replace(one, sent=done, not_sent=(*one.not_sent, *one.missed_before(notice)))


def retimed(one: Revocation, deadline: date) -> Revocation:
    """With another deadline; a final notice that was sent belonged to the old one,
    a new one is due (D5, D7).
    """
    assert one.dates is not None  # before the first notice `retiming_decided` plans it
    sent = {name: row for name, row in one.sent.items() if name != FINAL}
    finals = (*one.earlier_finals, one.sent[FINAL]) if FINAL in one.sent else one.earlier_finals
    not_sent = tuple(name for name in one.not_sent if name != FINAL)
    return replace(
        one,
        dates=replace(one.dates, deadline=deadline),
        sent=sent,
        earlier_finals=finals,
        not_sent=not_sent,
        shortening=None,
        shortened=None,
    )


def retiming_decided(one: Revocation, retiming: Retiming) -> Revocation:
    """After a change of the deadline was decided:
    a later one holds at once, an earlier one not yet (C9, D7).

    One recorded before rule C9 holds at once either way. What may only lengthen is earlier than
    the deadline where two stations lengthened it apart: then the later deadline holds.
    """
    new = retiming.body.new
    if one.dates is None:
        extends = new >= schedule(retiming.day, None, one.plan).deadline
        return replace(one, planned=new, extends=extends, retimings=(*one.retimings, retiming))
    if new < one.dates.deadline and not retiming.source.settle:
        if retiming.body.kind in MAY_SHORTEN:
            return replace(one, shortening=retiming)
        rows = one.retimings  # as if it had come first
        place = len(rows) - 1 if rows and rows[-1].body.new > new else len(rows)
        return replace(one, retimings=(*rows[:place], retiming, *rows[place:]))
    return replace(retimed(one, new), retimings=(*one.retimings, retiming))


def cover_given_back(one: Revocation, deadline: date, day: date) -> Revocation:
    """After a deadline that had passed: cover is back from `day`, the gap stays (D8).

    Second and third notices that were missed stay *not sent*; the new deadline has its own
    final notice.
    """
    assert one.dates is not None
    missed = tuple(name for name, _ in one.pending() if name != FINAL)
    with_gap = replace(
        one, lapses=(*one.lapses, Lapse(one.dates.deadline, day)), not_sent=(*one.not_sent, *missed)
    )
    return retimed(with_gap, deadline)


def withdrawn(one: Revocation, source: Source) -> Revocation:
    """Taken back; after the deadline the gap until then stays (D8)."""
    lapses, day = one.lapses, source.day
    removed_in_time = (
        one.ended is not None and one.dates is not None and one.ended <= one.dates.deadline
    )
    if one.dates is not None and day > one.dates.deadline and not removed_in_time:
        lapses = (*lapses, Lapse(one.dates.deadline, day))
    return replace(
        one,
        lapses=lapses,
        ended=one.ended or day,
        how_ended=ENDED_WITHDRAWN,
        end=source,
        shortening=None,
    )


def dispatch_corrected(
    one: Revocation, notice: str, body: DispatchCorrected, source: Source
) -> Revocation:
    """After a correction of a dispatch: both stay visible,
    and the deadline never moves earlier (D11).

    A deadline that it moves is told by a letter of its own.
    """
    old, on = one.sent[notice], body.on
    before = (*old.corrected, (old.on, old.reference))
    sent = {**one.sent, notice: replace(old, on=on, reference=body.reference, corrected=before)}
    if notice != FIRST or one.dates is None:
        return replace(one, sent=sent)
    deadline = one.dates.deadline
    usual = one.planned is None or one.extends
    if usual and not any(row.shortens for row in one.retimings):
        deadline = max(deadline, schedule(on, None, one.plan).deadline)
    deadline = max(deadline, add_days(on, one.plan.shortest))  # no course is shorter (D7)
    moved = replace(one, sent=sent, dates=Schedule(on, one.dates.deadline, one.plan))
    if deadline == one.dates.deadline:
        return moved
    moves = (*one.moves, Move(source, one.dates.deadline, deadline))
    # Which still waits
    return replace(retimed(moved, deadline), moves=moves, shortening=one.shortening)


def unsent(one: Revocation, notice: str) -> Revocation:
    """After the correction that a notice was not dispatched at all (D11).

    Without the first no clock runs: what its true day had made of the deadline is gone with it.
    What a later one had passed over is still to be given, unless another one or a deadline that
    passed did so too (D5, D8).
    """
    sent = {name: row for name, row in one.sent.items() if name != notice}
    if notice == FIRST:
        return replace(one, sent=sent, dates=None, told=None, moves=())
    return _passed_over(replace(one, sent=sent))


def _passed_over(one: Revocation) -> Revocation:
    """With those of the notices not sent that a later one or a deadline passed over."""
    passed = bool(one.earlier_finals or one.lapses)
    last = max(map(NOTICES.index, one.sent), default=0)
    rest = tuple(name for name in one.not_sent if passed or NOTICES.index(name) < last)
    return replace(one, not_sent=rest)


def is_earlier_final(one: Revocation, letter: str) -> bool:
    """Is it the final notice of a deadline that was changed since?"""
    return bool(letter) and any(row.letter == letter for row in one.earlier_finals)


def earlier_final_corrected(one: Revocation, body: DispatchCorrected) -> Revocation:
    """After a correction of the final notice of a deadline that was changed since: it went out on
    the true day, or not at all (D11, D7).
    """

    def true(row: Sent | None) -> Sent | None:
        if row is None or row.letter != body.letter:
            return row
        before = (*row.corrected, (row.on, row.reference))
        kept = replace(row, on=body.on, reference=body.reference, corrected=before)
        return None if body.taken_back else kept

    finals = tuple(row for row in map(true, one.earlier_finals) if row is not None)
    kept = one.shortened  # it comes back with the deadline that the shortening took the place of
    kept = replace(kept, final=true(kept.final)) if kept is not None else None
    after = replace(one, earlier_finals=finals, shortened=kept)
    return _passed_over(after) if body.taken_back else after
