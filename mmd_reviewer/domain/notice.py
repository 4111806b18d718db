"""Notices: which one may be issued and dispatched on a day (rules D1 to D5, B8)."""

from __future__ import annotations

from datetime import date, timedelta

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import add_days, count
from mmd_reviewer.domain.revocation import (
    EARLY_DAYS,
    ENDED_WITHDRAWN,
    FIRST,
    NOTICES,
    Revocation,
    Schedule,
    notice_of,
)

NAMES = {notice: f"{notice} notice" for notice in NOTICES}


def open_revocation(case: Case) -> Revocation:
    """The open revocation, or a refusal (D1)."""
    if case.revocation is None:
        raise Refused(f"{case.number} has no open revocation: prepare one first.", "D1", "number")
    return case.revocation


def check_issue(case: Case, notice: str, dated: date, today: date, edition: str) -> None:
    """Refuse a notice that is not the one to issue for that day;
    `edition` is the one in force on it (B8).
    """
    revocation = open_revocation(case)
    if dated < today:
        raise Refused(f"A notice bears the day it is dispatched on; {dated} is past.", "D3", "for")
    if not case.under_revocation(dated):
        raise Refused(
            "The list of devices is missing: deploy with devices before the first notice.",
            "D1",
            "devices",
        )
    if revocation.was_sent(notice):
        raise Refused(
            f"The {NAMES[notice]} was dispatched already; it is dispatched once only.",
            "D5",
            "notice",
        )
    if notice == FIRST:
        check_first_edition(revocation, dated, edition)
        _check_shortened(revocation, dated)
    else:
        check_later(revocation, notice, dated, today)


def check_first_edition(revocation: Revocation, dated: date, edition: str) -> None:
    """Refuse a first notice for a day on which another edition is in force:
    its plan and rules hold (B8, D2).
    """
    if revocation.prepared.edition != edition:
        raise Refused(
            f"The revocation names key conditions of {revocation.prepared.edition_name}, which is "
            f"not in force on "
            f"{dated}: prepare it again, or date the notice for a day on which it is.",
            "B8",
            "edition",
        )


def _check_shortened(revocation: Revocation, dated: date) -> None:
    """Refuse a first notice that would leave fewer days than the shortest course (D7)."""
    least = revocation.plan.shortest
    shortened = revocation.planned if not revocation.extends else None
    if shortened is not None and shortened < add_days(dated, least):
        raise Refused(
            f"The shortened deadline of {shortened} would leave less than {count(least, 'day')}: "
            "retime it first.",
            "D7",
            "deadline",
        )


def check_later(revocation: Revocation, notice: str, dated: date, today: date) -> None:
    """Refuse a second, third or final notice for a day on
    which it is not the one to give (D3 to D5).
    """
    dates = revocation.dates
    if dates is None:
        raise Refused(
            "The first notice is not dispatched yet: all days count from it.", "D3", "notice"
        )
    check_not_over(dates, dated)
    due = revocation.next_notice(dated)
    if notice != due:
        instead = f"the {NAMES[due]} is next" if due else "no notice is due"
        raise Refused(
            f"The {NAMES[notice]} is not to be issued for {dated}: {instead}.", "D5", "notice"
        )
    ahead = [name for name in revocation.missed_before(notice) if dates.due(name) >= today]
    if ahead:  # not missed: it can still be given on its day
        raise Refused(
            f"The {NAMES[ahead[0]]} comes first: it is due on {dates.due(ahead[0])}.",
            "D5",
            "notice",
        )
    check_not_early(dates, notice, dated)


def check_not_over(dates: Schedule, on: date) -> None:
    """Refuse a notice on or after the deadline (D4)."""
    if on >= dates.deadline:
        raise Refused(
            f"The deadline of {dates.deadline} has passed: no notice is due any more.", "D4", "for"
        )


def check_not_early(dates: Schedule, notice: str, on: date) -> None:
    """Refuse a second, third or final notice too long before its day (D5)."""
    earliest = dates.due(notice) - timedelta(days=EARLY_DAYS)
    if on < earliest:
        raise Refused(
            f"The {NAMES[notice]} is due on {dates.due(notice)} and may be dispatched from "
            f"{earliest} on.",
            "D5",
            "for",
        )


def check_dispatch(case: Case, letter: Letter, on: date, reason: str) -> None:
    """Refuse the dispatch of a notice whose dates no longer fit: it is made again (D3, D5).

    One that has already gone out on another day needs a `reason`; then its true day counts (D3).
    """
    notice = notice_of(letter.record.kind)
    revocation = open_revocation(case)
    if on != letter.record.day and not reason.strip():
        raise Refused(
            f"The {NAMES[notice]} is dated {letter.record.day}, its days count from that: make it "
            f"again for {on}; or, if it has gone out already, write the reason.",
            "D3",
            "on",
        )
    if revocation.dates is not None and letter.record.deadline != revocation.dates.deadline:
        raise Refused(
            f"The {NAMES[notice]} names the deadline {letter.record.deadline}, which is now "
            f"{revocation.dates.deadline}: make it again.",
            "D3",
            "letter",
        )
    if revocation.was_sent(notice):
        raise Refused(
            f"The {NAMES[notice]} was dispatched already; it is dispatched once only.",
            "D5",
            "letter",
        )
    if revocation.dates is not None and on >= revocation.dates.deadline:
        raise Refused(
            f"The deadline of {revocation.dates.deadline} had passed on {on}.", "D4", "on"
        )


def check_correction(case: Case, letter: str, on: date) -> None:
    """Refuse a first notice, by its letter, corrected to a day after one that followed it (D11)."""
    for one in case.revocations:
        first = one.sent.get(FIRST)
        if first is not None and first.letter == letter:
            check_first(one, on)


def check_first(one: Revocation, on: date) -> None:
    """Refuse a first notice corrected to a day after one that followed it, or after the revocation
    was withdrawn: its letter has told that already (D11).
    """
    if one.how_ended == ENDED_WITHDRAWN and one.ended is not None and on > one.ended:
        raise Refused(f"{on} is after the revocation was withdrawn, {one.ended}.", "D11", "on")
    later = [sent.on for name, sent in one.sent.items() if name != FIRST]
    if on > min((*later, *(sent.on for sent in one.earlier_finals)), default=on):
        raise Refused(
            f"{on} is after the dispatch of a later notice of the same course.", "D11", "on"
        )


def warning(revocation: Revocation, notice: str, dated: date) -> str:
    """What is said when a late notice leaves too few days of warning,
    or "" (D4); nothing is changed by it.
    """
    short = revocation.days_short(notice, dated)
    if not short or revocation.dates is None:
        return ""
    left = revocation.dates.days_left(dated)
    return (
        f"Dispatched on {dated}, the {NAMES[notice]} leaves {count(left, 'day')}, not "
        f"{left + short} (rule D4). Nothing moves by itself; the deadline can be lengthened."
    )
