"""The register: every deviation from the standard template
that is on at least one device that day (rule E3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.case_state import boundaries, state
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Fact, RequestReceived
from mmd_reviewer.domain.period import LAST_DAY, on_screen, whole_months

UNKNOWN = -1  # devices: in force, and no list was given yet
AGES = ("under 3 months", "3 to 12 months", "1 to 2 years", "over 2 years")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A deviation as it is from `valid_from` until `valid_until` (exclusive).

    `devices` is how many carry it, UNKNOWN without a list; `since` the first deployment; `until`
    the approval's last day, None for open-ended; `factor` the code of what decided; `edition` the
    edition's code.
    """

    number: str
    ticket: str
    customer: str
    type: str
    title: str
    devices: int
    since: date
    until: date | None
    state: str
    edition: str
    factor: str
    valid_from: date
    valid_until: date

    def holds_on(self, day: date) -> bool:
        """Is this the row of that day?"""
        return self.valid_from <= day < self.valid_until


def register_rows(case: Case) -> tuple[RegisterRow, ...]:
    """The case's rows, one for each stretch of days, by all facts known (E3 "on D")."""
    if not case.waves or case.decision is None:
        return ()
    made = case.decision.made
    first = min(wave.on for wave in case.waves)
    steps = case.carrying_steps()
    days = sorted({day for day in (*boundaries(case), *steps, first) if day >= first})
    rows: list[RegisterRow] = []
    carrying = 0
    for day, following in zip(days, (*days[1:], LAST_DAY), strict=True):
        carrying += steps.get(day, 0)
        if case.spans and not carrying and any(on <= day for on in steps):
            continue
        rows.append(
            RegisterRow(
                number=case.number,
                ticket=case.request.ticket,
                customer=case.request.customer,
                type=case.request.type,
                title=case.request.heading(),
                devices=carrying or UNKNOWN,
                since=first,
                until=made.until,
                state=state(case, day),
                edition=made.edition,
                factor=made.factor,
                valid_from=day,
                valid_until=following,
            )
        )
    return tuple(rows)


def row_on(case: Case, day: date) -> RegisterRow | None:
    """The case's row on a day, if it is a deviation then."""
    return next((row for row in register_rows(case) if row.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision for the figures: its outcome, its day, when the request was received and first
    looked at, what it was, and whether it departs from the recommendation.
    """

    number: str
    outcome: str
    received: date
    decided: date
    customer: str = ""
    title: str = ""
    looked: date | None = None
    departs: bool = False

    @property
    def days(self) -> int:
        """Whole days from receipt to decision."""
        return max((self.decided - self.received).days, 0)


def age_band(row: RegisterRow, day: date) -> str:
    """How long the deviation has been in force, as one of AGES."""
    months = whole_months(row.since, day)
    return (
        AGES[0] if months < 3 else AGES[1] if months < 12 else AGES[2] if months < 24 else AGES[3]
    )


def counted(values: Iterable[str], order: Sequence[str] = ()) -> Mapping[str, int]:
    """How often each value occurs: those of `order` first and always, the rest by their number."""
    found = Counter(values)
    rest = sorted(
        (value for value in found if value not in order), key=lambda value: (-found[value], value)
    )
    return {value: found.get(value, 0) for value in (*order, *rest)}


@dataclass(frozen=True, slots=True)
class FactorName:
    """A factor as an edition has it: its place in the order,
    its short name, whether it leads to an approval.
    """

    number: int
    name: str
    approves: bool

    @property
    def words(self) -> str:
        """`3 Migration period`."""
        return f"{self.number} {self.name}"


def factor_names(editions: Iterable[Edition]) -> dict[tuple[str, str], FactorName]:
    """The names of the factors by edition and code, those of the last edition last (B8)."""
    return {
        (edition.code, row.code): FactorName(place, row.words.name, row.if_yes != "decline")
        for edition in editions
        for place, row in enumerate(edition.factors, 1)
    }


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: exemption types and editions by code, factors by edition and code."""

    types: Mapping[str, str]
    editions: Mapping[str, str]
    factors: Mapping[tuple[str, str], FactorName] = field(default_factory=dict)

    def type(self, code: str) -> str:
        """`Policies`; the code itself where it is not known."""
        return self.types.get(code, code)

    def edition(self, code: str) -> str:
        """`Edition 1`; the code itself where it is not known."""
        return self.editions.get(code, code)

    def factor(self, code: str, edition: str = "") -> str:
        """`3 Migration period`, as that edition or else the last one calls it;
        "-" where a decision rested on none.
        """
        found = self._factor(code, edition)
        return found.words if found else code or "-"

    def factor_number(self, code: str, edition: str = "") -> str:
        """`3`, for narrow columns."""
        found = self._factor(code, edition)
        return str(found.number) if found else code or "-"

    def approving(self) -> list[str]:
        """The factors that lead to an approval, in the order of the last edition."""
        last = next(reversed([*self.factors]), ("", ""))[0]
        return [
            code
            for (edition, code), row in self.factors.items()
            if edition == last and row.approves
        ]

    def _factor(self, code: str, edition: str) -> FactorName | None:
        if (edition, code) in self.factors:
            return self.factors[edition, code]
        return next((row for key, row in [*self.factors.items()][::-1] if key[1] == code), None)


@dataclass(frozen=True, slots=True)
class Register:
    """The deviations of a day. `known` None: by all facts known now;
    a day: by facts not after it (E3).
    """

    day: date
    known: date | None
    rows: tuple[RegisterRow, ...]

    @property
    def as_known(self) -> str:
        """`by all facts known now`, `as it stood on Mon 2026-11-23`."""
        if self.known is None:
            return "by all facts known now"
        stood = "as it stood on" if self.known == self.day else "by the facts known on"
        return f"{stood} {on_screen(self.known)}"

    @property
    def words(self) -> str:
        """The day, and by which facts: `Mon 2026-11-23, by all facts known now`."""
        if self.known == self.day:
            return f"{on_screen(self.day)}, as it stood that day"
        return f"{on_screen(self.day)}, {self.as_known}"


@dataclass(frozen=True, slots=True)
class Heads:
    """How much a register holds.

    `devices` counts a device once for each exemption; `unlisted` rows have no list.
    """

    deviations: int
    customers: int
    devices: int
    unlisted: int

    @property
    def words(self) -> str:
        """`23 customers, 4,871 devices`, and how many deviations have no device list."""
        parts = [amount(self.customers, "customer"), amount(self.devices, "device")]
        if self.unlisted:
            parts.append(f"{amount(self.unlisted, 'deviation')} without a device list")
        return ", ".join(parts)


def amount(number: int, unit: str) -> str:
    """`1 device`, `4,871 devices`."""
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def heads(rows: Iterable[RegisterRow]) -> Heads:
    """Count deviations, customers and devices."""
    customers: set[str] = set()
    deviations = devices = unlisted = 0
    for row in rows:
        customers.add(row.customer)
        deviations += 1
        devices += max(row.devices, 0)
        unlisted += row.devices == UNKNOWN
    return Heads(deviations, len(customers), devices, unlisted)


def by_customer(rows: Iterable[RegisterRow]) -> dict[str, list[RegisterRow]]:
    """The rows of each customer, customers by name."""
    found: dict[str, list[RegisterRow]] = {}
    for row in rows:
        found.setdefault(row.customer, []).append(row)
    return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))


def known_by(facts: Iterable[Fact], known: date) -> Case | None:
    """The case as the facts tell whose day is not after `known` (E3);
    none where it was not received by then.
    """
    then = [fact for fact in facts if fact.day <= known]
    return fold(then) if any(isinstance(fact.body, RequestReceived) for fact in then) else None


COLUMNS = (
    "Customer",
    "Exemption type",
    "Exemption",
    "Devices",
    "Since",
    "Until",
    "State",
    "Edition",
    "Deciding factor",
    "Case",
    "Ticket",
)
OPEN_ENDED, NOT_LISTED = "Open-ended", "Not listed"
STATE_WORDS = {
    "in_force": "In force",
    "in_revocation": "In revocation",
    "cover_ended": "Cover ended",
    "expired": "Expired, still on devices",
}
Value = str | int | date


def state_words(code: str) -> str:
    """`In revocation`."""
    return STATE_WORDS.get(code) or code.replace("_", " ").capitalize()


def values(row: RegisterRow, names: Names) -> tuple[Value, ...]:
    """A row under COLUMNS: text, numbers of devices, days;
    NOT_LISTED and OPEN_ENDED where there is none.
    """
    return (
        row.customer,
        names.types.get(row.type, row.type),
        row.title,
        row.devices if row.devices != UNKNOWN else NOT_LISTED,
        row.since,
        row.until or OPEN_ENDED,
        STATE_WORDS.get(row.state) or state_words(row.state),
        names.editions.get(row.edition, row.edition),
        names.factor(row.factor, row.edition),
        row.number,
        row.ticket,
    )


def about(
    register: Register, rows: Sequence[RegisterRow], wish: str, printed: date
) -> tuple[tuple[str, Value], ...]:
    """What an export says of itself: which day, as known when,
    the filter in words, and how many rows.
    """
    found = heads(rows)
    return (
        (
            "Register",
            "Deviations from the standard template, on at least one device that day (rule E3)",
        ),
        ("On", register.day),
        ("As known", f"{register.as_known[:1].upper()}{register.as_known[1:]}"),
        ("Filters", wish or "None"),
        ("Rows", len(rows)),
        ("Deviations of the day", len(register.rows)),
        ("Customers", found.customers),
        ("Devices", found.devices),
        ("Without a device list", found.unlisted),
        ("Made on", printed),
        ("Remark", "A device that carries several exemptions counts once for each."),
    )


def refuse_decisions_on_paper() -> NoReturn:
    """The printed register holds deviations only (E3)."""
    raise Refused(
        "Decisions are exported as .xlsx or .csv: clear the filter to print the register."
    )
