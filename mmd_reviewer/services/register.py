"""The register on any day, by all facts known now or as it stood,
and what it says in figures (rules E1, E3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.register import (
    Decided,
    Names,
    Register,
    RegisterRow,
    factor_names,
    known_by,
    row_on,
)
from mmd_reviewer.domain.register_figures import Figures, figures, first_month_counted
from mmd_reviewer.domain.second_assessment import Agreement
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.second_assessment import agreement_of

NONE_TWICE = Agreement(0, 0)
AT_ONCE = 200  # cases read between two looks at Cancel


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """A register with its decisions of twelve months and its figures, and how far the second
    assessments of that time agreed with the first, all read at one moment.
    """

    register: Register
    decisions: tuple[Decided, ...]
    figures: Figures
    names: Names
    agreement: Agreement = NONE_TWICE


def register_on(
    desk: Desk, day: date, known: date | None = None, job: Job | None = None
) -> Register:
    """The deviations of a day (E3): by all facts known now,
    or by those whose day is not after `known`.

    With `known` the facts of every case that was ever deployed are folded anew; `job` tells how far
    it is.
    """
    rows = tuple(desk.store.register(day)) if known is None else None
    if rows is None:
        rows = _by_facts(desk, day, known or day, job or Job())
    return Register(day, known, _by_customer(desk, rows))


def customer_names(desk: Desk) -> Callable[[str], str]:
    """Gives each spelling the name of its customer: joined ones the name chosen,
    those that differ in capitals or blanks the first met (A5).
    """
    customers = desk.standing().customers
    met: dict[str, str] = {plain(name): name for name in customers.into.values()}
    known: dict[str, str] = {}

    def name_of(spelling: str) -> str:
        if spelling not in known:
            name = customers.name(spelling)
            known[spelling] = met.setdefault(plain(name), name)
        return known[spelling]

    return name_of


def named(desk: Desk, book: RegisterBook, wanted: str) -> str:
    """The name under which a customer stands there, by any of its spellings (A5)."""
    known = desk.standing().customers
    names = (row.customer for row in book.register.rows)
    return next((name for name in names if known.same(name, wanted)), wanted)


def _by_customer(desk: Desk, rows: Iterable[RegisterRow]) -> tuple[RegisterRow, ...]:
    """The rows under the names of their customers, in order."""
    name_of = customer_names(desk)
    named = (replace(row, customer=name_of(row.customer)) for row in rows)
    return tuple(sorted(named, key=lambda row: (row.customer, row.number)))


def _by_facts(desk: Desk, day: date, known: date, job: Job) -> tuple[RegisterRow, ...]:
    keys = list(desk.store.ever_deployed())
    rows: list[RegisterRow] = []
    for start in range(0, len(keys), AT_ONCE):
        job.step(start, len(keys))
        for facts in desk.store.known(keys[start : start + AT_ONCE]).values():
            case = known_by(facts, known)
            row = row_on(case, day) if case is not None else None
            if row is not None:
                rows.append(row)
    job.step(len(keys), len(keys))
    return tuple(rows)


def names(desk: Desk, day: date) -> Names:
    """What types, editions and factors are called:
    as in the edition in force on the day, else as in any other.
    """
    types = {row.code: row.name for edition in desk.editions.values() for row in edition.types}
    now = desk.edition(day)
    types |= {row.code: row.name for row in now.types}
    others = [edition for edition in desk.editions.values() if edition.code != now.code]
    shorts = {edition.code: edition.short for edition in desk.editions.values()}
    return Names(types, shorts, factor_names([*others, now]))


def book(desk: Desk, day: date, known: date | None = None, job: Job | None = None) -> RegisterBook:
    """The register with its figures.

    Decisions of the last twelve months are those by all facts known now.
    """
    found = register_on(desk, day, known, job)
    name_of = customer_names(desk)
    decided = desk.store.decided(first_month_counted(day), day)
    decisions = tuple(replace(one, customer=name_of(one.customer)) for one in decided)
    called = names(desk, day)
    return RegisterBook(
        found,
        decisions,
        figures(found.rows, decisions, day, called),
        called,
        agreement_of(desk, first_month_counted(day), day),
    )
