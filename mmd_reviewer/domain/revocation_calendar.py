"""The calendar: what a case puts on which day, derived from its facts
and never stored as truth (D2 to D5, E1).

An entry knows no "today"; `standing` and `remark` say what it means on the day worked under.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deadline import deadline_rule, holding_row
from mmd_reviewer.domain.period import LAST_DAY, WEEKDAYS, add_days, count, on_screen
from mmd_reviewer.domain.revocation import (
    ENDED_WITHDRAWN,
    FINAL,
    FIRST,
    NOTICES,
    Revocation,
    Schedule,
)

CODES = {FIRST: "1", "second": "2", "third": "3", FINAL: "F"}
DEADLINE, APPEAL, EXPIRY, PARKED, EDITION, OWED = "D", "A", "E", "P", "K", "L"
CODE_NAMES = {
    "1": "First notice",
    "2": "Second notice",
    "3": "Third notice",
    "F": "Final notice",
    DEADLINE: "Cover ends",
    APPEAL: "Appeal",
    EXPIRY: "Approval ends",
    PARKED: "Parked until",
    EDITION: "New edition",
    OWED: "Letter owed",
}
NOTICE_CODES = ("1", "2", "3", "F")
# What an entry is in itself, and what it is on a day.
PLANNED, OPEN, DONE, NOT_SENT, CANCELLED = "planned", "open", "done", "not_sent", "cancelled"
OVERDUE, TODAY = "overdue", "today"
SATURDAY, WEEK = 5, 7

Holiday = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark on one day.

    `status` PLANNED until done; OPEN for an open appeal. `lapses`: from that day on a planned one
    is no longer overdue (a notice after its deadline). `offset`: the number of the day, counted
    from `first` (day 0). `was`: the day before a retiming. `devices`: how many still carry it; -1
    where no list is known. `sequence` rises with every change, and `stamp` is the moment of the
    newest; `uid` never changes. `warning`: the days of warning that a notice is meant to leave
    (D4). `rule`: by which the deadline is on its day (D2, D3, D7, D8, D11).
    """

    day: date
    code: str
    status: str
    number: str
    customer: str
    title: str
    uid: str
    sequence: int = 0
    lapses: date | None = None
    offset: int | None = None
    first: date | None = None
    was: date | None = None
    done_on: date | None = None
    reference: str = ""
    letter: str = ""
    drafted: bool = False
    devices: int = 0
    note: str = ""
    stamp: str = ""
    warning: int = 0
    rule: str = ""

    @property
    def what(self) -> str:
        """`Third notice`, `Cover ends`."""
        return CODE_NAMES[self.code]

    @property
    def is_notice(self) -> bool:
        return self.code in NOTICE_CODES


def standing(entry: Entry, day: date) -> str:
    """What the entry is on a day: overdue, today, planned,
    open, done, not_sent or cancelled (D4, D5).
    """
    if entry.status != PLANNED:
        return entry.status
    if entry.lapses is not None and day >= entry.lapses:
        return NOT_SENT if entry.is_notice else DONE
    if entry.day == day:
        return TODAY
    return OVERDUE if entry.day < day else PLANNED


def days_late(entry: Entry, day: date) -> int:
    """Whole days since it was due; 0 for what is not overdue.

    A notice that was late says by how many days.
    """
    until = (
        entry.done_on
        if entry.done_on is not None
        else day
        if standing(entry, day) == OVERDUE
        else entry.day
    )
    return max((until - entry.day).days, 0)


def entries(case: Case) -> tuple[Entry, ...]:
    """Everything the case puts on the calendar, by day; what fell away is there as cancelled."""
    found = _standing_entries(case)
    standing = {entry.uid for entry in found}
    gone = {entry.uid: entry for entry in _fallen_away(case, standing) if entry.uid not in standing}
    moving = [fact for fact in case.facts if isinstance(fact.body, _MOVING)]
    found += [replace(entry, status=CANCELLED, lapses=None) for entry in gone.values()]
    stamp = moving[-1].at if moving else ""
    stamped = [replace(entry, sequence=len(moving), stamp=stamp) for entry in found]
    return tuple(sorted(stamped, key=lambda entry: (entry.day, entry.uid)))


def _standing_entries(case: Case) -> list[Entry]:
    found: list[Entry] = []
    for place, one in enumerate(case.revocations):
        found += _course(case, one, f"{case.number}-R{place + 1}")
    made = case.holding.made if case.holding and not case.reopened else None
    if (
        made is not None
        and made.until is not None
        and made.outcome in ("approve", "approve_migration")
    ):
        found.append(_expiry(case, made))
    if case.parked is not None:
        found.append(
            _entry(
                case,
                case.parked.until,
                PARKED,
                PLANNED,
                _of_parking(case),
                lapses=case.parked.until + timedelta(days=1),
                note=case.parked.reason,
            )
        )
    return found


def _fallen_away(case: Case, standing: set[str]) -> list[Entry]:
    """Entries of the case as it was before a deed that may have taken some away:
    exported, they are cancelled.

    A fold for each such deed is dear, so those that only end an approval or a parking are looked at
    when there was one that does not stand.
    """
    approved = any(
        isinstance(fact.body, kinds.DecisionMade) and fact.body.until for fact in case.facts
    )
    parked = any(isinstance(fact.body, kinds.CaseParked) for fact in case.facts)
    missing = {
        *([_of_expiry(case)] if approved else ()),
        *([_of_parking(case)] if parked else ()),
    } - standing
    taking = (*_TAKING, *_ENDING) if missing else _TAKING
    ends = [place for place, fact in enumerate(case.facts) if isinstance(fact.body, taking)]
    return [
        entry for place in ends if place for entry in _standing_entries(fold(case.facts[:place]))
    ]


def _of_expiry(case: Case) -> str:
    return f"{case.number}-E"


def _of_parking(case: Case) -> str:
    return f"{case.number}-P"


_TAKING = (kinds.DeedRetracted, kinds.DispatchCorrected)
# what takes an approval's end or a parking off the calendar: a deed, an answer, a letter (C7, C8,
# C9)
_ENDING = (
    kinds.CaseUnparked,
    kinds.DecisionMade,
    kinds.RequestAmended,
    kinds.AmendmentSettled,
    kinds.LetterDispatched,
    kinds.ToldElsewhere,
)
_MOVING = (
    kinds.DecisionMade,
    kinds.LetterDispatched,
    kinds.DispatchCorrected,
    kinds.NoticeSentElsewhere,
    kinds.Retimed,
    kinds.AppealRaised,
    kinds.AppealDecided,
    kinds.RevocationWithdrawn,
    kinds.RemovalConfirmed,
    kinds.FoundAgain,
    kinds.CaseParked,
    kinds.CaseUnparked,
    kinds.DeedRetracted,
    kinds.Deployed,
    kinds.DevicesJoined,
    kinds.DeviceExchanged,
    kinds.SerialCorrected,
    kinds.ToldElsewhere,
    kinds.RequestAmended,
)


def _entry(
    case: Case,
    day: date,
    code: str,
    status: str,
    uid: str,
    *,
    lapses: date | None = None,
    offset: int | None = None,
    first: date | None = None,
    was: date | None = None,
    done_on: date | None = None,
    reference: str = "",
    letter: str = "",
    drafted: bool = False,
    devices: int = 0,
    note: str = "",
    warning: int = 0,
    rule: str = "",
) -> Entry:
    return Entry(
        day,
        code,
        status,
        case.number,
        case.request.customer,
        case.request.heading(),
        uid,
        0,
        lapses,
        offset,
        first,
        was,
        done_on,
        reference,
        letter,
        drafted,
        devices,
        note,
        "",
        warning,
        rule,
    )


def _course(case: Case, one: Revocation, uid: str) -> list[Entry]:
    dates = one.dates
    if dates is None:
        return []
    found = [_notice(case, one, dates, notice, uid) for notice in NOTICES]
    for place, sent in enumerate(one.earlier_finals):
        found.append(
            _entry(
                case,
                sent.on,
                CODES[FINAL],
                DONE,
                f"{uid}-F{place + 1}",
                done_on=sent.on,
                offset=dates.offset(sent.on),
                first=dates.first,
                reference=sent.reference,
                letter=sent.letter,
            )
        )
    for place, lapse in enumerate(one.lapses):
        found.append(
            _entry(
                case,
                lapse.since,
                DEADLINE,
                DONE,
                f"{uid}-D{place + 1}",
                done_on=lapse.since,
                offset=dates.offset(lapse.since),
                first=dates.first,
            )
        )
    if one.how_ended != "withdrawn" or not one.lapses:
        found.append(_deadline(case, one, dates, uid))
    for place, appeal in enumerate(one.appeals):
        text = appeal.raised[0].text
        status = OPEN if appeal.open else DONE
        found.append(
            _entry(
                case,
                appeal.received,
                APPEAL,
                status,
                f"{uid}-A{place + 1}",
                done_on=appeal.decided_on,
                offset=dates.offset(appeal.received),
                first=dates.first,
                note=text,
            )
        )
    return found


def _notice(case: Case, one: Revocation, dates: Schedule, notice: str, uid: str) -> Entry:
    sent, code = one.sent.get(notice), CODES[notice]
    due = sent.on if sent is not None and notice == FIRST else dates.due(notice)
    status = DONE if sent is not None else NOT_SENT if notice in one.not_sent else PLANNED
    over = one.ended is not None or dates.falls_away(notice)
    if status == PLANNED and over:  # what was missed when the deadline passed stays missed (D4)
        missed = (
            one.ended is not None and one.ended > dates.deadline and not dates.falls_away(notice)
        )
        status = NOT_SENT if missed and one.how_ended != ENDED_WITHDRAWN else CANCELLED
    waiting = [
        row for row in case.letters if row.record.kind == f"notice_{notice}" and not row.void
    ]
    return _entry(
        case,
        due,
        code,
        status,
        f"{uid}-{code}",
        lapses=dates.deadline,
        offset=dates.offset(due),
        first=dates.first,
        was=_was_final(one, dates) if notice == FINAL else None,
        done_on=sent.on if sent else None,
        reference=sent.reference if sent else "",
        letter=sent.letter if sent else "",
        drafted=any(row.dispatched is None for row in waiting),
        devices=_devices(case),
        warning=one.plan.warning(notice),
        rule=deadline_rule(one) if notice == FINAL else "",
    )


def _was(one: Revocation) -> date | None:
    """The deadline before the newest change of it."""
    row = holding_row(one)
    return row.old if row is not None else None


def _was_final(one: Revocation, dates: Schedule) -> date | None:
    was = _was(one)
    return replace(dates, deadline=was).due(FINAL) if was is not None else None


def _deadline(case: Case, one: Revocation, dates: Schedule, uid: str) -> Entry:
    since = f"cover {dates.deadline.isoformat()} "
    sent = next((told for name, told in case.told.items() if name.startswith(since)), None)
    written = any(
        row.record.kind == "cover_ended" and not row.void and row.dispatched is None
        for row in case.letters
    )
    status = DONE if sent is not None else PLANNED
    if one.ended is not None and status == PLANNED:
        status = CANCELLED if one.ended <= dates.deadline else DONE
    under, after = case.under_revocation(LAST_DAY), add_days(dates.deadline, 1)
    untold = bool(under) and all(
        device.in_test_group for device in under
    )  # outside anyway: no letter is due (D9)
    return _entry(
        case,
        dates.deadline,
        DEADLINE,
        status,
        f"{uid}-D",
        lapses=after if untold else None,
        offset=dates.offset(dates.deadline),
        first=dates.first,
        was=_was(one),
        done_on=sent.on if sent else None,
        reference=sent.reference if sent else "",
        drafted=written and sent is None,
        devices=_devices(case),
        rule=deadline_rule(one),
    )


def _devices(case: Case) -> int:
    return len(case.under_revocation(LAST_DAY)) if case.spans else -1


def _expiry(case: Case, made: kinds.DecisionMade) -> Entry:
    """The last day of an approval; on devices it stays due
    until extended, removed or revoked (E1).
    """
    assert made.until is not None
    carrying = len(case.carrying(LAST_DAY)) if case.spans else -1 if case.deployed else 0
    extension = next((link.other for link in case.links if link.extension == "extended_by"), "")
    status = PLANNED
    if (
        case.deployed and not carrying
    ):  # removed from every device before its end, nothing ends on that day
        status = DONE if case.carrying(made.until) else CANCELLED
    lapses = None if case.deployed else made.until + timedelta(days=1)
    return _entry(
        case,
        made.until,
        EXPIRY,
        status,
        _of_expiry(case),
        lapses=lapses,
        first=made.start,
        devices=carrying,
        note=extension,
    )


def not_working(day: date, holiday: Holiday) -> str:
    """`Sunday`, the name of a holiday, or "" for a working day."""
    return holiday(day) or (WEEKDAYS[day.weekday()] if day.weekday() >= SATURDAY else "")


def last_working_day(day: date, holiday: Holiday) -> date:
    """The newest working day not after `day`."""
    while not_working(day, holiday):
        day -= timedelta(days=1)
    return day


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
        parts.append("letter drafted")
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
