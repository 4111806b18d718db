"""What the notices of a revocation say: the same four contents each time, those of the first word for word (D2)."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import Block
from mmd_reviewer.domain.letter_words import Words
from mmd_reviewer.domain.period import count, in_words
from mmd_reviewer.domain.revocation import FIRST, NOTICES, Revocation, Schedule, schedule


def dates_for(revocation: Revocation, notice: str, day: date) -> Schedule:
    """The course that a notice dated `day` tells of: a first notice starts it on its own day (D3)."""
    return schedule(day) if notice == FIRST or revocation.dates is None else revocation.dates


def notice_blocks(case: Case, revocation: Revocation, notice: str, day: date, words: Words) -> list[Block]:
    """Which notice, why, what is advised, the deadline, how to appeal, days left, consent, and the devices."""
    prepared = revocation.prepared
    dates = dates_for(revocation, notice, day)
    decided = case.decision
    carrying = case.carrying(day)
    intro = words(
        "notice.intro",
        heading=case.request.heading(),
        approved=in_words(decided.made.start) if decided else "",
        devices=count(len(carrying), "device"),
    )
    why = [prepared.why, *(words("notice.broken", text=prepared.wording[code]) for code in prepared.conditions)]
    why.append(words("notice.not_evident", text=prepared.not_evident))
    rows = [
        (words(f"notice.{name}"), in_words(dates.due(name)), _day(dates, dates.due(name), words))
        for name in NOTICES
        if not dates.falls_away(name)
    ]
    rows.append((words("notice.deadline"), in_words(dates.deadline), _day(dates, dates.deadline, words)))
    left = words("notice.left", left=count(dates.days_left(day), "day"), deadline=in_words(dates.deadline))
    reference = case.request.ticket or case.number
    blocks = [
        Block("text", intro, content="which first_date"),
        Block("heading", words("headings_notice.why")),
        Block("text", "\n".join(why), content="why conditions", source="why"),
        Block("heading", words("headings_notice.actions")),
        Block("text", prepared.actions, content="actions", source="actions"),
        Block("text", words("notice.consent"), content="consent"),
        Block("heading", words("headings_notice.dates")),
        Block("text", words("notice.count")),
        Block("rows", rows=tuple(rows), content="deadline"),
        Block("text", left, content="days_left"),
    ]
    missed = revocation.missed_before(notice)
    if missed:
        names = ", ".join(f"{words(f'notice.{name}').lower()} ({in_words(dates.due(name))})" for name in missed)
        blocks.append(Block("text", words("notice.missed", names=names)))
    blocks += [
        Block("heading", words("headings_notice.appeal")),
        Block("text", words("notice.appeal", reference=reference), content="appeal"),
        Block("heading", words("headings_notice.devices")),
    ]
    devices = [
        (
            device.serial,
            " ".join(part for part in (device.manufacturer, device.model) if part) or "–",
            words("notice.test") if device.in_test_group else "",
        )
        for device in carrying
    ]
    head = (words("notice.serial"), words("notice.device"), "")
    blocks.append(Block("rows", rows=(head, *devices), content="devices" if devices else ""))
    return blocks


def _day(dates: Schedule, day: date, words: Words) -> str:
    return words("notice.day", number=(day - dates.first).days)
