"""How two sides of a case are settled: what a person may choose, what it takes back, and what the
customer has of it.

Nothing is dropped. What the side that is not kept recorded is retracted like any undo and stays
visible; what the outside world has seen is never retracted (C7), so a side whose letter went out
cannot lose it: then both stand, and the earlier true dispatch counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Body, Fact
from mmd_reviewer.domain.history import SEEN_OUTSIDE, tell_of
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.reach import Subject
from mmd_reviewer.domain.request import check_words
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.domain.sides import Side, Split, resting, split
from mmd_reviewer.domain.told import DECISION_KINDS

ONE, OTHER, BOTH = CHOICES = ("one", "other", "both")
NAMES = {
    "answer": "the answer to {name}",
    "answer note": "the note on {name}",
    "reading": "how the {name} is read",
    "detail": "whether the {name} is sufficient",
    "request": "the customer's words",
    "decision": "the decision",
    "dispatch": "the dispatch of {name}",
    "notice": "the {name} notice",
    "deadline": "the deadline",
    "revocation": "the revocation",
    "appeal": "the outcome of the appeal",
    "device": "the device {name}",
    "reviewer": "the reviewer",
    "parked": "until when it is parked",
    "hold": "the hold",
    "told": "what was told elsewhere",
    "promise": "a promise",
    "amendment": "the amendment",
    "difference": "the second assessment",
    "settled": "an earlier choice between two sides",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle it: `kept` is "one", "other" or "both"; `gone` the facts that are taken
    back; `refusal` why it cannot be chosen, "" if it can.
    """

    kept: str
    gone: tuple[Fact, ...] = ()
    refusal: str = ""


def subject_in_words(case: Case, subject: Subject) -> str:
    """`the answer to security`; a device by its serial number as it is written."""
    if subject.group == "letter":
        return f"the letter “{name_of(subject.name)}”"
    serials = {device.key: device.serial for device in case.devices}
    name = serials.get(subject.name) or subject.name.partition("\0")[0].replace("_", " ")
    return NAMES[subject.group].format(name=name).rstrip()


def differs_about(case: Case, found: Split) -> str:
    """`The two sides differ about the decision and the answer to security.`"""
    said = [subject_in_words(case, subject) for subject in found.subjects]
    return f"The two sides differ about {in_a_row(said)}."


def choices(case: Case, found: Split) -> tuple[Choice, ...]:
    """What can be chosen; at least one of them can, as what both sides let out stands anyhow."""
    one, other = _without(case, ONE, found.other), _without(case, OTHER, found.one)
    stuck = one.refusal and other.refusal
    return one, other, Choice(BOTH, refusal="" if stuck else _why_not_both(case, found))


def _without(case: Case, kept: str, loser: Side) -> Choice:
    """What goes: what clashes, what rests on it, and all else of the same deeds."""
    deeds = {fact.deed for fact in resting(case, loser, loser.clashing)}
    gone = tuple(fact for fact in loser.facts if fact.deed in deeds)
    seen = next((fact for fact in gone if isinstance(fact.body, tuple(SEEN_OUTSIDE))), None)
    if seen is None:
        return Choice(kept, gone)
    why = f"It cannot be taken back: {tell_of(case, seen).rstrip('.')} ({seen.by}, {seen.day})."
    return Choice(kept, gone, why)


def _why_not_both(case: Case, found: Split) -> str:
    """An undo and what was built on the undone deed cannot both stand."""
    for fact in (*found.one.clashing, *found.other.clashing):
        if isinstance(fact.body, kinds.DeedRetracted):
            return f"Not both can stand: {tell_of(case, fact).rstrip('.')} ({fact.by}, {fact.day})."
    return ""


def to_settle(case: Case) -> Split:
    """What two sides recorded; refuses a case on which nothing is to be settled."""
    found = split(case)
    if found is None:
        raise Refused(f"Nothing of {case.number} is to be settled.", "", "number")
    return found


def settled(case: Case, keep: str, reason: str) -> tuple[Body, ...]:
    """The facts that settle it: the choice, and a retraction for each deed that it takes back.

    Refuses a case on which nothing is to be settled, a choice that takes back what the outside
    world has seen, and a choice without a reason.
    """
    found = to_settle(case)
    if keep not in CHOICES:
        raise Refused(f'"{keep}" is no choice: {", ".join(CHOICES)}.', "", "keep")
    if not reason.strip():
        raise Refused("Write why this side is kept.", "C7", "reason")
    check_words(reason, "reason")
    choice = next(row for row in choices(case, found) if row.kept == keep)
    if choice.refusal:
        raise Refused(choice.refusal, "C7", "keep")
    said = kinds.SidesSettled(found.one.begun.id, found.other.begun.id, keep, reason.strip())
    deeds = dict.fromkeys(fact.deed for fact in choice.gone)
    return (*map(kinds.DeedRetracted, deeds), said)


def check_settled(acts: Iterable[tuple[Case, Sequence[Body]]]) -> None:
    """Refuse a deed on a case of which two versions stand, as it would build on one of them; the
    deed that settles it is none of these.
    """
    for case, bodies in acts:
        found = split(case)
        if found is not None and not any(isinstance(row, kinds.SidesSettled) for row in bodies):
            raise Refused(
                f"{case.number} was changed on two sides. {differs_about(case, found)} Settle that "
                f"first (settle {case.number}).",
                "C7",
                "number",
            )


def consequences(case: Case, found: Split) -> tuple[str, ...]:
    """What the customer has of it, sentence by sentence; () where nothing went out twice."""
    return tuple(_consequences(case, found))


def _consequences(case: Case, found: Split) -> Iterator[str]:
    # of those whose dispatch one side took back again the customer has nothing (D11)
    letters = {row.record.number: row.record for row in case.letters if row.dispatched}
    sent: dict[str, list[Fact]] = {}
    for fact in (*found.one.facts, *found.other.facts):
        if isinstance(fact.body, kinds.LetterDispatched) and fact.body.letter in letters:
            kind = letters[fact.body.letter].kind
            about = "decision" if kind in DECISION_KINDS else kind
            sent.setdefault(notice_of(kind) or about, []).append(fact)
        if isinstance(fact.body, kinds.NoticeSentElsewhere):
            sent.setdefault(fact.body.notice, []).append(fact)
    for kind, facts in sent.items():
        if len(facts) < 2:
            continue
        said = in_a_row([_dispatch_in_words(fact) for fact in sorted(facts, key=_day_sent)])
        if len({getattr(fact.body, "letter", fact.id) for fact in facts}) == 1:
            yield f"One letter is recorded as dispatched twice: {said}. The earlier counts."
        elif notice_of(f"notice_{kind}"):
            yield (
                f"The {kind} notice went out more than once: {said}. The customer holds each of "
                "them; the earlier counts."
            )
        else:
            yield (
                f"The customer holds two letters about the same: {said}. Tell the customer which "
                "holds, by a letter that replaces both."
            )


def _day_sent(fact: Fact) -> str:
    assert isinstance(fact.body, kinds.LetterDispatched | kinds.NoticeSentElsewhere)
    return fact.body.on.isoformat()


def _dispatch_in_words(fact: Fact) -> str:
    body = fact.body
    assert isinstance(body, kinds.LetterDispatched | kinds.NoticeSentElsewhere)
    what = body.letter if isinstance(body, kinds.LetterDispatched) else "sent elsewhere"
    return f"{what} on {on_screen(body.on)} ({body.reference}, {fact.by})"
