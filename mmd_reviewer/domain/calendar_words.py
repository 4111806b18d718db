"""What is said of an entry of the calendar: the remark beside it, the arithmetic of its date."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.calendar_entry import (
    ANSWER,
    APPEAL,
    CANCELLED,
    DEADLINE,
    DONE,
    EDITION,
    EXPIRY,
    NOT_SENT,
    OPEN,
    OVERDUE,
    OWED,
    PROMISE,
    REVIEW,
    TODAY,
    Entry,
    days_late,
    standing,
)
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.working_days import Holiday, last_working_day, not_working

WEEK = 7


def remark(entry: Entry, day: date, holiday: Holiday) -> str:
    """What a reviewer should know of the entry on the day worked under, in a few words."""
    now = standing(entry, day)
    if now in (DONE, CANCELLED, NOT_SENT):
        return {DONE: _done(entry), CANCELLED: "Cancelled", NOT_SENT: "Not sent"}[now]
    parts = []
    if entry.is_notice and now == OVERDUE and entry.lapses is not None:
        left, wanted = (entry.lapses - day).days, entry.warning
        if left < wanted:
            parts.append(f"Dispatched today, {count(left, 'day')} of warning left, not {wanted}")
    closed = not_working(entry.day, holiday)
    if closed and now != OPEN:
        parts.append(_closed(entry, day, closed, holiday))
    if entry.code == DEADLINE and now in (OVERDUE, TODAY):
        parts.insert(0, f"{_carried(entry.devices)}; the record letter is due")
    elif entry.code in (DEADLINE, EXPIRY) and entry.devices:
        late = now == OVERDUE and entry.code == EXPIRY
        parts.insert(
            0, f"Expired, still on {_amount(entry.devices)}" if late else _carried(entry.devices)
        )
    if entry.code == OWED:
        return entry.note
    if entry.code == EXPIRY:
        parts.append(
            f"extension asked for in {entry.note}" if entry.note else "no extension asked for"
        )
    elif entry.note:
        parts.append(entry.note)
    if entry.drafted:
        parts.append("letter issued, not dispatched")
    return _sentence(parts)


def _closed(entry: Entry, day: date, closed: str, holiday: Holiday) -> str:
    working = on_screen(last_working_day(entry.day, holiday))
    if entry.day < day:
        return f"fell on {closed}, last working day was {working}"
    return f"{closed}, act by {working}"


def _done(entry: Entry) -> str:
    late = days_late(entry, entry.day)
    words = (
        f"Dispatched {on_screen(entry.done_on)}" if entry.is_notice and entry.done_on else "Done"
    )
    return f"{words}, {count(late, 'day')} late" if late and entry.is_notice else words


def _amount(devices: int) -> str:
    return "devices not listed" if devices < 0 else count(devices, "device")


def _carried(devices: int) -> str:
    return f"{_amount(devices)} still carry it" if devices != 1 else "1 device still carries it"


def _sentence(parts: list[str]) -> str:
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def why(entry: Entry) -> str:
    """The arithmetic of the date: rule, start and offset, as a customer would ask for it."""
    if entry.code == OWED:
        return f"Rule C9: owed since {on_screen(entry.day)}."
    if entry.code == EDITION:
        return "Rule B8: 30 days or more after customers were told."
    if entry.code == PROMISE and entry.first is not None:
        return f"Rule C1: 30 days before {on_screen(entry.first)}, the day promised."
    if entry.code == REVIEW:
        return "Rule C1: as long after the approval began or was looked at as the settings say."
    if entry.code == ANSWER and entry.first is not None:
        return (
            f"Recorded with the appeal of {on_screen(entry.first)}: the day by which it is to be "
            f"answered. It moves no date."
        )
    if entry.first is None:
        return "Rule A6: the day until which the case is parked."
    start = on_screen(entry.first)
    if entry.code == EXPIRY:
        return f"Rules C1, C5: the last day of the approval that was given on {start}."
    if entry.code == APPEAL:
        return (
            f"Rule D8: received on day {entry.offset}, counted from the first notice on {start}. "
            f"It moves no date."
        )
    if entry.code == "1":
        return f"Rule D3: day 0 is the recorded dispatch of the first notice, {start}."
    rule = rule_words(entry.rule) if entry.rule else "Rule D2"
    moved = (
        f" {rule}: it was {on_screen(entry.was)} before the deadline was changed."
        if entry.was
        else ""
    )
    if entry.code == "F":
        days = (entry.lapses - entry.day).days if entry.lapses else WEEK
        length = "one week" if days == WEEK else count(days, "day")
        return (
            f"Rule D2: {length} before the deadline, day {entry.offset} counted from "
            f"{start}.{moved}"
        )
    return (
        f"{rule}: day {entry.offset}, calendar days counted from the first notice on "
        f"{start}.{moved}"
    )


def rule_words(numbers: str) -> str:
    """`Rule D7`, `Rules D3, D11`."""
    return f"Rules {numbers}" if "," in numbers else f"Rule {numbers}"
