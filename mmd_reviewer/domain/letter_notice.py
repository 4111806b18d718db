"""What the notices of a revocation say: the same four contents each time, those of the first word for word (D2)."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import Block
from mmd_reviewer.domain.letter_course import device_table, retiming_blocks
from mmd_reviewer.domain.letter_words import Words
from mmd_reviewer.domain.period import count, in_words
from mmd_reviewer.domain.revocation import FIRST, NOTICES, Revocation, Schedule, schedule


def dates_for(revocation: Revocation, notice: str, day: date) -> Schedule:
    """The course that a notice dated `day` tells of: a first notice starts it on its own day (D3)."""
    return schedule(day, revocation.planned) if notice == FIRST or revocation.dates is None else revocation.dates


def notice_blocks(case: Case, revocation: Revocation, notice: str, day: date, words: Words) -> list[Block]:
    """Which notice, why, what is advised, the deadline, how to appeal, days left, consent, and the devices."""
    prepared = revocation.prepared
    dates = dates_for(revocation, notice, day)
    decided = case.decision
    carrying = case.under_revocation(day)
    intro = words(
        "notice.intro",
        heading=case.request.heading(),
        approved=in_words(decided.day) if decided else "",
        devices=count(len(carrying), "device"),
    )
    why = [prepared.why, *(words("notice.broken", text=prepared.wording[code]) for code in prepared.conditions)]
    why.append(words("notice.not_evident", text=prepared.not_evident))
    later = notice != FIRST
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
        *(_added(revocation, words) if later else ()),
        Block("heading", words("headings_notice.actions")),
        Block("text", prepared.actions, content="actions", source="actions"),
        *(_changed(revocation, words) if later else ()),
        Block("text", words("notice.consent"), content="consent"),
        Block("heading", words("headings_notice.dates")),
        Block("text", words("notice.count")),
        Block("rows", rows=tuple(rows), content="deadline"),
        Block("text", left, content="days_left"),
    ]
    blocks += _moved(revocation, dates, words)
    missed = revocation.missed_before(notice)
    if missed:
        names = ", ".join(f"{words(f'notice.{name}').lower()} ({in_words(dates.due(name))})" for name in missed)
        blocks.append(Block("text", words("notice.missed", names=names)))
    blocks += [
        Block("heading", words("headings_notice.appeal")),
        Block("text", words("notice.appeal", reference=reference), content="appeal"),
        Block("heading", words("headings_notice.devices")),
        device_table(carrying, words),
    ]
    return blocks


def _moved(revocation: Revocation, dates: Schedule, words: Words) -> list[Block]:
    """Why the deadline is not that of the usual course, as long as that change holds (D2, D7, D8)."""
    retiming = revocation.retimings[-1] if revocation.retimings else None
    if retiming is not None and retiming.body.new == dates.deadline:
        if retiming.body.old is None:
            usual = schedule(dates.first).deadline
            return [Block("text", words("notice.shortened")), *retiming_blocks(retiming, words, usual)]
        return [Block("text", words("notice.retimed")), *retiming_blocks(retiming, words)]
    days = [row.decided_on for row in revocation.appeals if row.decided_on and row.deadline == dates.deadline]
    return [Block("text", words("notice.appealed", day=in_words(days[-1])))] if days else []


def _added(revocation: Revocation, words: Words) -> list[Block]:
    """Grounds found later, marked with their day (D1)."""
    found = []
    for ground in revocation.grounds:
        body = ground.body
        lines = [words("notice.added", day=in_words(ground.day)), body.why]
        lines += [words("notice.broken", text=body.wording[code]) for code in body.conditions]
        lines.append(words("notice.not_evident", text=body.not_evident))
        found.append(Block("text", "\n".join(lines), source="ground"))
    return found


def _changed(revocation: Revocation, words: Words) -> list[Block]:
    """Actions changed by an appeal's outcome, marked with its day (D2, D8)."""
    return [
        Block("text", f"{words('notice.changed', day=in_words(change.day))}\n{change.actions}", source="actions")
        for change in revocation.changes
    ]


def _day(dates: Schedule, day: date, words: Words) -> str:
    return words("notice.day", number=(day - dates.first).days)
