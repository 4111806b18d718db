"""What the pane below the agenda shows of one case, read on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.calendar_words import why
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.course_facts import GroundAdded, RevocationPrepared
from mmd_reviewer.domain.cover import Covered, cover
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.letters.owed import next_letter
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.notice import NAMES, warning
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.domain.retiming import LATE_NOTICE, offered_deadline
from mmd_reviewer.domain.revocation import FINAL, Revocation
from mmd_reviewer.services import revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import out_numbers
from mmd_reviewer.services.read.agenda import holidays_of, said_of
from mmd_reviewer.services.read.course_marks import Mark, course_marks, course_name

RECORD = "cover_ended"


class Late(NamedTuple):
    """A late notice that leaves too few days (D4): what is said,
    the deadline offered and the present one.
    """

    number: str
    notice: str
    warning: str
    offered: date
    deadline: date
    full: int

    @property
    def preselected(self) -> bool:
        """For a late final notice the longer deadline is preselected (D4)."""
        return self.notice == FINAL


@dataclass(frozen=True, slots=True)
class Course:
    """One revocation of the case as the pane shows it."""

    one: Revocation
    conditions: str
    marks: tuple[Mark, ...]
    ledger: tuple[Covered, ...]
    late: Late | None
    missed: str


@dataclass(frozen=True, slots=True)
class CaseRead:
    """An entry with its case; an edition has none,
    and only an entry of a revocation has a course.
    """

    entry: Entry
    day: date
    remark: str
    why: str
    case: Case | None = None
    course: Course | None = None
    prepare: str = ""
    waiting: str = ""
    appeal: date | None = None


def read_entry(desk: Desk, entry: Entry) -> CaseRead:
    """Read the case of an entry; on the worker."""
    day = desk.today()
    if not entry.number:
        return CaseRead(entry, day, said_of(entry, day, holidays_of(desk), {}, {}), why(entry))
    case = desk.case(entry.number)
    appeal = case.revocations[-1].appeal if case.revocations else None
    since = appeal.received if appeal is not None else None
    appeals = {case.number: since} if since else {}
    remark = said_of(entry, day, holidays_of(desk), appeals, out_numbers(desk))
    name = course_name(entry)
    course = _course(desk, case, name, day) if name else None
    open_now = course is not None and course.one.open
    return CaseRead(
        entry,
        day,
        remark,
        why(entry),
        case,
        course,
        letter_to_prepare(desk, case) if open_now else "",
        waiting_letter(case),
        since,
    )


def letter_to_prepare(desk: Desk, case: Case) -> str:
    """The letter that the case calls for next, as everywhere (C9); "" for none."""
    now = desk.moment()
    following = next_letter(case, now.day, now.coming)
    return following.kind if following is not None else ""


def prepare_words(kind: str) -> str:
    """`Prepare final notice`."""
    return f"Prepare {'record letter' if kind == RECORD else name_of(kind).lower()}"


def waiting_letter(case: Case) -> str:
    """The number of the newest letter that is issued and not dispatched; "" for none."""
    waiting = [row.record.number for row in case.letters if not row.void and row.dispatched is None]
    return waiting[-1] if waiting else ""


def _course(desk: Desk, case: Case, name: str, day: date) -> Course | None:
    place = int(name.rsplit("-R", 1)[1]) - 1
    one = case.revocations[place]
    notice = one.next_notice(day) if one.open else ""
    missed = in_a_row(NAMES[row] for row in one.missed_before(notice)) if notice else ""
    named = f"The {NAMES[notice]} names the {missed} as not sent (rule D5)" if missed else ""
    return Course(
        one,
        conditions_of(desk, one),
        course_marks(case, name, day),
        cover(case, day),
        _late(case, one, notice, day),
        named,
    )


def conditions_of(desk: Desk, one: Revocation) -> str:
    """The conditions that a revocation names, by the names of its editions (D1)."""
    names = []
    bodies: list[RevocationPrepared | GroundAdded] = [
        one.prepared,
        *(ground.body for ground in one.grounds),
    ]
    for body in bodies:
        edition = desk.editions.get(body.edition)
        for code in body.conditions:
            condition = edition.condition(code) if edition else None
            names.append(condition.name if condition else code)
    return ", ".join(dict.fromkeys(names))


def _late(case: Case, one: Revocation, notice: str, day: date) -> Late | None:
    words = warning(one, notice, day) if notice and one.dates and day < one.dates.deadline else ""
    offered = offered_deadline(one, notice, day) if words else None
    if offered is None or one.dates is None:
        return None
    return Late(case.number, notice, words, offered, one.dates.deadline, one.plan.warning(notice))


def lengthen(desk: Desk, late: Late) -> Case:
    """Change the deadline as offered (D4, D7); on the worker."""
    reason = (
        f"The {NAMES[late.notice]} is dispatched late. The deadline is lengthened to "
        f"{in_words(late.offered)}, so that the full {late.full} days of warning remain."
    )
    return revocation.retime(desk, desk.case(late.number), LATE_NOTICE, late.offered, reason)


def counts_of(ledger: tuple[Covered, ...]) -> Mapping[str, int]:
    """How many devices in each state of cover."""
    counts: dict[str, int] = {}
    for row in ledger:
        counts[row.state] = counts.get(row.state, 0) + 1
    return counts
