"""Customers: spellings joined and parted, and words of two customers in one case separated (rule A5)."""

from __future__ import annotations

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, Version
from mmd_reviewer.domain.customers import Customers, joined, parted
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.services.desk import Desk, chain, new_deed


def join(desk: Desk, name: str, into: str) -> str:
    """From now on a spelling means that customer; the name under which it counts."""
    body = joined(desk.standing().customers, name, into)
    desk.record_on_desk(body)
    return body.into


def part(desk: Desk, name: str) -> None:
    """A spelling is a customer of its own again."""
    desk.record_on_desk(parted(desk.standing().customers, name))


def foreign(case: Case, customers: Customers) -> tuple[Version, ...]:
    """Versions of another customer, from an import that took one reference of two customers for one case."""
    own = case.versions[0].request.customer
    return tuple(row for row in case.versions[1:] if not customers.same(row.request.customer, own))


def separate(desk: Desk, case: Case) -> tuple[Case, ...]:
    """The words of the other customer become a case of their own; the case, and the new one behind it (A5)."""
    desk.seen.check(case)
    now = desk.moment()
    rows = foreign(case, now.issuer.customers)
    if not rows:
        raise Refused(f"{case.number} has words of one customer only: there is nothing to separate.", "A5", "number")
    name = rows[0].request.customer
    rows = tuple(row for row in rows if now.issuer.customers.same(row.request.customer, name))
    station, deed = now.author.station, new_deed()
    number = f"{station}-{desk.store.highest_number(station) + 1:04d}"
    key = identity(rows[0].request, now.issuer.customers.name(name))
    if desk.store.known([key]):
        raise Refused(f"The request of {name} is a case of its own already: import its file again.", "A5", "number")
    words: list[kinds.Body] = [kinds.RequestReceived(number, rows[0].request, rows[0].source)]
    words += [kinds.RequestAmended(row.request, row.source) for row in rows[1:]]
    apart = [kinds.VersionSeparated(row.fact, number) for row in rows]
    new = Change((), chain(key, (), deed, now.author, words))
    old = Change(case.facts, chain(case.key, case.heads, deed, now.author, apart))
    desk.store.record([new, old])
    desk.seen.own.update(row.fact.id for change in (new, old) for row in change.written)
    return desk.by_key(case.key), desk.by_key(key)
