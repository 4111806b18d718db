"""Notices: which one may be issued and dispatched on a day (rules D2 to D5)."""

from __future__ import annotations

from datetime import date, timedelta

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.revocation import EARLY_DAYS, FIRST, NOTICES, Revocation

NAMES = {notice: f"{notice} notice" for notice in NOTICES}


def notice_of(kind: str) -> str:
    """`second` for the letter kind `notice_second`; "" for another letter."""
    notice = kind.removeprefix("notice_")
    return notice if kind.startswith("notice_") and notice in NOTICES else ""


def open_revocation(case: Case) -> Revocation:
    """The open revocation, or a refusal (D1)."""
    if case.revocation is None:
        raise Refused(f"{case.number} has no open revocation: prepare one first.", "D1", "number")
    return case.revocation


def check_issue(case: Case, notice: str, dated: date, today: date) -> None:
    """Refuse a notice that is not the one to issue for that day."""
    revocation = open_revocation(case)
    if notice not in NOTICES:
        raise Refused(f'"{notice}" is no notice; it can be {", ".join(NOTICES)}.', "D2", "notice")
    if dated < today:
        raise Refused(f"A notice bears the day it is dispatched on; {dated} is past.", "D3", "for")
    if not case.carrying(dated):
        raise Refused("The list of devices is missing: deploy with devices before the first notice.", "D1", "devices")
    if revocation.was_sent(notice):
        raise Refused(f"The {NAMES[notice]} was dispatched already; it is dispatched once only.", "D5", "notice")
    if notice != FIRST:
        _check_later(revocation, notice, dated)


def _check_later(revocation: Revocation, notice: str, dated: date) -> None:
    dates = revocation.dates
    if dates is None:
        raise Refused("The first notice is not dispatched yet: all days count from it.", "D3", "notice")
    if dated >= dates.deadline:
        raise Refused(f"The deadline of {dates.deadline} has passed: no notice is due any more.", "D4", "for")
    due = revocation.next_notice(dated)
    if notice != due:
        instead = f"the {NAMES[due]} is next" if due else "no notice is due"
        raise Refused(f"The {NAMES[notice]} is not to be issued for {dated}: {instead}.", "D5", "notice")
    earliest = dates.due(notice) - timedelta(days=EARLY_DAYS)
    if dated < earliest:
        raise Refused(
            f"The {NAMES[notice]} is due on {dates.due(notice)} and may be dispatched from {earliest} on.", "D5", "for"
        )


def check_dispatch(case: Case, letter: Letter, on: date) -> None:
    """Refuse the dispatch of a notice whose dates no longer fit: it is made again (D3, D5)."""
    notice = notice_of(letter.record.kind)
    revocation = open_revocation(case)
    if on != letter.record.day:
        raise Refused(
            f"The {NAMES[notice]} is dated {letter.record.day}, its days count from that: make it again for {on}.",
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
        raise Refused(f"The {NAMES[notice]} was dispatched already; it is dispatched once only.", "D5", "letter")
