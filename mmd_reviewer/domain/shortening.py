"""A shortened deadline: it holds from the dispatch of its letter,
and not if that is taken back (rules C9, D7).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mmd_reviewer.domain.period import add_days
from mmd_reviewer.domain.revocation import FINAL, Move, Revocation, Shortened
from mmd_reviewer.domain.revocation_changed import retimed
from mmd_reviewer.domain.source import Source


def shortening_told(one: Revocation, letter: str, on: date, source: Source) -> Revocation:
    """The letter of the shortening was dispatched: it holds, with at least eight days left (D7)."""
    told = one.shortening
    if told is None or one.dates is None or on >= one.dates.deadline:
        return one  # the old deadline came first: the shortening had lapsed
    old, promised = one.dates.deadline, told.body.new
    deadline = min(max(promised, add_days(on, one.plan.shortest)), old)
    kept = Shortened(letter, told, old, one.sent.get(FINAL))
    held = replace(
        retimed(one, deadline), retimings=(*one.retimings, told), shortened=kept, told=promised
    )
    if deadline != promised:
        held = replace(held, moves=(*held.moves, Move(source, promised, deadline, letter)))
    return held


def shortening_taken_back(one: Revocation, letter: str) -> Revocation:
    """The letter was not dispatched after all: the old deadline holds again (D7, D11)."""
    kept = one.shortened
    if kept is None or kept.letter != letter or one.dates is None:
        return one
    sent, finals = dict(one.sent), one.earlier_finals
    if (
        FINAL in sent
    ):  # it belonged to the shortened deadline: the old one has a final of its own (D5, D7)
        finals = (*finals, sent.pop(FINAL))
    if kept.final is not None:
        sent[FINAL], finals = kept.final, tuple(row for row in finals if row != kept.final)
    retimings = tuple(row for row in one.retimings if row.fact != kept.retiming.fact)
    return replace(
        one,
        dates=replace(one.dates, deadline=kept.deadline),
        sent=sent,
        earlier_finals=finals,
        retimings=retimings,
        shortening=kept.retiming,
        shortened=None,
        told=kept.retiming.told_old or one.told,
        moves=tuple(row for row in one.moves if row.letter != letter),
    )
