"""One customer whole, over all its cases and spellings: what is asked, what is in force, what is
revoked, which devices are out of service levels, letters, contacts (rules A5, C9, C10, D9, E3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.age import aged_from
from mmd_reviewer.domain.case import APPROVALS, Case, Letter
from mmd_reviewer.domain.case_state import OPEN_STATES, state
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.letters.kinds import DECISIONS
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.letters.promised import ToldRow, told_rows
from mmd_reviewer.domain.register import UNKNOWN, Names
from mmd_reviewer.domain.revocation import Revocation
from mmd_reviewer.domain.uncovered import Machine, by_machine, machines, tally, uncovered
from mmd_reviewer.services.customers import meant
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.entry_case import conditions_of
from mmd_reviewer.services.recording import as_it_stands
from mmd_reviewer.services.register import names

OPEN, APPROVED, REVOKED, LAPSED, OVER = "open", "approved", "revoked", "lapsed", "over"
PARTS = (OPEN, APPROVED, REVOKED, LAPSED, OVER)
TOLD, WRITTEN, UNWRITTEN = "told", "written", "owed"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case of the customer on the day.

    `devices` carry the exemption, UNKNOWN where it is in force and no list was given; `letter`:
    what became of the decision's letter, one of TOLD, WRITTEN (not dispatched), UNWRITTEN;
    `conditions` those that an open revocation names.
    """

    case: Case
    state: str
    devices: int
    letter: str
    conditions: str = ""

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.case.number

    @property
    def part(self) -> str:
        """In which part of the page it stands; expired and still on devices apart (E1)."""
        if self.state in OPEN_STATES:
            return OPEN
        if self.state in ("approved", "in_force"):
            return APPROVED
        if self.state in ("in_revocation", "cover_ended"):
            return REVOKED
        return LAPSED if self.state == "expired" and self.devices else OVER

    @property
    def until(self) -> date | None:
        """The approval's last day; None for open-ended and for what is no approval."""
        decided = self.case.holding
        return decided.made.until if decided is not None else None

    @property
    def running(self) -> Revocation | None:
        """The revocation that is open, also one whose first notice is not dispatched."""
        return self.case.revocation


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who asked: in which cases, and when last."""

    name: str
    email: str
    cases: tuple[str, ...]
    last: date


@dataclass(frozen=True, slots=True)
class Ahead:
    """On that day so many more devices lose their cover, if nothing is removed."""

    day: date
    devices: int


@dataclass(frozen=True, slots=True)
class LastTold:
    """The newest word to the customer: the case, and the date or promise that mattered most."""

    case: Case
    row: ToldRow
    reference: str
    differs: bool


@dataclass(frozen=True, slots=True)
class DecidedSoFar:
    """How the requests ended that were decided, and what became of the approvals."""

    decided: int
    approved: int
    declined: int
    returned: int
    revoked: int
    in_revocation: int


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """`joined` are spellings that were joined by a deed, `others` spellings that are the same."""

    name: str
    day: date
    joined: tuple[str, ...]
    others: tuple[str, ...]
    cases: tuple[CaseRow, ...]
    devices: int
    out: tuple[Machine, ...]
    ahead: tuple[Ahead, ...]
    letters: tuple[Letter, ...]
    told: LastTold | None
    differing: tuple[str, ...]
    contacts: tuple[Contact, ...]
    decided: DecidedSoFar
    names: Names
    language: str  # of its letters, by two letters

    def part(self, *parts: str) -> tuple[CaseRow, ...]:
        """The cases of a part of the page."""
        return tuple(row for row in self.cases if row.part in parts)

    @property
    def exemptions(self) -> tuple[CaseRow, ...]:
        """Everything approved that is not over."""
        return self.part(APPROVED, REVOKED, LAPSED)

    @property
    def out_by(self) -> tuple[int, int]:
        """Devices out of service levels by a revocation, and in the Test group alone (D9)."""
        return tally(self.out)


def read_customer(desk: Desk, wanted: str) -> CustomerPage:
    """The page of the customer that is meant by a name; on the worker."""
    day, known, standing = desk.today(), desk.standing().customers, desk.standing()
    spellings = list(dict.fromkeys(name for name, _ in desk.store.customers(day)))
    name = meant(desk, wanted)
    own = [spelling for spelling in spellings if known.same(spelling, name)]
    found = desk.store.known(desk.store.cases_of(own))
    cases = [as_it_stands(facts, standing.facts, day) for facts in found.values()]
    return page_of(name, cases, day, known, names(desk, day), lambda one: conditions_of(desk, one))


def page_of(
    name: str,
    cases: Sequence[Case],
    day: date,
    known: Customers,
    called: Names,
    conditions: Callable[[Revocation], str],
) -> CustomerPage:
    """The page of a customer with these cases on a day;
    `conditions` names those of a revocation.
    """
    rows = tuple(sorted((_row(case, day, conditions) for case in cases), key=_order))
    out = by_machine(row for case in cases for row in uncovered(case) if row.holds_on(day))
    told = {case.number: told_rows(case, day) for case in cases}
    joined = known.joined_to(name)
    shown = {plain(spelling) for spelling in joined}
    other = {case.request.customer for case in cases if plain(case.request.customer) not in shown}
    live = [row.case for row in rows if row.part in (APPROVED, REVOKED, LAPSED)]
    return CustomerPage(
        name,
        day,
        joined,
        tuple(sorted(other - {name})),
        rows,
        _machines(device for case in live for device in case.carrying(day)),
        out,
        tuple(_ahead(cases, out, day)),
        tuple(_newest_first(cases)),
        _last_told(cases, told),
        tuple(sorted(number for number, said in told.items() if any(row.differs for row in said))),
        _contacts(cases),
        _decided(rows),
        called,
        known.language(name),
    )


def _row(case: Case, day: date, conditions: Callable[[Revocation], str]) -> CaseRow:
    owed = [one for one in letters_owed(case, day) if one.kind in DECISIONS]
    letter = TOLD if not owed else WRITTEN if all(one.written for one in owed) else UNWRITTEN
    unknown = bool(case.waves) and not case.spans
    devices = UNKNOWN if unknown else len(case.carrying(day))
    named = conditions(case.revocation) if case.revocation is not None else ""
    return CaseRow(case, state(case, day), devices, letter, named)


def _order(row: CaseRow) -> tuple[object, ...]:
    """Open ones by age; approvals by their last day; revocations by their deadline; newest over."""
    one, day = row.running, row.until or date.max
    if row.part == OPEN:
        day = aged_from(row.case)
    elif row.part == REVOKED and one is not None and one.dates is not None:
        day = one.dates.deadline
    place = day.toordinal() if row.part != OVER else -row.case.facts[-1].day.toordinal()
    return (PARTS.index(row.part), place, row.number)


def _newest_first(cases: Sequence[Case]) -> list[Letter]:
    """Letters of all cases; those of one day and case as they were issued, the last first."""
    found = [letter for case in cases for letter in reversed(case.letters)]
    return sorted(found, key=lambda row: (-row.record.day.toordinal(), row.record.case))


def _machines(devices: Iterable[Device]) -> int:
    return len({machine.key for machine in machines(devices).values()})


def _ahead(cases: Sequence[Case], out: Sequence[Machine], day: date) -> Iterator[Ahead]:
    """Each device on the first day on which it would lose its cover (D2, D9)."""
    lost: dict[date, list[Device]] = {}
    for case in cases:
        one = case.revocation
        if one is not None and one.dates is not None and one.dates.deadline > day:
            under = [row for row in case.under_revocation(day) if not row.in_test_group]
            lost.setdefault(one.dates.deadline, []).extend(under)
    known = machines(
        [*(one.device for one in out), *(row for rows in lost.values() for row in rows)]
    )
    counted = {known[one.device.key].key for one in out if one.revoked}
    for deadline in sorted(lost):
        new = {known[row.key].key for row in lost[deadline]} - counted
        counted |= new
        if new:
            yield Ahead(deadline, len(new))


MATTERS = ("deadline", "last_day", "decision", "cover_ended", "cover_back", "appeal")


def _last_told(cases: Sequence[Case], told: dict[str, tuple[ToldRow, ...]]) -> LastTold | None:
    """Of the newest letter that told something the row that matters most (C10)."""
    best: tuple[tuple[object, ...], Case, ToldRow] | None = None
    for case in cases:
        for row in told[case.number]:
            if row.on is None or not row.told:
                continue
            place = MATTERS.index(row.what) if row.what in MATTERS else len(MATTERS)
            rank = (row.on, *_issued(case, row.letter), -place)
            if best is None or rank > best[0]:
                best = (rank, case, row)
    if best is None:
        return None
    _, case, row = best
    letter = case.letter(row.letter)
    same = [one for one in told[case.number] if (one.letter, one.on) == (row.letter, row.on)]
    reference = letter.reference if letter is not None else ""
    return LastTold(case, row, reference, any(one.differs for one in same))


def _issued(case: Case, letter: str) -> tuple[bool, str, int]:
    """Where a letter stands among those of one day; what no letter told comes last."""
    numbers = [row.record.number for row in case.letters]
    known = letter in numbers
    return not known, case.number, numbers.index(letter) if known else 0


def _contacts(cases: Sequence[Case]) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for case in sorted(cases, key=lambda case: case.received_on):
        asked = case.newest
        if not (asked.contact or asked.email):
            continue
        key = plain(asked.email or asked.contact)
        before = found.get(key)
        numbers = (*(before.cases if before else ()), case.number)
        found[key] = Contact(
            asked.contact or (before.name if before else ""), asked.email, numbers, case.received_on
        )
    return tuple(sorted(found.values(), key=lambda one: one.last, reverse=True))


def _decided(rows: Sequence[CaseRow]) -> DecidedSoFar:
    made = [
        row.case.holding.made.outcome
        for row in rows
        if row.case.holding is not None and not row.case.reopened
    ]
    final = [outcome for outcome in made if outcome not in ("return", "withdrawn")]
    notified = [row for row in rows if any(one.notified for one in row.case.revocations)]
    return DecidedSoFar(
        len(final),
        sum(outcome in APPROVALS for outcome in final),
        final.count("decline"),
        made.count("return"),
        len(notified),
        sum(row.part == REVOKED for row in rows),
    )
