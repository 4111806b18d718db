"""Customers: spellings joined and parted, the language of their letters,
and words of two customers in one case separated (rules A5, C2).
"""

from __future__ import annotations

from dataclasses import replace

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.customers import (
    check_not_known,
    joined,
    language_set,
    parted,
    the_customer,
    to_separate,
)
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed


def join(desk: Desk, name: str, into: str) -> str:
    """From now on a spelling means that customer; the name under which it counts."""
    body = joined(desk.standing().customers, name, into)
    desk.record_on_desk(body)
    return body.into


def part(desk: Desk, name: str) -> None:
    """A spelling is a customer of its own again."""
    desk.record_on_desk(parted(desk.standing().customers, name))


def meant(desk: Desk, wanted: str) -> str:
    """The name of the customer that is meant by a spelling or words of it; refuses several (A5)."""
    spellings = dict.fromkeys(name for name, _ in desk.store.customers(desk.today()))
    return the_customer(desk.standing().customers, spellings, wanted)


def spelled(desk: Desk, wish: QueueFilter) -> QueueFilter:
    """A filter by customer also shows the cases under its other spellings (A5).

    All customers are looked through for those in other capitals, a second in a million cases.
    """
    if not wish.customer:
        return wish
    known = desk.standing().customers
    names = dict.fromkeys(name for name, _ in desk.store.customers(desk.today()))
    return replace(wish, spelled=tuple(one for one in names if known.same(one, wish.customer)))


def with_joined(desk: Desk, wish: QueueFilter) -> QueueFilter:
    """A filter by customer with the spellings that were joined to it, at once (A5)."""
    known = desk.standing().customers
    return replace(wish, spelled=(known.name(wish.customer), *known.joined_to(wish.customer)))


def set_language(desk: Desk, wanted: str, language: str) -> str:
    """New letters to a customer are written in that language; issued ones stay (C2). Its name."""
    body = language_set(
        desk.standing().customers, meant(desk, wanted), language, desk.wordings.languages()
    )
    desk.record_on_desk(body)
    return body.name


def separate(desk: Desk, case: Case) -> tuple[Case, ...]:
    """The words of the other customer become a case of their own;
    the case, and the new one behind it (A5).
    """
    desk.seen.check(case)
    now = desk.moment()
    rows = to_separate(case, now.issuer.customers)
    name = rows[0].request.customer
    station, deed = now.author.station, new_deed()
    number = f"{station}-{desk.highest_number() + 1:04d}"
    key = identity(rows[0].request, now.issuer.customers.name(name))
    check_not_known(name, bool(desk.store.known([key])))
    words: list[kinds.Body] = [kinds.RequestReceived(number, rows[0].request, rows[0].source)]
    words += [kinds.RequestAmended(row.request, row.source) for row in rows[1:]]
    apart = [kinds.VersionSeparated(row.fact, number) for row in rows]
    new = Change((), chain(key, (), deed, now.author, words))
    old = Change(case.facts, chain(case.key, case.heads, deed, now.author, apart))
    desk.seen.own.update(row.fact.id for change in (new, old) for row in change.written)
    desk.store.record([new, old])
    return desk.by_key(case.key), desk.by_key(key)
