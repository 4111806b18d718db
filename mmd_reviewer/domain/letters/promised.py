"""What the customer was told, and where what holds differs from it (rule C10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import APPROVALS, Case, Letter, Told
from mmd_reviewer.domain.cover import without_cover
from mmd_reviewer.domain.decision import WITHDRAWN
from mmd_reviewer.domain.fact import (
    AppealDecided,
    DecisionMade,
    NoticeSentElsewhere,
    SerialCorrected,
    ToldElsewhere,
)
from mmd_reviewer.domain.letter_facts import LetterDispatched
from mmd_reviewer.domain.letters.kind import Promises
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import one_line
from mmd_reviewer.domain.revocation import ENDED_WITHDRAWN, FIRST, notice_of
from mmd_reviewer.domain.told import DECISION_KINDS, NAMES_THE_DEADLINE, RETIMED, cover_lost

GIVING_BACK = ("reinstated", "appeal_outcome", "revocation_withdrawn")
# Told elsewhere they name deadline and notices
COURSE_TOLD = (RETIMED, "appeal_received", "appeal_outcome")
ELSEWHERE, COVER_ENDED, COVER_BACK = "elsewhere", "cover_ended", "cover_back"
WHAT_NAMES: Mapping[str, str] = {
    "decision": "Decision",
    "first_day": "First day",
    "last_day": "Last day",
    "terms": "Terms",
    "devices": "Only on",
    "revocation": "Revocation",
    "deadline": "Deadline",
    "notice_second": "Second notice planned",
    "notice_third": "Third notice planned",
    "notice_final": "Final notice planned",
    "appeal": "Outcome of the appeal",
    COVER_ENDED: "Without cover since",
    COVER_BACK: "Covered again since",
}


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One date or promise: what holds, what the customer was told,
    by which letter and on which day.

    `holds` or `told` is "" where there is none; `letter` is ELSEWHERE for what no letter told.
    """

    what: str
    holds: str
    told: str
    letter: str
    on: date | None
    differs: bool

    @property
    def name(self) -> str:
        """`Last day`; an edition by its code."""
        return WHAT_NAMES.get(self.what, self.what[:1].upper() + self.what[1:])

    @property
    def by(self) -> str:
        """`by A-0047-L2`, or `elsewhere` for what no letter told."""
        return ELSEWHERE if self.letter == ELSEWHERE else f"by {self.letter}"


@dataclass(frozen=True, slots=True)
class _Said:
    value: str
    letter: str
    on: date


def told_rows(case: Case, day: date) -> tuple[ToldRow, ...]:
    """Every date and promise, those that were told and those that hold,
    by the facts of the case on a day.
    """
    said, held = _said(case, day), holding(case, day)
    names = [*WHAT_NAMES, *(name for name in said if name not in WHAT_NAMES)]
    rows: list[ToldRow] = []
    for name in names:
        if name in (COVER_ENDED, COVER_BACK):
            rows += (_without_cover if name == COVER_ENDED else _covered_again)(case, day)
            continue
        told, holds = said.get(name), held.get(name, "")
        if told is None and not holds:
            continue
        value = told.value if told is not None else ""
        letter, on = (told.letter, told.on) if told is not None else ("", None)
        rows.append(ToldRow(name, holds, value, letter, on, _differs(name, value, held)))
    return tuple(rows)


def _differs(name: str, told: str, held: Mapping[str, str]) -> bool:
    """Is what was told no longer, or not yet, what holds?

    A planned notice that was given is planned no longer; the customer's own withdrawal needs no
    word of ours, but what was told before it holds no more.
    """
    holds = held.get(name, "")
    if name == "decision" and holds == WITHDRAWN:
        return bool(told)
    if holds:
        return holds != told
    if name == "revocation":
        return told != ENDED_WITHDRAWN
    return name in ("deadline", "terms", "devices") or (
        bool(notice_of(name)) and "revocation" not in held
    )


def _covered_again(case: Case, day: date) -> Iterator[ToldRow]:
    """A row for each day since which devices that were without cover have it back (D9)."""
    back: Counter[date] = Counter()
    for device in case.devices:
        rows = without_cover(case, device.key)
        given = [row.back for row in rows if row.back is not None and row.back <= day]
        if given and not device.in_test_group and not any(row.holds_on(day) for row in rows):
            back[max(given)] += 1
    telling = sorted(
        (one for one in case.told.values() if one.kind in GIVING_BACK and one.on <= day),
        key=lambda one: one.on,
    )
    for since in sorted(back):
        told = next((one for one in telling if one.on >= since), None)
        holds = _on_devices(since, back[since])
        letter, on = (told.letter or ELSEWHERE, told.on) if told is not None else ("", None)
        value = holds if told is not None else ""
        yield ToldRow(COVER_BACK, holds, value, letter, on, told is None)


def _without_cover(case: Case, day: date) -> Iterator[ToldRow]:
    """A row for each day since which devices are without cover:
    on how many, and of how many it was told (D9).

    Cover that was given back stays here as told until a letter says so.
    """
    by_day = {name: told for name, told in case.told.items() if told.on <= day}
    back_told = max(
        (told.on for told in by_day.values() if told.kind in GIVING_BACK), default=date.min
    )
    holds: Counter[date] = Counter()
    said: dict[date, list[Told]] = {}
    for device in case.devices:
        for row in without_cover(case, device.key):
            over = row.back is not None and row.back <= day
            told = by_day.get(cover_lost(device.key, row.since))
            if told is not None and not (over and row.back is not None and row.back <= back_told):
                said.setdefault(row.since, []).append(told)
            if row.holds_on(day) and not device.in_test_group:
                holds[row.since] += 1
    for since, told in never_lost(case, by_day):
        said.setdefault(since, []).append(told)
    for since in sorted({*holds, *said}):
        known = said.get(since, [])
        last = max(known, key=lambda told: told.on, default=None)
        letter, on = (last.letter or ELSEWHERE, last.on) if last is not None else ("", None)
        now, then = _on_devices(since, holds[since]), _on_devices(since, len(known))
        yield ToldRow(COVER_ENDED, now, then, letter, on, now != then)


def never_lost(case: Case, told: Mapping[str, Told]) -> Iterator[tuple[date, Told]]:
    """What was told of the end of cover and, by a correction
    or a removal in time, never came (D9, D11).

    It stays told until a later letter names the deadline that holds or takes the revocation back,
    or, of a device whose serial number was corrected since, until the right one is told.
    """
    lost = {
        cover_lost(device.key, row.since)
        for device in case.devices
        for row in without_cover(case, device.key)
    }
    naming = [one.on for one in told.values() if one.kind == RETIMED or notice_of(one.kind)]
    ends = [
        one.end.fact
        for one in case.revocations
        if one.how_ended == ENDED_WITHDRAWN and one.end is not None
    ]
    naming += [told[end].on for end in ends if end in told]
    settled = max(naming, default=date.min)
    for name, one in told.items():
        if not name.startswith("cover ") or name in lost or one.on <= settled:
            continue
        if f"kept {name}" not in told and not _told_as_corrected(case, name, told):
            yield date.fromisoformat(name.split(" ")[1]), one


def _told_as_corrected(case: Case, name: str, told: Mapping[str, Told]) -> bool:
    """Was the same end of cover told under the serial number as it was corrected since (D9)?"""
    since, now = date.fromisoformat(name.split(" ")[1]), name
    for fact in case.counting:
        if isinstance(fact.body, SerialCorrected) and cover_lost(fact.body.old, since) == now:
            now = cover_lost(fact.body.new.key, since)
    return now != name and now in told


def _on_devices(since: date, devices: int) -> str:
    return f"{since.isoformat()}, {count(devices, 'device')}" if devices else ""


def _said(case: Case, day: date) -> dict[str, _Said]:
    """The newest word on each, by the day on which it was told."""
    events: list[tuple[date, str, Promises]] = []
    for fact in case.counting:  # of one day the later recorded is the newer word
        match fact.body:
            case LetterDispatched() as body:
                sent = case.letter(body.letter)
                if sent is not None and sent.dispatched is not None:
                    events.append((sent.dispatched, body.letter, promises_of(case, sent)))
            case ToldElsewhere() as body:
                events.append((body.on, ELSEWHERE, _elsewhere(case, body)))
            case NoticeSentElsewhere() as body:
                on, promises = _notice_elsewhere(case, body)
                events.append((on, ELSEWHERE, promises))
    events = [event for event in events if event[0] <= day]
    said: dict[str, _Said] = {}
    for on, letter, promises in sorted(events, key=lambda row: row[0]):
        over = ("revocation", ENDED_WITHDRAWN) in promises
        if over or "deadline" in dict(promises):  # the course is told anew
            # but a notice planned for a day before this word was told for that day all the same
            gone = [
                name
                for name, one in said.items()
                if name == "deadline" or (notice_of(name) and (over or _ahead(one, on)))
            ]
            for name in gone:
                del said[name]
        said.update({name: _Said(value, letter, on) for name, value in promises})
    return said


def _ahead(planned: _Said, on: date) -> bool:
    return date.fromisoformat(planned.value) >= on


def promises_of(case: Case, letter: Letter) -> Promises:
    """The promises of a letter; of one of an earlier version those that its record shows."""
    record = letter.record
    if record.promises:
        return (*record.promises, *_limits(_made(case, letter.tells)))
    if record.deadline is not None and (
        record.kind in NAMES_THE_DEADLINE or notice_of(record.kind)
    ):
        return (("deadline", record.deadline.isoformat()),)
    if record.kind not in DECISION_KINDS:
        return ()
    return _decision_promises(case, letter.tells)


def _made(case: Case, tells: tuple[str, ...]) -> DecisionMade | None:
    """The decision that a letter told, or None for a letter of anything else."""
    decisions = {
        fact.id: fact.body for fact in case.counting if isinstance(fact.body, DecisionMade)
    }
    return next((decisions[name] for name in tells if name in decisions), None)


def _limits(made: DecisionMade | None) -> Promises:
    """The terms of an approval, and the devices that it is limited to (C1)."""
    if made is None or made.outcome not in APPROVALS:
        return ()
    rows = [("terms", one_line(made.terms))] if made.terms else []
    return (*rows, *([("devices", count(len(made.devices), "device"))] if made.devices else ()))


def _decision_promises(case: Case, tells: tuple[str, ...]) -> Promises:
    made = _made(case, tells)
    if made is None:
        return ()
    rows = [("decision", made.outcome)]
    if made.outcome in APPROVALS:
        last = made.until.isoformat() if made.until else "open-ended"
        rows += [("first_day", made.start.isoformat()), ("last_day", last), *_limits(made)]
    return tuple(rows)


def _elsewhere(case: Case, body: ToldElsewhere) -> Promises:
    rows = list(_decision_promises(case, body.tells))
    outcomes = [
        fact.body.outcome
        for fact in case.counting
        if fact.id in body.tells and isinstance(fact.body, AppealDecided)
    ]
    rows += [("appeal", outcome) for outcome in outcomes[-1:]]
    ended = [
        one for one in case.revocations if one.how_ended == ENDED_WITHDRAWN and one.end is not None
    ]
    withdrawn = [one for one in ended if one.end is not None and one.end.fact in body.tells]
    if withdrawn:  # where it is revoked anew, that course was told by its own notice
        return tuple(rows) + (
            (("revocation", ENDED_WITHDRAWN),) if case.revocations[-1] in withdrawn else ()
        )
    if body.deadline is not None and body.kind in COURSE_TOLD:
        rows.append(("deadline", body.deadline.isoformat()))
        pending = case.revocation.pending() if case.revocation is not None else ()
        rows += [(f"notice_{name}", due.isoformat()) for name, due in pending]
    return tuple(rows)


def _notice_elsewhere(case: Case, body: NoticeSentElsewhere) -> tuple[date, Promises]:
    """When it was given, as corrected since (D11),
    and of a first notice the deadline that it told (D3, D7).
    """
    for one in reversed(case.revocations):
        sent = one.sent.get(body.notice)
        if (
            sent is None
            or sent.letter
            or body.on not in (sent.on, *(on for on, _ in sent.corrected))
        ):
            continue
        if body.notice != FIRST:
            return sent.on, ()
        deadline = one.if_first(
            body.on
        ).deadline  # as it was recorded; one set before it is told by it
        return sent.on, (("revocation", "in notice"), ("deadline", deadline.isoformat()))
    return body.on, ()


def holding(case: Case, day: date) -> dict[str, str]:
    """What holds on a day, by the same names as what was told."""
    found = {}
    decided = case.holding if not case.reopened else None
    if decided is not None:
        found["decision"] = decided.made.outcome
        if decided.approves:
            found["first_day"] = decided.made.start.isoformat()
            until = decided.made.until
            found["last_day"] = until.isoformat() if until else "open-ended"
            found |= dict(_limits(decided.made))
    one = case.revocation
    if one is not None and one.dates is not None and one.dates.first <= day:
        found["revocation"] = "in notice"
        found["deadline"] = one.dates.deadline.isoformat()
        found |= {f"notice_{name}": due.isoformat() for name, due in one.pending_on(day)}
    return found
