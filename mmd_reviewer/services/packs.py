"""Packs: cases taken to where the store is not at hand, and what was done there united with it.

Merging is a union of facts (`domain/pack.py`, architecture "Facts"): nothing is rewritten, nothing
is dropped, the order in which packs come back does not matter, and doing it twice changes nothing.
What two sides said differently stays to be settled by a person (`domain/sides.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer.domain import pack as pack_rules
from mmd_reviewer.domain import settling
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_export import named_files
from mmd_reviewer.domain.case_fold import in_parent_order
from mmd_reviewer.domain.deed import Change, Document, Job, Written
from mmd_reviewer.domain.desk_set_fold import settings_of
from mmd_reviewer.domain.desk_settings import desk_values
from mmd_reviewer.domain.desk_standing import standing_of
from mmd_reviewer.domain.disposal import disposed_of
from mmd_reviewer.domain.edition_days import edition_days
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import DESK_KEY, Author, Fact, RequestReceived, read_fact, write_fact
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.sides import split
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.ports import Store
from mmd_reviewer.services.recording import as_it_stands, chain, new_deed

AT_ONCE = 500  # cases that are compared together


@dataclass(frozen=True, slots=True)
class Packing:
    """A pack on the way: the change of the desk that tells of it, and how much went into it;
    `already`: what is out on other packs as well, as `A-0001 is out on A1 (Kim) too`.
    """

    change: Change
    code: str
    cases: int = 0
    documents: int = 0
    already: tuple[str, ...] = ()

    def in_words(self, where: Path) -> str:
        """`Pack A2: 40 cases with 12 files → train.mmdpack`, and what is out on others too."""
        said = f"Pack {self.code}: {count(self.cases, 'case')} with {count(self.documents, 'file')}"
        too = f". {in_a_row(self.already)}: what is done in both is united." if self.already else ""
        return f"{said} → {where}{too}"


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought, by the numbers of cases.

    `merged` have something new, `begun` of them were not known here, `unchanged` say nothing new.
    `conflicts` are to be settled, also those from an earlier merge. `gone` were disposed of here
    and are not brought back (C11). `settings` of the desk that hold from now on: `name: was → is`.
    `one_request`: the numbers of each request that came in here and there; the first holds (A5).
    `barred`: cases of which something came that only an approver of the team may record.
    """

    code: str
    merged: tuple[str, ...]
    begun: tuple[str, ...]
    unchanged: tuple[str, ...]
    conflicts: tuple[str, ...]
    gone: tuple[str, ...]
    facts: int
    documents: int
    settings: tuple[str, ...] = ()
    one_request: tuple[tuple[str, ...], ...] = ()
    barred: tuple[str, ...] = ()


def packs_out(desk: Desk) -> tuple[pack_rules.Pack, ...]:
    """The packs that are out."""
    return pack_rules.packs_out(desk.standing().facts)


def out_numbers(desk: Desk) -> dict[str, str]:
    """`Out on A1 (Kim)` by the number of each case that went out by itself; a pack of all cases
    marks none.
    """
    found = dict[str, str]()
    standing = desk.standing()
    for pack in pack_rules.packs_out(standing.facts):
        for number in pack.numbers if pack != standing.pack else ():
            before = f"{found[number]}, " if number in found else "Out on "
            found[number] = f"{before}{pack.code} ({pack.to})"
    return found


def pack_up(
    desk: Desk,
    cases: Sequence[Case],
    to: str,
    target: Store,
    job: Job | None = None,
    *,
    whole: bool,
) -> Packing:
    """Fill `target`, a store in which nothing stands yet, with the cases and the desk's own facts.

    Nothing is recorded here: that the pack is taken is recorded by `taken`, when its file stands.
    """
    now, standing = desk.moment(), desk.standing()
    body = pack_rules.taken(
        standing.facts,
        standing.station,
        cases,
        to.strip() or desk.reviewer,
        whole=whole,
        in_pack=standing.pack,
    )
    written = chain(DESK_KEY, standing.heads, new_deed(), now.author, (body,))
    keys = desk.store.case_keys() if whole else (DESK_KEY, *body.cases)
    changes = [Change((), tuple(_written(desk.store, key))) for key in keys]
    changes = [
        Change((), (*change.written, *written)) if change.key == DESK_KEY else change
        for change in changes
    ]
    facts = (row.fact for change in changes for row in change.written)
    documents = [*_documents(desk.store, facts)]
    target.record(changes, documents, job)
    target.be_pack(written[0].fact.id)
    out = out_numbers(desk)
    already = (
        f"{row} is {out[row].replace('Out', 'out', 1)} too" for row in body.numbers if row in out
    )
    return Packing(
        Change(standing.facts, written), body.code, len(keys) - 1, len(documents), (*already,)
    )


def taken(desk: Desk, packed: Packing) -> None:
    """Record that the pack is out."""
    desk.seen.own.update(row.fact.id for row in packed.change.written)
    desk.store.record([packed.change])


def give_up(desk: Desk, code: str, reason: str) -> None:
    """A pack is lost: its cases are out no longer."""
    desk.record_on_desk(pack_rules.given_up(desk.standing().facts, code, reason))


def merge(
    desk: Desk,
    other: Store,
    job: Job | None = None,
    *,
    still_out: bool = False,
    only_look: bool = False,
) -> Merged:
    """Unite what another store of the same beginning knows with this one, in one transaction.

    In a pack only the cases that it holds are brought up to date. `still_out`: the pack goes on,
    its cases stay marked. `only_look`: nothing is recorded. Refuses a store of another beginning.
    """
    job = job or Job()
    standing = desk.standing()
    theirs = [*map(read_fact, other.contents(DESK_KEY))]
    pack_rules.check_same_beginning(standing.facts, theirs)
    away = standing_of(in_parent_order(theirs), other.pack())
    keys = [key for key in other.case_keys() if key != DESK_KEY]
    if standing.pack is not None and not standing.pack.whole:
        here = frozenset(desk.store.case_keys())
        keys = [key for key in keys if key in here]
    gone = {**disposed_of(standing.facts), **disposed_of(theirs)}
    found = _Found(desk, {key: row.body.number for key, row in gone.items()})
    back = away.pack if standing.pack is None and not still_out else None
    found.take_desk(other, theirs, back)
    wanted = [key for key in keys if key not in gone]
    for start in range(0, len(wanted), AT_ONCE):
        job.step(start, len(wanted))
        found.take(other, wanted[start : start + AT_ONCE])
    if found.changes and not only_look:
        desk.seen.own.update(row.fact.id for change in found.changes for row in change.written)
        desk.store.record(found.changes, found.documents, job)
        held = frozenset(desk.store.case_keys())
        for row in disposed_of(theirs).values():
            if row.body.case in held:
                desk.store.dispose(None, row.body.case, row.body.documents)
        if found.stands_otherwise():
            desk.store.rebuild(job)
    return found.told(away.pack.code if away.pack is not None else "")


class _Found:
    """What the other store knows and this one does not."""

    def __init__(self, desk: Desk, gone: Mapping[str, str]) -> None:
        self._desk = desk
        self._before = desk.standing().facts
        self._desk_facts = self._before
        self._gone = gone
        self._known, self._begun, self._conflicts = list[str](), list[str](), list[str]()
        self._merged = list[str]()
        self._one_request = list[tuple[str, ...]]()
        self._for_approvers, self._barred = desk.store.barred(), list[str]()
        self.changes: list[Change] = []
        self.documents: list[Document] = []

    def take_desk(self, other: Store, theirs: Sequence[Fact], back: pack_rules.Pack | None) -> None:
        """The desk's own facts, and that the pack is back: a fact made of the pack alone."""
        written = [*_written(other, DESK_KEY)]
        if back is not None:
            body, newest = pack_rules.returned(theirs, back)
            parents = {parent for fact in theirs for parent in fact.parents}
            heads = [fact.id for fact in theirs if fact.id not in parents]
            author = Author(newest.by, newest.station, newest.day, newest.at)
            fact, content = write_fact(DESK_KEY, heads, f"{back.code} is back", author, body)
            written.append(Written(fact, content))
        new = self._new(self._before, written)
        pack_rules.check_numbered_once(self._before, (row.fact for row in new))
        if new:
            self.changes.append(Change(self._before, new))
            self.documents += _documents(other, [row.fact for row in new], self._desk.store)
        self._desk_facts = (*self._before, *(row.fact for row in new))

    def take(self, other: Store, keys: Sequence[str]) -> None:
        """The facts of these cases, and the files that they name."""
        here, day = self._desk.store.known(keys), self._desk.today()
        for key in keys:
            known = here.get(key, ())
            new = self._new(known, _written(other, key))
            self._check_numbers(key, known, [row.fact for row in new])
            case = as_it_stands(
                (*known, *(row.fact for row in new)), in_parent_order(self._desk_facts), day
            )
            if split(case) is not None:
                self._conflicts.append(case.number)
            (self._merged if new else self._known).append(case.number)
            if any(isinstance(row.fact.body, RequestReceived) for row in new) and known:
                self._one_request.append(case.numbers)
            if any(row.fact.kind in self._for_approvers for row in new):
                self._barred.append(case.number)
            if new:
                self._begun += [] if known else [case.number]
                self.changes.append(Change(known, new))
                self.documents += _documents(other, [row.fact for row in new], self._desk.store)

    def _check_numbers(self, key: str, known: Sequence[Fact], new: Sequence[Fact]) -> None:
        """Refuse a number that another case, letter or pack has here: `pack_rules` says why."""
        pack_rules.check_numbered_once(known, new)
        for fact in new:
            if not isinstance(fact.body, RequestReceived):
                continue
            number = fact.body.number
            others = (other for other in self._desk.store.find(number) if other != key)
            if any(_has_number(self._desk.store.facts(other), number) for other in others):
                raise pack_rules.numbered_twice(
                    f"{number} was given here and there, each time to another case"
                )

    @staticmethod
    def _new(known: Iterable[Fact], theirs: Iterable[Written]) -> tuple[Written, ...]:
        ids = {fact.id for fact in known}
        return tuple(row for row in theirs if row.fact.id not in ids)

    def stands_otherwise(self) -> bool:
        """Do cases stand otherwise by editions or settings that came with it (B8)?"""
        before, after = in_parent_order(self._before), in_parent_order(self._desk_facts)
        return (edition_days(before), standing_of(before).desk_set.rules) != (
            edition_days(after),
            standing_of(after).desk_set.rules,
        )

    def told(self, code: str) -> Merged:
        return Merged(
            code,
            tuple(sorted(self._merged)),
            tuple(sorted(self._begun)),
            tuple(sorted(self._known)),
            tuple(sorted(self._conflicts)),
            tuple(sorted(self._gone.values())),
            sum(len(change.written) for change in self.changes),
            len(self.documents),
            self._settings(),
            tuple(sorted(self._one_request)),
            tuple(sorted(self._barred)),
        )

    def _settings(self) -> tuple[str, ...]:
        """`answer_days: 30 → 20` for each setting of the desk that holds otherwise now."""
        before, after = (
            desk_values(settings_of(in_parent_order(facts)), self._desk.reviewer)
            for facts in (self._before, self._desk_facts)
        )
        return tuple(
            f"{name}: {before[name] or 'nothing'} → {value or 'nothing'}"
            for name, value in after.items()
            if value != before[name]
        )


def settle(desk: Desk, case: Case, keep: str, reason: str) -> Case:
    """Record which side stands: "one", "other" or "both"."""
    return desk.do(case, lambda now: settling.settled(case, keep, reason))


def _has_number(facts: Iterable[Fact], number: str) -> bool:
    """Was the case given that number? A ticket of a customer may look like one."""
    return any(isinstance(row.body, RequestReceived) and row.body.number == number for row in facts)


def _written(store: Store, key: str) -> Iterator[Written]:
    return (Written(read_fact(content), content) for content in store.contents(key))


def _documents(
    source: Store, facts: Iterable[Fact], known: Store | None = None
) -> Iterator[Document]:
    """The files that the facts name, as far as `known` does not hold them."""
    for id, name in {id: name for name, id in named_files(facts)}.items():
        if known is not None and known.document(id) is not None:
            continue
        document = source.document(id)
        if document is None:
            raise StoreError(f"{name} is not in the store: run `verify`. Nothing was recorded.")
        yield document
