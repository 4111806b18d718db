"""The line of a case's life: received, decided, in force, the course of its newest revocation,
the end of its approval, in the order of their days.
"""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.calendar_entry import CANCELLED, DONE, PLANNED
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services.read.course_marks import TICK, Mark, Words, course_marks

DOT = ""  # a mark without a letter is a dot


def life_marks(case: Case, day: date) -> tuple[Mark, ...]:
    """The marks of a life; of a case in a revocation those of its course between them."""
    found = [_mark(DOT, case.received_on, day, "Received", "")]
    decided = case.holding
    if decided is not None and not case.reopened:
        found.append(_mark(TICK, decided.day, day, "Decided", _in_force(case, decided.day)))
        waves = sorted({wave.on for wave in case.waves})
        if waves and waves[0] != decided.day:
            found.append(_mark(DOT, waves[0], day, "In force", _devices(case, waves[0])))
    if case.revocations:
        course = course_marks(case, f"{case.number}-R{len(case.revocations)}", day)
        found += [_short(mark) for mark in course if mark.now != CANCELLED]
    ends = decided.made.until if decided is not None and decided.approves else None
    if ends is not None:
        word = "Approval ends" if day <= ends else "Approval ended"
        found.append(_mark(DOT, ends, day, word, ""))
    return tuple(sorted(found, key=lambda mark: mark.day))


def _mark(code: str, on: date, day: date, name: str, below: str) -> Mark:
    now = DONE if on <= day else PLANNED
    above = ((Words(name, "text", True),), (Words(on_screen(on), "muted"),))
    return Mark(code, on, now, None, above, ((Words(below),), ()), f"{name} on {on_screen(on)}.")


def _short(mark: Mark) -> Mark:
    """What was done says only how late; the letters below say when and by which reference."""
    if mark.now != DONE:
        return mark
    late = tuple(text for text in mark.below if any(words.tone == "broken" for words in text))
    return mark._replace(below=(*late, ()))


def _in_force(case: Case, decided: date) -> str:
    same_day = any(wave.on == decided for wave in case.waves)
    return f"In force, {_devices(case, decided)}" if same_day else ""


def _devices(case: Case, on: date) -> str:
    """Those deployed on that day; all where they were listed later only (D1)."""
    listed = {device.key for wave in case.waves if wave.on == on for device in wave.devices}
    number = len(listed) or len(case.devices)
    return count(number, "device") if number else "devices not listed"
