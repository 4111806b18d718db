"""A case: one request and all that happened to it, folded from its facts; its state on a day (rule A6)."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import Answers, in_doubt, patched
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.request import Request, changed_details, missing
from mmd_reviewer.domain.revocation import NOTICES, Revocation, Sent

FACTOR_ORDER = ("non_negotiable", "restricted_productivity", "microsoft_technology")  # B1
OPEN_STATES = ("parked", "returned", "incomplete", "in_assessment", "new")
STATES = (
    "withdrawn",
    "declined",
    "no_exemption_needed",
    "removed",
    "cover_ended",
    "in_revocation",
    "expired",
    "in_force",
    "approved",
    *OPEN_STATES,
)
_DECIDED_STATES = {"withdrawn": "withdrawn", "decline": "declined", "no_exemption_needed": "no_exemption_needed"}


@dataclass(frozen=True, slots=True)
class Version:
    """A text of the request and when it came."""

    request: Request
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Letter:
    """An issued letter and what is known to have happened to it (C4); void: overtaken by a newer one (C2)."""

    record: kinds.LetterRecord
    sha256: str
    pages: int
    fact: str
    printed: date | None = None
    dispatched: date | None = None
    reference: str = ""
    void: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that counts: its words, who and when."""

    made: kinds.DecisionMade
    by: str
    day: date
    fact: str


@dataclass(frozen=True, slots=True)
class Case:
    """The fold of a case's facts. `facts` is every fact in order; `counting` those not retracted."""

    key: str
    number: str
    versions: tuple[Version, ...]
    received_on: date
    judged: Mapping[str, str]
    reviewer: str
    parked: kinds.CaseParked | None
    notes: tuple[Note, ...]
    links: tuple[kinds.CaseLinked, ...]
    answers: Answers
    in_assessment: bool
    decision: Decided | None
    reopened: bool
    amended: bool
    letters: tuple[Letter, ...]
    waves: tuple[kinds.Deployed, ...]
    removed: Mapping[str, date]
    revocations: tuple[Revocation, ...]
    consents: tuple[kinds.ConsentRecorded, ...]
    facts: tuple[Fact, ...]
    counting: tuple[Fact, ...]
    heads: tuple[str, ...]

    @property
    def request(self) -> Request:
        return self.versions[-1].request

    @property
    def missing(self) -> tuple[str, ...]:
        """Details not given, and given ones marked not sufficient (A1)."""
        if not self.judged:
            return missing(self.request)
        lacking = {*missing(self.request), *self.judged}
        return tuple(name for name in ("type", "requirement", "proposal", "timeline") if name in lacking)

    @property
    def deployed(self) -> bool:
        """Is the exemption in force on devices (D1)?"""
        return bool(self.waves)

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices it was deployed on, wave by wave."""
        return tuple({device.key: device for wave in self.waves for device in wave.devices}.values())

    def carrying(self, day: date) -> tuple[Device, ...]:
        """Devices that carry the exemption on a day: deployed and not removed by then (D6)."""
        gone = {key for key, on in self.removed.items() if on <= day}
        return tuple(device for device in self.devices if device.key not in gone)

    @property
    def revocation(self) -> Revocation | None:
        """The open revocation; one at a time (D1)."""
        return self.revocations[-1] if self.revocations and self.revocations[-1].open else None

    def letter(self, number: str) -> Letter | None:
        return next((letter for letter in self.letters if letter.record.number == number), None)


def in_parent_order(facts: Iterable[Fact]) -> list[Fact]:
    """Parents before children; among those ready, the earliest by (at, station, id)."""
    by_id = {fact.id: fact for fact in facts}
    if len(by_id) == 1:  # most cases of an import
        return list(by_id.values())
    waiting = {fact.id: sum(parent in by_id for parent in fact.parents) for fact in by_id.values()}
    children: dict[str, list[Fact]] = {}
    for fact in by_id.values():
        for parent in fact.parents:
            children.setdefault(parent, []).append(fact)
    ready = [(fact.at, fact.station, fact.id) for fact in by_id.values() if not waiting[fact.id]]
    heapq.heapify(ready)
    ordered = []
    while ready:
        fact = by_id[heapq.heappop(ready)[2]]
        ordered.append(fact)
        for child in children.get(fact.id, ()):
            waiting[child.id] -= 1
            if not waiting[child.id]:
                heapq.heappush(ready, (child.at, child.station, child.id))
    return ordered


def retracted(ordered: Sequence[Fact]) -> set[str]:
    """Deeds that do not count: retracted by a retraction that itself counts."""
    gone: set[str] = set()
    for fact in reversed(ordered):
        if isinstance(fact.body, kinds.DeedRetracted) and fact.deed not in gone:
            gone.add(fact.body.deed_retracted)
    return gone


def fold(facts: Iterable[Fact]) -> Case:
    """The case its facts tell of. Never refuses: a fact that has lost its footing changes nothing."""
    ordered = in_parent_order(facts)
    gone = retracted(ordered)
    counting = tuple(fact for fact in ordered if fact.deed not in gone)
    first = next(fact for fact in ordered if isinstance(fact.body, kinds.RequestReceived))
    assert isinstance(first.body, kinds.RequestReceived)
    parents = {parent for fact in ordered for parent in fact.parents}
    case = Case(
        key=first.case,
        number=first.body.number,
        versions=(Version(first.body.request, first.day, first.body.source),),
        received_on=min(first.body.request.submitted or first.day, first.day),
        judged={},
        reviewer="",
        parked=None,
        notes=(),
        links=(),
        answers=Answers(),
        in_assessment=False,
        decision=None,
        reopened=False,
        amended=False,
        letters=(),
        waves=(),
        removed={},
        revocations=(),
        consents=(),
        facts=tuple(ordered),
        counting=counting,
        heads=tuple(fact.id for fact in ordered if fact.id not in parents),
    )
    for fact in counting:
        case = _after(case, fact)
    return case


def _amended(case: Case, fact: Fact, body: kinds.RequestAmended) -> Case:
    changed = changed_details(case.request, body.request)
    case = replace(
        case,
        versions=(*case.versions, Version(body.request, fact.day, body.source)),
        judged={name: why for name, why in case.judged.items() if name not in changed},
        amended=True,
    )
    if case.decision is None or case.reopened:
        return replace(case, answers=in_doubt(case.answers))
    if case.decision.made.outcome == "return":
        return replace(case, answers=in_doubt(case.answers), in_assessment=False, reopened=True, parked=None)
    return case


def _judged(case: Case, body: kinds.DetailJudged) -> Case:
    others = {name: why for name, why in case.judged.items() if name != body.detail}
    return replace(case, judged=others if body.sufficient else {**others, body.detail: body.why})


def _answered(case: Case, body: kinds.AnswersGiven) -> Case:
    answers = patched(case.answers, body, FACTOR_ORDER)
    given = any(value != "unknown" for value in (*body.factors.values(), *body.conditions.values()))
    amended = case.amended and bool(answers.unconfirmed)
    return replace(case, answers=answers, in_assessment=case.in_assessment or given, amended=amended)


def _decided(case: Case, fact: Fact, body: kinds.DecisionMade) -> Case:
    letters = tuple(
        letter if letter.record.kind == "acknowledgement" else replace(letter, void=True) for letter in case.letters
    )
    decided = Decided(body, fact.by, fact.day, fact.id)
    return replace(case, decision=decided, reopened=False, amended=False, parked=None, letters=letters)


def _issued(case: Case, fact: Fact, body: kinds.LetterIssued) -> Case:
    case = _with_letter(case, body.record.replaces, lambda letter: replace(letter, void=True))
    return replace(case, letters=(*case.letters, Letter(body.record, body.sha256, body.pages, fact.id)))


def _with_letter(case: Case, number: str, change: Callable[[Letter], Letter]) -> Case:
    letters = tuple(change(letter) if letter.record.number == number else letter for letter in case.letters)
    return replace(case, letters=letters)


def _revoking(case: Case, change: Callable[[Revocation], Revocation]) -> Case:
    """The case with its open revocation changed; without one nothing changes."""
    if case.revocation is None:
        return case
    return replace(case, revocations=(*case.revocations[:-1], change(case.revocation)))


def _cancel_waiting_notices(case: Case) -> Case:
    """Notices that were issued and never dispatched are void, readable, never dispatched (C2, D8)."""
    letters = tuple(
        replace(letter, void=True)
        if letter.record.kind.startswith("notice_") and letter.dispatched is None
        else letter
        for letter in case.letters
    )
    return replace(case, letters=letters)


def _dispatched(case: Case, body: kinds.LetterDispatched) -> Case:
    case = _with_letter(
        case, body.letter, lambda letter: replace(letter, dispatched=body.on, reference=body.reference)
    )
    letter = case.letter(body.letter)
    notice = letter.record.kind.removeprefix("notice_") if letter else ""
    if notice not in NOTICES:
        return case
    return _revoking(case, lambda one: one.dispatched(notice, Sent(body.letter, body.on, body.reference)))


def _removed(case: Case, body: kinds.RemovalConfirmed) -> Case:
    """Removals count from the confirmed day; with the last device the revocation closes that day (D10)."""
    case = replace(case, removed={**dict.fromkeys(body.devices, body.on), **case.removed})
    if case.carrying(LAST_DAY):
        return case
    ended = max(case.removed.values())
    return _cancel_waiting_notices(_revoking(case, lambda one: replace(one, ended=ended, how_ended="removed")))


def _linked(case: Case, body: kinds.CaseLinked) -> Case:
    links = (*(link for link in case.links if link.other != body.other), body)
    return replace(case, links=links, received_on=min(case.received_on, body.received))


def _after(case: Case, fact: Fact) -> Case:
    """The case after one more fact that counts; a kind that says nothing of the case changes nothing."""
    match fact.body:
        case kinds.RequestAmended() as body:
            return _amended(case, fact, body)
        case kinds.DetailJudged() as body:
            return _judged(case, body)
        case kinds.CaseAssigned() as body:
            return replace(case, reviewer=body.reviewer)
        case kinds.CaseParked() as body:
            return replace(case, parked=body)
        case kinds.CaseUnparked():
            return replace(case, parked=None)
        case kinds.NoteAdded() as body:
            return replace(case, notes=(*case.notes, Note(body.text, fact.by, fact.day)))
        case kinds.CaseLinked() as body:
            return _linked(case, body)
        case kinds.AnswersGiven() as body:
            return _answered(case, body)
        case kinds.DecisionMade() as body:
            return _decided(case, fact, body)
        case kinds.LetterIssued() as body:
            return _issued(case, fact, body)
        case kinds.Deployed() as body:
            return replace(case, waves=(*case.waves, body))
        case kinds.LetterPrinted() as body:
            return _with_letter(case, body.letter, lambda letter: replace(letter, printed=letter.printed or fact.day))
        case kinds.LetterDispatched() as body:
            return _dispatched(case, body)
        case kinds.RevocationPrepared() as body:
            return replace(case, revocations=(*case.revocations, Revocation(body, fact.day)))
        case kinds.RevocationWithdrawn():
            case = _revoking(case, lambda one: replace(one, ended=fact.day, how_ended="withdrawn"))
            return _cancel_waiting_notices(case)
        case kinds.RemovalConfirmed() as body:
            return _removed(case, body)
        case kinds.ConsentRecorded() as body:
            return replace(case, consents=(*case.consents, body))
    return case


def state(case: Case, day: date) -> str:
    """The one state of a case on a day not before its newest fact: the first of rule A6 that holds."""
    decided = case.decision.made if case.decision and not case.reopened else None
    if decided and decided.outcome in _DECIDED_STATES:
        return _DECIDED_STATES[decided.outcome]
    if decided and decided.outcome in ("approve", "approve_migration"):
        if case.devices and not case.carrying(day):
            return "removed"
        if case.revocation is not None and case.revocation.dates is not None:
            return "cover_ended" if day >= case.revocation.dates.deadline else "in_revocation"
        if decided.until is not None and day > decided.until:
            return "expired"
        return "in_force" if case.deployed else "approved"
    if case.parked and day < case.parked.until:
        return "parked"
    if decided and decided.outcome == "return":
        return "returned"
    if case.missing:
        return "incomplete"
    return "in_assessment" if case.in_assessment else "new"


def boundaries(case: Case) -> tuple[date, ...]:
    """The days on which the state may change if nothing more happens, in order."""
    days = set()
    if case.decision and case.decision.made.until not in (None, LAST_DAY):
        assert case.decision.made.until is not None
        days.add(case.decision.made.until + timedelta(days=1))
    if case.parked:
        days.add(case.parked.until)
    if case.revocation is not None and case.revocation.dates is not None:
        days.add(case.revocation.dates.deadline)
    return tuple(sorted(days))


def next_date(case: Case, day: date) -> date | None:
    """The next day that matters: a parked case's return, an approval's last day."""
    current = state(case, day)
    if current == "parked" and case.parked:
        return case.parked.until
    if current == "in_revocation" and case.revocation and case.revocation.dates:
        return min([due for _, due in case.revocation.pending()] + [case.revocation.dates.deadline])
    if current in ("approved", "in_force") and case.decision:
        return case.decision.made.until
    return None


def flags(case: Case, day: date) -> tuple[str, ...]:
    """What stands beside the state (A6)."""
    found = []
    if case.missing and (case.decision is None or case.reopened or case.decision.made.outcome == "return"):
        found.append("details_missing")
    if case.amended:
        found.append("amended")
    if case.revocation is not None and not case.revocation.notified:
        found.append("revocation_prepared")
    if case.answers.unconfirmed and (case.decision is None or case.reopened):
        found.append("to_be_confirmed")
    return tuple(found)
