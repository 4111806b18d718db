"""A case: one request and all that happened to it.

`case_fold.py` makes it; `case_state.py` says its state on a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import NO_ANSWERS, Answers
from mmd_reviewer.domain.device import Device, Span
from mmd_reviewer.domain.edition_days import EditionDay, in_force
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.period import FIRST_DAY
from mmd_reviewer.domain.request import Request, missing
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.domain.source import Source

APPROVALS = ("approve", "approve_migration")


@dataclass(frozen=True, slots=True)
class Version:
    """A text of the request, when it came, and the fact that brought it."""

    request: Request
    day: date
    source: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Letter:
    """An issued letter and what is known to have happened to it (C4);
    void: overtaken by a newer one (C2).

    `tells` are the ids of what it tells (C9): of its record, or, for a letter of an earlier
    version, what it can only have told.
    """

    record: LetterRecord
    sha256: str
    pages: int
    fact: str
    tells: tuple[str, ...] = ()
    printed: date | None = None
    dispatched: date | None = None
    reference: str = ""
    void: bool = False
    proofs: tuple[kinds.DispatchProven, ...] = ()
    signed: tuple[kinds.LetterSigned, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The customer was told something: by which letter ("" elsewhere),
    on which day, with which reference.
    """

    letter: str
    on: date
    reference: str
    kind: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What the customer is to do by `due`, recorded on `made` by the fact; `settled` is the day on
    which it was recorded as kept or broken, None while it is open.
    """

    text: str
    due: date
    made: date
    fact: str
    settled: date | None = None
    kept: bool = False
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file attached to the case, a finding, the revocation or the appeal."""

    file: kinds.EvidenceAttached
    day: date
    by: str
    fact: str


@dataclass(frozen=True, slots=True)
class SecondAssessment:
    """A second assessment beside the first as it stood then; each with the outcome it leads to.

    `kept`: why the decision stands though they differ, "" while nobody said so.
    """

    answers: Answers
    recommended: str
    by: str
    day: date
    decides: str
    first: Answers
    first_recommended: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that counts: its words, who and when, and the answers that it rests on."""

    made: kinds.DecisionMade
    by: str
    day: date
    fact: str
    settle: bool = False
    answers: Answers = NO_ANSWERS

    @property
    def approves(self) -> bool:
        """Is it an approval, with or without migration?"""
        return self.made.outcome in APPROVALS


@dataclass(frozen=True, slots=True)
class Before:
    """A told approval whose place a worse decision takes (C9): it holds until
    that decision's letter is dispatched, on `until`; None while it holds.
    """

    decided: Decided
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reinstatement:
    """Cover was given back to devices, and the fact that says so (D9)."""

    body: kinds.Reinstated
    source: Source


@dataclass(frozen=True, slots=True)
class Back:
    """A device has cover back since `on`:
    of the first `spans` stretches in which it carried the exemption.
    """

    on: date
    spans: int


@dataclass(frozen=True, slots=True)
class Case:
    """The fold of a case's facts. `facts` is every fact in order;
    `counting` those not retracted.
    """

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
    answered: frozenset[str]  # since it was last new: factors and key conditions (A5, A6)
    decision: Decided | None
    before: Before | None
    reopened: bool
    amended: bool
    again: bool
    letters: tuple[Letter, ...]
    told: Mapping[str, Told]
    waves: tuple[kinds.Deployed, ...]
    joined: tuple[Device, ...]
    spans: Mapping[str, tuple[Span, ...]]
    reinstated: Mapping[str, tuple[Back, ...]]
    reinstatements: tuple[Reinstatement, ...]
    revocations: tuple[Revocation, ...]
    consents: tuple[kinds.ConsentRecorded, ...]
    evidence: tuple[Evidence, ...]
    facts: tuple[Fact, ...]
    counting: tuple[Fact, ...]
    heads: tuple[str, ...]
    corrected: Mapping[str, kinds.TypeChosen | kinds.ReadingCorrected] = field(default_factory=dict)
    editions: tuple[EditionDay, ...] = ()
    rules: kinds.DeskRules = kinds.NO_RULES
    handed_by: str = ""  # who gave it to its reviewer, until the reviewer does a first deed on it
    second_assessments: tuple[SecondAssessment, ...] = ()
    promises: tuple[Promise, ...] = ()
    reviews: tuple[date, ...] = ()  # days on which the key conditions were looked at again
    waited: int = 0  # days in which the customer owed an answer, and gave it
    # Corrected keys of devices by the wrong ones, of which another station may still speak (D9)
    serials: Mapping[str, str] = field(default_factory=dict)
    hold: str = ""  # why the case is kept whatever its retention says (C11)
    # Numbered by a later state of the store than the backup that it went back to
    letters_used: int = 0
    numbers: tuple[str, ...] = ()  # several where it came in at two stations apart; the first holds
    # The day that is worked under, where what is missing is asked without a day
    as_of: date = FIRST_DAY

    @property
    def letters_given(self) -> int:
        """How many numbers of letters are used."""
        return max(len(self.letters), self.letters_used)

    @property
    def newest(self) -> Request:
        """The newest version of the request."""
        return self.versions[-1].request

    @property
    def request(self) -> Request:
        """The request that holds: decided, the version the decision is about,
        with the newest contact (C8).
        """
        decided = self.holding
        if decided is None or self.reopened:
            return self.newest
        return self.version_of(decided)

    @property
    def assessed(self) -> Request:
        """The request that answers are about:
        the newest, unless a decision stands and is not made anew (C8).
        """
        return self.newest if self.again or self.amended else self.request

    @property
    def assessed_version(self) -> Version:
        """The version that answers and a decision made now are about (C8)."""
        decided = self.decision if not self.reopened else None
        if decided is None or self.again or self.amended:
            return self.versions[-1]
        return next(
            (row for row in self.versions if row.fact == decided.made.decides), self.versions[-1]
        )

    def version_of(self, decided: Decided) -> Request:
        """The version a decision is about, for ever;
        the customer's name and contact are the newest (C8).
        """
        named = next((row for row in self.versions if row.fact == decided.made.decides), None)
        if named is None:  # recorded before decisions named their version
            order = [fact.id for fact in self.counting]
            before = order[: order.index(decided.fact)] if decided.fact in order else order
            named = [row for row in self.versions if row.fact in before or row is self.versions[0]][
                -1
            ]
        newest, request = self.newest, named.request
        if request is newest:
            return request
        return replace(
            request, customer=newest.customer, contact=newest.contact, email=newest.email
        )

    @property
    def holding(self) -> Decided | None:
        """The decision that holds: a told approval
        until the worse one in its place is told (C9).
        """
        if self.before is not None and self.before.until is None:
            return self.before.decided
        return self.decision

    @property
    def return_told(self) -> date | None:
        """The day on which the customer was told of the return
        that stands, by letter or elsewhere (C1, C9).
        """
        told = self.told.get(self.decision.fact) if self.decision is not None else None
        return told.on if told is not None else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Details not given, and given ones marked not sufficient (A1)."""
        return self.missing_on(self.as_of)

    @property
    def awaits_decision(self) -> bool:
        """Is it not decided, or returned, so that it will be decided
        by the edition then in force (B8)?
        """
        return (
            self.decision is None
            or self.reopened
            or self.decision.made.outcome in ("return", "closed_unanswered")
        )

    def missing_on(self, day: date) -> tuple[str, ...]:
        """Details missing on a day;
        a type that the edition in force no longer has is one (A1, B8).
        """
        now = in_force(self.editions, day)
        gone = now is not None and bool(now.types) and self.assessed.type not in ("", *now.types)
        if not self.judged and not gone:
            return missing(self.assessed)
        lacking = {*missing(self.assessed), *self.judged}
        if gone and self.awaits_decision:
            lacking.add("type")
        return tuple(
            name for name in ("type", "requirement", "proposal", "timeline") if name in lacking
        )

    @property
    def deployed(self) -> bool:
        """Is the exemption in force on devices (D1)?"""
        return bool(self.waves)

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices it was deployed on, wave by wave, and those that joined it since."""
        deployed = [device for wave in self.waves for device in wave.devices]
        return tuple({device.key: device for device in (*deployed, *self.joined)}.values())

    def carrying(self, day: date) -> tuple[Device, ...]:
        """Devices that carry the exemption on a day: deployed and not removed by then (D6)."""
        on = {key for key, spans in self.spans.items() if any(span.covers(day) for span in spans)}
        return tuple(device for device in self.devices if device.key in on)

    def carrying_steps(self) -> Mapping[date, int]:
        """By how many the devices that carry it change on a day;
        a removal counts on its own day (D6).
        """
        steps: dict[date, int] = {}
        for spans in self.spans.values():
            for span in spans:
                steps[span.since] = steps.get(span.since, 0) + 1
                if span.until is not None:
                    steps[span.until] = steps.get(span.until, 0) - 1
        return steps

    def under_revocation(self, day: date) -> tuple[Device, ...]:
        """Those of them that the newest revocation concerns: all but the released ones (D1, D8)."""
        released = self.revocations[-1].released if self.revocations else {}
        return tuple(
            device
            for device in self.carrying(day)
            if device.key not in released or released[device.key] > day
        )

    @property
    def revocation(self) -> Revocation | None:
        """The open revocation; one at a time (D1)."""
        return self.revocations[-1] if self.revocations and self.revocations[-1].open else None

    def letter(self, number: str) -> Letter | None:
        return next((letter for letter in self.letters if letter.record.number == number), None)
