"""What a fact says anew and what it rests on, by subject: how two facts can stand against each
other that were recorded apart (architecture, "Facts").

Every kind of fact has its line in `REACHES`, or stands in `ALONGSIDE` because it takes nothing from
any other: a note stands beside a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.fact import Body, Fact
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.domain.told import DECISION_KINDS


class Subject(NamedTuple):
    """Something that a case says once: `name` within its `group`, as ("answer", "security")."""

    group: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """`says`: values by subject, a new one takes the place of the old. `rests_on`: groups of
    subjects that the person had before their eyes.
    """

    says: Mapping[Subject, str] = field(default_factory=dict)
    rests_on: frozenset[str] = frozenset()


UNDONE = "undone"
NOT_ABOUT_A_DECISION = ("acknowledgement", "edition")
ASKED = frozenset({"request", "reading", "detail"})  # what is asked for, and how it is read
COURSE = frozenset({"decision", "revocation", "deadline", "notice", "appeal", "device"})

ALONGSIDE: frozenset[type[Body]] = frozenset(
    {
        kinds.NoteAdded,
        kinds.EvidenceAttached,
        kinds.TicketNotesReceived,
        kinds.PromiseMade,
        kinds.ReviewDone,
        kinds.LetterPrinted,
        kinds.LetterSigned,
        kinds.DispatchProven,
        kinds.LettersUsed,
        kinds.ConsentRecorded,
        kinds.CaseLinked,
        kinds.VersionSeparated,
        kinds.RequestReceived,
    }
)


def _answers(body: kinds.AnswersGiven) -> dict[Subject, str]:
    says = {Subject("answer", code): value for code, value in body.factors.items()}
    says |= {Subject("answer", code): value for code, value in body.conditions.items()}
    says |= {Subject("answer note", code): text for code, text in body.notes.items()}
    for name in ("technology", "scope"):
        if getattr(body, name) is not None:
            says[Subject("answer", name)] = getattr(body, name)
    if body.months_given:
        says[Subject("answer", "months")] = str(body.months)
    if body.ticks is not None:
        says[Subject("answer", "ticks")] = ", ".join(body.ticks)
    return says


def _reading(body: kinds.ReadingCorrected) -> dict[Subject, str]:
    said = {"timeline": body.timeline and body.timeline.in_short(), "customer": body.customer}
    return {Subject("reading", name): value for name, value in said.items() if value}


def _devices(names: Iterable[str], value: str) -> dict[Subject, str]:
    return {Subject("device", name): value for name in names}


def _dispatch(letter: str, notice: str, value: str) -> dict[Subject, str]:
    """Of a notice it is the notice that goes out once, whichever letter bears it."""
    return {Subject("notice", notice) if notice else Subject("dispatch", letter): value}


def _reach_of_letter(kind: str) -> frozenset[str]:
    if kind in DECISION_KINDS:
        return frozenset({"decision"})
    return frozenset() if kind in NOT_ABOUT_A_DECISION else COURSE


@dataclass(frozen=True, slots=True)
class Reaches:
    """The reach of each fact of one case: a dispatch is about a letter that another fact issued,
    an undo about the deed that it takes back.
    """

    letters: Mapping[str, str]  # the kind of each letter by its number
    deeds: Mapping[str, Sequence[Fact]]

    @classmethod
    def of_case(cls, facts: Iterable[Fact]) -> Reaches:
        letters, deeds = {}, dict[str, list[Fact]]()
        for fact in facts:
            deeds.setdefault(fact.deed, []).append(fact)
            if isinstance(fact.body, kinds.LetterIssued):
                letters[fact.body.record.number] = fact.body.record.kind
        return cls(letters, deeds)

    def of(self, fact: Fact) -> Reach:
        """What the fact says anew, and what it rests on."""
        match fact.body:
            case kinds.DeedRetracted() as body:
                return self._of_undo(body)
            case kinds.LetterIssued() as body:
                kind = body.record.kind
                return Reach({Subject("letter", kind): fact.id}, _reach_of_letter(kind))
            case kinds.LetterDispatched() as body:
                kind = self.letters.get(body.letter, "")
                value = f"{body.on}, {body.reference}"
                rests = _reach_of_letter(kind) if kind else frozenset[str]()
                return Reach(_dispatch(body.letter, notice_of(kind), value), rests - {"notice"})
            case kinds.DispatchCorrected() as body:
                notice = body.notice or notice_of(self.letters.get(body.letter, ""))
                value = "taken back" if body.taken_back else f"{body.on}, {body.reference}"
                return Reach(_dispatch(body.letter, notice, value))
        plain = REACHES.get(type(fact.body))
        return plain(fact) if plain is not None else Reach()

    def _of_undo(self, body: kinds.DeedRetracted) -> Reach:
        says, rests = dict[Subject, str](), frozenset[str]()
        for undone in self.deeds.get(body.deed_retracted, ()):
            if not isinstance(undone.body, kinds.DeedRetracted):
                reach = self.of(undone)
                says |= dict.fromkeys(reach.says, UNDONE)
                rests |= reach.rests_on
        return Reach(says, rests)


def _once(group: str, rests_on: Iterable[str] = ()) -> Callable[[Fact], Reach]:
    """Whoever else did it at the same time did another thing, however alike the words are."""
    return lambda fact: Reach({Subject(group): fact.id}, frozenset(rests_on))


def _says(
    says: Callable[[Any], Mapping[Subject, str]], rests_on: Iterable[str] = ()
) -> Callable[[Fact], Reach]:
    return lambda fact: Reach(says(fact.body), frozenset(rests_on))


def _one(
    group: str, value: Callable[[Any], object], name: Callable[[Any], str] = lambda _: ""
) -> Callable[[Any], Mapping[Subject, str]]:
    return lambda body: {Subject(group, name(body)): str(value(body))}


REACHES: Mapping[type[Body], Callable[[Fact], Reach]] = {
    kinds.RequestAmended: _says(_one("request", lambda body: body.request)),
    kinds.AmendmentSettled: _says(
        _one("amendment", lambda body: f"{body.how} {body.other} {body.reason}"), ["request"]
    ),
    kinds.DetailJudged: _says(
        _one("detail", lambda body: f"{body.sufficient} {body.why}", lambda body: body.detail),
        ["request"],
    ),
    kinds.TypeChosen: _says(_one("reading", lambda body: body.code, lambda _: "type"), ["request"]),
    kinds.ReadingCorrected: _says(_reading, ["request"]),
    kinds.CaseAssigned: _says(_one("reviewer", lambda body: body.reviewer)),
    kinds.CaseParked: _says(_one("parked", lambda body: f"until {body.until}: {body.reason}")),
    kinds.CaseUnparked: _says(_one("parked", lambda _: "")),
    kinds.AnswersGiven: _says(_answers, ASKED),
    kinds.DecisionMade: _once("decision", ASKED | {"answer", "answer note"}),
    kinds.SecondAssessed: _says(lambda _: {}, ["request", "decision"]),
    kinds.DifferenceKept: _says(_one("difference", lambda body: body.reason), ["decision"]),
    kinds.PromiseSettled: _says(
        _one("promise", lambda body: f"{body.kept} {body.text}", lambda body: body.promise)
    ),
    kinds.HoldPlaced: _says(_one("hold", lambda body: body.reason)),
    kinds.HoldLifted: _says(_one("hold", lambda _: "")),
    kinds.ToldElsewhere: _says(
        _one("told", lambda body: f"{body.on}, {body.reference}", lambda body: body.kind),
        ["decision", "revocation", "deadline"],
    ),
    kinds.NoticeSentElsewhere: _says(
        _one("notice", lambda body: f"{body.on}, {body.reference}", lambda body: body.notice),
        ["decision", "revocation", "deadline"],
    ),
    kinds.Deployed: _says(
        lambda body: _devices(
            [device.key for device in body.devices] or [""], f"deployed on {body.on}"
        ),
        ["decision"],
    ),
    kinds.DevicesJoined: _says(
        lambda body: _devices([row.key for row in body.devices], f"found on {body.on}")
    ),
    kinds.CarriedOver: _says(lambda body: _devices(body.devices, f"carried over to {body.to}")),
    kinds.RemovalConfirmed: _says(lambda body: _devices(body.devices, f"removed on {body.on}")),
    kinds.FoundAgain: _says(lambda body: _devices(body.devices, f"found again on {body.on}")),
    kinds.DeviceExchanged: _says(
        lambda body: _devices([body.old], f"exchanged for {body.new.serial} on {body.on}")
    ),
    kinds.SerialCorrected: _says(lambda body: _devices([body.old], f"is {body.new.serial}")),
    kinds.Reinstated: _says(lambda body: _devices(body.devices, "cover given back")),
    kinds.RevocationPrepared: _once("revocation", ["decision"]),
    kinds.GroundAdded: _says(lambda _: {}, ["revocation"]),
    kinds.RevocationWithdrawn: _once("revocation", ["deadline", "notice", "appeal"]),
    kinds.Retimed: _says(
        _one("deadline", lambda body: f"{body.new}, {body.kind}"), ["revocation", "notice"]
    ),
    kinds.AppealRaised: _says(lambda _: {}, ["revocation"]),
    kinds.AppealDecided: _once("appeal", ["revocation", "deadline"]),
    kinds.SidesSettled: _says(
        _one("settled", lambda body: body.kept, lambda body: f"{body.one} {body.other}")
    ),
}
