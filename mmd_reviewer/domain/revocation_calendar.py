"""The calendar: what a case puts on which day, derived from its facts
and never stored as truth (D2 to D5, E1).

An entry knows no "today": `calendar_entry.py` and `calendar_words.py` say what it means on a day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.calendar_entry import (
    ANSWER,
    APPEAL,
    CANCELLED,
    CODES,
    DEADLINE,
    DONE,
    EXPIRY,
    NOT_SENT,
    OPEN,
    PARKED,
    PLANNED,
    Entry,
)
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deadline import deadline_rule, holding_row
from mmd_reviewer.domain.period import LAST_DAY, add_days
from mmd_reviewer.domain.promise import next_review, promise_entries
from mmd_reviewer.domain.revocation import (
    ENDED_WITHDRAWN,
    FINAL,
    FIRST,
    NOTICES,
    Revocation,
    Schedule,
)

# Any other fact may change the calendar, and every other list that is made of cases.
ONLY_THE_CASE_SHOWS = (kinds.NoteAdded, kinds.CaseAssigned, kinds.AnswersGiven)


def entries(case: Case) -> tuple[Entry, ...]:
    """Everything the case puts on the calendar, by day; what fell away is there as cancelled."""
    found = _standing_entries(case)
    standing = {entry.uid for entry in found}
    gone = {entry.uid: entry for entry in _fallen_away(case, standing) if entry.uid not in standing}
    found += [replace(entry, status=CANCELLED, lapses=None) for entry in gone.values()]
    # Calendars of others keep what they know of an entry whose sequence did not rise.
    moving = [fact for fact in case.facts if not isinstance(fact.body, ONLY_THE_CASE_SHOWS)]
    stamp = moving[-1].at
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
    found += promise_entries(case)
    return found


def _fallen_away(case: Case, standing: set[str]) -> list[Entry]:
    """Entries of the case as it was before a deed that may have taken some away:
    exported, they are cancelled.

    A fold for each such deed is dear, so those that only end an approval or a parking are looked at
    when there was one that does not stand.
    """
    decided = [fact.body for fact in case.facts if isinstance(fact.body, kinds.DecisionMade)]
    parked = any(isinstance(fact.body, kinds.CaseParked) for fact in case.facts)
    missing = {
        *([_of_expiry(case)] if any(made.until for made in decided) else ()),
        *([next_review(case)] if any(made.open_ended for made in decided) else ()),
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
        # a withdrawal gave cover back: what stood as planned keeps its name
        number = "" if lapse.since == dates.deadline else place + 1
        found.append(
            _entry(
                case,
                lapse.since,
                DEADLINE,
                DONE,
                f"{uid}-D{number}",
                done_on=lapse.since,
                offset=dates.offset(lapse.since),
                first=dates.first,
            )
        )
    if all(lapse.since != dates.deadline for lapse in one.lapses):
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
        if appeal.target is not None:
            withdrawn = one.how_ended == ENDED_WITHDRAWN and appeal.open
            waits = CANCELLED if withdrawn else PLANNED if appeal.open else DONE
            found.append(
                _entry(
                    case,
                    appeal.target,
                    ANSWER,
                    waits,
                    f"{uid}-A{place + 1}-R",
                    done_on=appeal.decided_on,
                    first=appeal.received,
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
    # Outside anyway: no letter is due (D9)
    untold = bool(under) and all(device.in_test_group for device in under)
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
