"""D2 to D7, D11: the course of one revocation: day 0, the deadline of each day, the notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.model.decided import Sent, letters, sendings, sent_on, tellings, told_on
from tests.model.facts import (
    LAST_WEEK,
    NOTICES,
    PLAN_LENGTH,
    PLAN_SECOND,
    PLAN_THIRD,
    AppealOutcome,
    Facts,
    Issued,
    Key,
    Retimed,
    RevocationWithdrawn,
    Revoked,
    SentElsewhere,
    days,
)


@dataclass(frozen=True)
class Step:
    """From `day` on the deadline is this one, set by the fact `source`."""

    day: date
    deadline: date
    source: int


@dataclass(frozen=True)
class Schedule:
    """D2, D7: `second` and `third` are None once they fell away; `planned` = not yet begun."""

    first: date
    second: date | None
    third: date | None
    final: date
    deadline: date
    planned: bool

    def due(self, kind: str) -> date | None:
        """The due day of one notice."""
        return {
            "first": self.first,
            "second": self.second,
            "third": self.third,
            "final": self.final,
        }[kind]


def plan(first: date, deadline: date, planned: bool) -> Schedule:
    """D2: final = deadline - last week. D7: second and third fall away if not before it."""
    final = deadline - days(LAST_WEEK)
    second = first + days(PLAN_SECOND)
    third = first + days(PLAN_THIRD)
    return Schedule(
        first,
        second if second < final else None,
        third if third < final else None,
        final,
        deadline,
        planned,
    )


def revocations(facts: Facts) -> list[Revoked]:
    """All revocations, oldest first."""
    return [fact for fact in facts if isinstance(fact, Revoked)]


def owner(facts: Facts, seq: int) -> Revoked | None:
    """The revocation a later fact belongs to: the newest recorded before it."""
    before = [rev for rev in revocations(facts) if rev.seq < seq]
    return before[-1] if before else None


def of(facts: Facts, rev: Revoked) -> Facts:
    """The facts that belong to this revocation: those after it, up to the next one."""
    end = min((one.seq for one in revocations(facts) if one.seq > rev.seq), default=facts[-1].seq)
    return [fact for fact in facts if rev.seq < fact.seq <= end]


def withdrawn_on(facts: Facts, rev: Revoked) -> date | None:
    """D8: the day on which the revocation was withdrawn."""
    for fact in of(facts, rev):
        if isinstance(fact, RevocationWithdrawn):
            return fact.day
        if isinstance(fact, AppealOutcome) and fact.outcome == "withdrawn":
            return fact.day
    return None


def first_notice(facts: Facts, rev: Revoked) -> Issued | SentElsewhere | None:
    """The first notice that went out."""
    for fact in of(facts, rev):
        if isinstance(fact, SentElsewhere):
            return fact
        written = isinstance(fact, Issued) and fact.kind == "notice_first"
        if isinstance(fact, Issued) and written and sendings(facts, fact.letter):
            return fact
    return None


def first_day(facts: Facts, rev: Revoked) -> date | None:
    """D3: day 0 is the day of the recorded dispatch of the first notice."""
    first = first_notice(facts, rev)
    if first is None:
        return None
    return first.on if isinstance(first, SentElsewhere) else sent_on(facts, first.letter)


def planned_deadline(facts: Facts, rev: Revoked, dated: date) -> tuple[date, bool]:
    """The deadline a first notice of this date names; True: shortened before it (D7)."""
    before = [f for f in of(facts, rev) if isinstance(f, Retimed)]
    standard = dated + days(PLAN_LENGTH)
    if not before:
        return standard, False
    retimed = before[-1]
    if retimed.deadline < retimed.day + days(PLAN_LENGTH):
        return retimed.deadline, True
    return max(retimed.deadline, standard), False


def least(day: date) -> date:
    """D7: never earlier than 8 days (last week + 1) from that day."""
    return day + days(LAST_WEEK + 1)


def first_value(letter: Issued, on: date) -> date:
    """D3: the later of day 90 and the date the notice names; of a shortened one that date."""
    assert letter.deadline is not None
    if letter.shortened:
        return max(letter.deadline, least(on))
    return max(letter.deadline, on + days(PLAN_LENGTH))


def reached(history: list[Sent], values: list[date]) -> tuple[date, Sent]:
    """D11: a correction never moves the deadline earlier: the latest of all versions, and the
    version that first led to it."""
    latest = max(values)
    return latest, history[values.index(latest)]


def dead(facts: Facts, rev: Revoked, short: Retimed, before: int, day: date) -> bool:
    """D7: a later lengthening voids an undispatched shortening (a later one replaces it)."""
    for fact in of(facts, rev):
        if short.seq < fact.seq < before and fact.day <= day:
            if isinstance(fact, Retimed):
                return True
            if isinstance(fact, AppealOutcome) and fact.deadline is not None:
                return True
    return False


def shortens(retimed: Retimed) -> bool:
    """As it was recorded: earlier than the deadline that held then."""
    return retimed.deadline < retimed.old


def retimed_key(retimed: Retimed) -> Key:
    """The debt of a retiming's letter."""
    return ("deadline", retimed.seq, "")


def after_first(facts: Facts, rev: Revoked) -> list[Retimed | AppealOutcome]:
    """The changes of the deadline after the first notice was written (D7: before it, the notice
    itself tells the deadline)."""
    first = first_notice(facts, rev)
    if first is None:
        return []
    found: list[Retimed | AppealOutcome] = []
    for fact in of(facts, rev):
        if fact.seq > first.seq:
            if isinstance(fact, Retimed):
                found.append(fact)
            if isinstance(fact, AppealOutcome) and fact.deadline is not None:
                found.append(fact)
    return found


@dataclass
class Course:
    """All steps of the deadline, and the moves of it that need a letter of their own."""

    steps: list[Step]
    moves: list[tuple[Key, date, int]]  # what owes a letter, since when, recorded as which fact


def course(facts: Facts, rev: Revoked) -> Course:
    """D3, D7, D8, D11: the deadline of every day, as known now."""
    first = first_notice(facts, rev)
    start = first_day(facts, rev)
    if first is None or start is None:
        return Course([], [])
    out = Course([], [])
    assert first.deadline is not None
    if isinstance(first, SentElsewhere):
        out.steps.append(Step(start, first.deadline, first.seq))
    else:
        history = sendings(facts, first.letter)
        base, mover = reached(history, [first_value(first, sent.on) for sent in history])
        out.steps.append(Step(start, base, first.seq))
        if (
            base != first.deadline
        ):  # D11: told by a letter of its own; untold since the first that moved it
            moved = [sent for sent in history if first_value(first, sent.on) > first.deadline]
            answers = [tellings(facts, ("deadline", sent.seq, "")) for sent in moved]
            after = max((place + 1 for place, rows in enumerate(answers) if rows), default=0)
            since = moved[after] if after < len(moved) else mover
            out.moves.append((("deadline", mover.seq, ""), since.day, mover.seq))
    changes = after_first(facts, rev)
    effective: list[tuple[date, int, Retimed | AppealOutcome]] = []
    for change in changes:
        if isinstance(change, Retimed) and shortens(change):
            told = tellings(facts, retimed_key(change))
            if told and not dead(facts, rev, change, told[0].seq, date.max):
                effective.append((told[-1].on, told[0].seq, change))
        else:
            effective.append((change.day, change.seq, change))
    if any(
        _covers(one, out.steps[0].deadline) and day <= since
        for day, _, one in effective
        for _, since, _ in out.moves
    ):
        out.moves.clear()  # another deadline held by then: the correction moved nothing
    for day, _seq, change in sorted(effective, key=lambda item: (item[0], item[1])):
        if isinstance(change, Retimed) and shortens(change):
            _shorten(facts, out, change, day)
        else:
            _lengthen(out, change, day)
    return out


def _covers(change: Retimed | AppealOutcome, base: date) -> bool:
    """Does the deadline of this change hold whatever day 90 is: shortened, or later than it?"""
    short = isinstance(change, Retimed) and shortens(change)
    return short or (change.deadline is not None and change.deadline >= base)


def _lengthen(out: Course, change: Retimed | AppealOutcome, day: date) -> None:
    assert change.deadline is not None
    if change.deadline > out.steps[-1].deadline:  # C9: better holds at once
        out.steps.append(Step(day, change.deadline, change.seq))


def _shorten(facts: Facts, out: Course, change: Retimed, day: date) -> None:
    """D7: holds from the dispatch of its letter; if that has gone out too late, dispatch + 8."""
    history = tellings(facts, retimed_key(change))
    value, mover = reached(history, [max(change.deadline, least(sent.on)) for sent in history])
    old = out.steps[-1].deadline
    if value < old and day < old:
        out.steps.append(Step(day, value, change.seq))
    else:
        mover = history[-1]
    if out.steps[-1].deadline != change.deadline:
        out.moves.append((("deadline", mover.seq, ""), mover.day, mover.seq))


def step_on(facts: Facts, rev: Revoked, day: date) -> Step | None:
    """The deadline that holds on a day."""
    found = [step for step in course(facts, rev).steps if step.day <= day]
    return found[-1] if found else None


def deadline_on(facts: Facts, rev: Revoked, day: date) -> date | None:
    """The deadline that holds on a day; None before day 0."""
    step = step_on(facts, rev, day)
    return step.deadline if step is not None else None


def pending(facts: Facts, rev: Revoked, day: date) -> Retimed | None:
    """D7, C9: a shortening that waits for its letter on this day."""
    deadline = deadline_on(facts, rev, day)
    for change in after_first(facts, rev):
        if not isinstance(change, Retimed) or not shortens(change) or change.day > day:
            continue
        told = told_on(facts, retimed_key(change))
        if told is not None and told <= day:
            continue
        if dead(facts, rev, change, len(facts) + 1, day):
            continue
        if deadline is not None and day < deadline:  # else the old deadline came first: lapsed
            return change
    return None


def moves_on(facts: Facts, rev: Revoked, day: date) -> list[tuple[Key, date, int]]:
    """C9, D7, D11: the changes of the deadline, up to this day, that a `retimed` letter tells."""
    found = [move for move in course(facts, rev).moves if move[1] <= day]
    waiting = pending(facts, rev, day)
    for change in after_first(facts, rev):
        if not isinstance(change, Retimed) or change.day > day:
            continue
        told = told_on(facts, retimed_key(change)) is not None
        if not shortens(change) or told or change is waiting:
            found.append((retimed_key(change), change.day, change.seq))
    return sorted(found, key=lambda move: (move[1], move[2]))


def schedule_on(facts: Facts, rev: Revoked, day: date) -> Schedule:
    """D3: the schedule of a day; before day 0 "as if dispatched today"."""
    start, deadline = first_day(facts, rev), deadline_on(facts, rev, day)
    if start is None or deadline is None:
        named, short = planned_deadline(facts, rev, day)
        return plan(day, max(named, least(day)) if short else named, True)
    return plan(start, deadline, False)


def notices_sent(facts: Facts, rev: Revoked, day: date) -> dict[str, list[tuple[date, Issued]]]:
    """The dispatches of the notices up to a day, by kind."""
    out: dict[str, list[tuple[date, Issued]]] = {kind: [] for kind in NOTICES}
    for letter in letters(of(facts, rev)):
        on = sent_on(facts, letter.letter)
        if letter.kind.startswith("notice_") and on is not None and on <= day:
            out[letter.kind.removeprefix("notice_")].append((on, letter))
    return out


def went_out(facts: Facts, rev: Revoked, kind: str, day: date) -> bool:
    """D5: first, second, third once per revocation; the final once per deadline."""
    if kind == "first":
        start = first_day(facts, rev)
        return start is not None and start <= day
    sent = notices_sent(facts, rev, day)[kind]
    if kind != "final":
        return bool(sent)
    step = step_on(facts, rev, day)
    return step is not None and any(
        (letter.deadline, letter.deadline_of) == (step.deadline, step.source) for _, letter in sent
    )


def passed_over(facts: Facts, rev: Revoked, kind: str, day: date) -> bool:
    """D5: not sent, because a later notice went out while this one stood in the schedule."""
    if kind not in ("second", "third") or went_out(facts, rev, kind, day):
        return False
    for later in NOTICES[NOTICES.index(kind) + 1 :]:
        for on, _letter in notices_sent(facts, rev, day)[later]:
            if schedule_on(facts, rev, on).due(kind) is not None:
                return True
    return False


def wanting(facts: Facts, rev: Revoked, day: date) -> list[tuple[date, str]]:
    """D5: the notices not yet dispatched on this day, due or to come, by due day."""
    schedule = schedule_on(facts, rev, day)
    out = []
    for kind in NOTICES[1:]:
        due = schedule.due(kind)
        if due is None or went_out(facts, rev, kind, day) or passed_over(facts, rev, kind, day):
            continue
        out.append((due, kind))
    return sorted(out)
