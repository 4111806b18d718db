"""C9: the letters owed; C2: which letters are void; D5: the notices that are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.model.course import (
    moves_on,
    owner,
    passed_over,
    pending,
    planned_deadline,
    schedule_on,
    step_on,
    wanting,
    went_out,
)
from tests.model.decided import (
    decision_key,
    decision_letter,
    held,
    latest,
    letters,
    sent_on,
    told_on,
)
from tests.model.facts import (
    NOTICES,
    Appealed,
    AppealOutcome,
    Due,
    Facts,
    Issued,
    Key,
    Reinstated,
    RevocationWithdrawn,
)
from tests.model.places import picture


@dataclass(frozen=True)
class Debt:
    """One thing the customer has to be told by a letter of this kind."""

    kind: str
    key: Key
    since: date
    seq: int
    waits: bool = False


def debts(facts: Facts, day: date) -> list[Debt]:
    """C9: everything untold on this day, oldest first."""
    every = [
        *_decision(facts, day),
        *_deadline(facts, day),
        *_others(facts, day),
        *_cover(facts, day),
    ]
    out = []
    for debt in every:
        told = told_on(facts, debt.key)
        if told is None or told > day:
            out.append(debt)
    return sorted(out, key=lambda debt: (debt.since, debt.seq))


def _decision(facts: Facts, day: date) -> list[Debt]:
    decision = latest(facts, day)
    if decision is None:
        return []
    kind = decision_letter(decision)
    if kind is None:
        return []
    now = held(facts, day)
    if now.decision is not decision and now.waiting is not decision:
        return []  # C9: outrun by a deployment
    return [Debt(kind, decision_key(decision), decision.day, decision.seq, now.waiting is decision)]


def _deadline(facts: Facts, day: date) -> list[Debt]:
    """D7: only of an open revocation, and not before the first notice."""
    now = picture(facts, day)
    if now.revocation is None or now.first is None:
        return []
    waiting = pending(facts, now.revocation, day)
    told = [  # an outcome that was told later has told the deadline that holds
        f.seq
        for f in facts
        if isinstance(f, AppealOutcome)
        and f.deadline is not None
        and f.day <= day
        and (told_on(facts, ("outcome", f.seq, "")) or date.max) <= day
    ]
    return [
        Debt("retimed", key, since, seq, waiting is not None and waiting.seq == seq)
        for key, since, seq in moves_on(facts, now.revocation, day)
        if not any(seq < outcome for outcome in told)
    ]


def _others(facts: Facts, day: date) -> list[Debt]:
    """D8, D9: appeal, outcome, withdrawn revocation, reinstatement."""
    out = []
    for fact in facts:
        if fact.day > day:
            continue
        if isinstance(fact, Appealed) and not fact.joins:
            out.append(Debt("appeal_received", ("appeal", fact.seq, ""), fact.day, fact.seq))
        elif isinstance(fact, AppealOutcome):
            out.append(Debt("appeal_outcome", ("outcome", fact.seq, ""), fact.day, fact.seq))
        elif isinstance(fact, RevocationWithdrawn):
            out.append(
                Debt("revocation_withdrawn", ("withdrawn", fact.seq, ""), fact.day, fact.seq)
            )
        elif isinstance(fact, Reinstated):
            out.append(Debt("reinstated", ("reinstated", fact.seq, ""), fact.day, fact.seq))
    return out


def _cover(facts: Facts, day: date) -> list[Debt]:
    """C9: the end of cover, also of a device found again after the deadline."""
    return [
        Debt(
            "cover_ended",
            ("cover", place.number, place.since.isoformat()),
            place.since,
            place.number,
        )
        for place in picture(facts, day).places
        if place.code == "not_covered"
    ]


def owed(facts: Facts, day: date) -> list[tuple[str, date, bool]]:
    """C9: one line per kind of letter: since when, and whether an effect waits for it."""
    out: list[tuple[str, date, bool]] = []
    for kind in dict.fromkeys(debt.kind for debt in debts(facts, day)):
        mine = [debt for debt in debts(facts, day) if debt.kind == kind]
        out.append((kind, mine[0].since, any(debt.waits for debt in mine)))
    return out


def due(facts: Facts, day: date) -> list[Due]:
    """D4, D5: derived from the facts and the day; nothing after the deadline (D4)."""
    now = picture(facts, day)
    if now.revocation is None:
        return []
    schedule = schedule_on(facts, now.revocation, day)
    left = (schedule.deadline - day).days
    if now.first is None:
        return [Due("first", day, 0, True, left)]  # D3: if dispatched today
    if left <= 0:
        return []
    return [
        Due(kind, on, max(0, (day - on).days), on > day, left)
        for on, kind in wanting(facts, now.revocation, day)
    ]


def not_sent(facts: Facts, day: date) -> tuple[str, ...]:
    """D4, D5: the notices that were passed over, or never sent before the deadline."""
    now = picture(facts, day)
    rev = now.revocation
    if rev is None or now.first is None or now.deadline is None:
        return ()
    late = now.deadline <= day
    never = {kind for _, kind in wanting(facts, rev, day)} if late else set()
    return tuple(k for k in NOTICES[1:] if k in never or passed_over(facts, rev, k, day))


def next_letter(facts: Facts, day: date) -> str | None:
    """C9: those on which an effect waits; notices by due date; other owed ones, oldest first."""
    rows = owed(facts, day)
    for kind, _since, waiting in rows:
        if waiting:
            return kind
    missed = [d for d in due(facts, day) if d.due <= day]
    if missed:
        return f"notice_{missed[-1].kind}"  # D5: the latest due one is issued
    return rows[0][0] if rows else None


def tells(facts: Facts, kind: str, day: date) -> frozenset[Key]:
    """What a letter of this kind, written on this day, would tell."""
    keys = {debt.key for debt in debts(facts, day) if debt.kind == kind}
    if kind == "appeal_outcome" and keys:  # C9: it says all that `appeal_received` owed
        newest = max(key[1] for key in keys)
        keys |= {d.key for d in debts(facts, day) if d.kind == "appeal_received" and d.seq < newest}
    return frozenset(keys)


def named_deadline(facts: Facts, kind: str, day: date, dated: date) -> tuple[date, int, bool]:
    """The deadline a letter names, the fact that set it, and if a first notice's was shortened."""
    rev = picture(facts, day).revocation
    assert rev is not None
    if kind == "notice_first":
        deadline, short = planned_deadline(facts, rev, dated)
        return deadline, 0, short
    waiting = pending(facts, rev, day)
    if kind == "retimed" and waiting is not None:
        return waiting.deadline, waiting.seq, False
    step = step_on(facts, rev, day)
    assert step is not None
    return step.deadline, step.source, False


def void(facts: Facts, letter: Issued, day: date) -> bool:
    """C2: overtaken by a newer letter or by changed facts, as known on this day."""
    if sent_on(facts, letter.letter) is not None:
        return False
    if any(other.kind == letter.kind and other.seq > letter.seq for other in letters(facts)):
        return True
    if letter.kind == "acknowledgement":
        return False
    if letter.kind.startswith("notice_"):
        return _void_notice(facts, letter, day)
    now = tells(facts, letter.kind, day)
    if letter.kind == "retimed":
        if now != letter.tells:
            return True
        deadline, source, _ = named_deadline(facts, "retimed", day, letter.dated)
        return (deadline, source) != (letter.deadline, letter.deadline_of)
    # Its list of devices is not whole any more
    more = letter.kind == "cover_ended" and bool(now - letter.tells)
    return not letter.tells & now or more


def _void_notice(facts: Facts, letter: Issued, day: date) -> bool:
    rev = picture(facts, day).revocation
    kind = letter.kind.removeprefix("notice_")
    if rev is None or rev is not owner(facts, letter.seq):
        return True  # D10, D8: cancelled
    if went_out(facts, rev, kind, day) or passed_over(facts, rev, kind, day):
        return True
    deadline, source, _ = named_deadline(facts, letter.kind, day, letter.dated)
    return (deadline, source) != (letter.deadline, letter.deadline_of)
