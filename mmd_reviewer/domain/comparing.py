"""How the register is compared with an inventory, device by device (rules D6, D9, E3).

Linear in declared devices, devices found and rows of software: each name of a program is compared
once, and only with the exemptions that share a word with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.comparison import (
    BY_NAME,
    BY_YEAR,
    DIFFERENCES,
    NO_DEVICE,
    NO_OWNER,
    NO_SOFTWARE,
    NOTHING_LISTED,
    SAME,
    SEVERAL,
    UNDECLARED,
    UNSEEN,
    VERSION,
    Comparison,
    Difference,
    Doubt,
    Exemption,
    Find,
)
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.inventory import FoundDevice, Installed, Inventory, Places
from mmd_reviewer.domain.product_words import (
    NEITHER,
    PERHAPS,
    SURE,
    Likeness,
    Program,
    likeness,
    same_version,
)

Who = Callable[[str], str]


class Where(NamedTuple):
    """In which row a device stands: of a case, or of a program that no case of a customer has."""

    number: str
    customer: str = ""
    program: str = ""


class Carried(NamedTuple):
    """A device carries the product of an exemption: how like, which row says so."""

    like: Likeness
    installed: Installed
    version: Likeness

    @property
    def rank(self) -> tuple[bool, int]:
        """The surest name first, then the version approved."""
        return self.like == SURE, (NEITHER, PERHAPS, SURE).index(self.version)


Hit = tuple[Exemption, Carried]


class _Likenesses:
    """Which exemptions a program may be the product of."""

    def __init__(self, exemptions: Sequence[Exemption]) -> None:
        self._exemptions = [one for one in exemptions if not one.by_device]
        self._known: dict[Program, list[tuple[Exemption, Likeness]]] = {}
        self._by_word: dict[str, list[int]] = {}
        for place, one in enumerate(self._exemptions):
            for word in one.product.telling:
                self._by_word.setdefault(word, []).append(place)

    def of(self, program: Program) -> list[tuple[Exemption, Likeness]]:
        """The exemptions, each with how like it is."""
        found = self._known.get(program)
        if found is None:
            words = program.telling
            places = {place for word in words for place in self._by_word.get(word, ())}
            near = [self._exemptions[place] for place in sorted(places)]
            likes = [(one, likeness(one.product, program)) for one in near]
            found = self._known[program] = [(one, like) for one, like in likes if like]
        return found

    def sure(self, installed: Installed | None) -> tuple[Exemption, ...]:
        """Those whose product it surely is."""
        near = self.of(installed.program) if installed is not None else ()
        return tuple(one for one, like in near if like == SURE)

    def taken(self) -> dict[str, tuple[tuple[Program, Likeness], ...]]:
        """By the number of an exemption: the programs taken for its product, the surest first."""
        found: dict[str, list[tuple[Program, Likeness]]] = {}
        for program, near in self._known.items():
            for one, like in near:
                found.setdefault(one.number, []).append((program, like))
        return {
            number: tuple(sorted(rows, key=lambda row: (row[1] != SURE, row[0].name)))
            for number, rows in found.items()
        }

    def carried(self, found: FoundDevice) -> tuple[Hit, ...]:
        """What a device carries, of each exemption that it may be the product of."""
        best: dict[str, Hit] = {}
        for row in found.software:
            for one, like in self.of(row.program):
                version = same_version(one.product.version, row.version, row.program.name)
                here = Carried(like, row, version)
                there = best.get(one.number)
                if there is None or here.rank > there[1].rank:
                    best[one.number] = (one, here)
        return tuple(best.values())


def compare(
    day: date, exemptions: Sequence[Exemption], inventory: Inventory, who: Who, only: str = ""
) -> Comparison:
    """Compare; `who` names the customer that a spelling means, "" for "". With `only` no other
    customer is compared, and devices that name none are theirs.
    """
    return _Comparing(exemptions, inventory, who, only).result(day)


class _Comparing:
    """Both sides, and where the one stands in the other."""

    def __init__(
        self, exemptions: Sequence[Exemption], inventory: Inventory, who: Who, only: str
    ) -> None:
        self._found, self._tells = inventory.devices, inventory.tells_software
        self._places = Places(self._found)
        self._owners = [who(one.customer) or only for one in self._found]
        self._only = only
        self._lists: list[set[str]] = [set() for _ in self._found]  # cases that declare it
        self._ended: dict[
            tuple[str, int], tuple[Device, date]
        ] = {}  # removed, as that case lists it
        self._at = {one.number: [*self._place_all(one)] for one in exemptions}
        named = {only} if only else {owner for owner in self._owners if owner}
        self._compared = {one.number: one for one in exemptions if one.who in named}
        self._others = {one.number: one for one in exemptions if one.who not in named}
        self._like = _Likenesses(exemptions)
        self._carried = [self._like.carried(one) for one in self._found]
        known = {one.who for one in exemptions}
        spellings = {one.customer for one in self._found if one.customer}
        self._strangers = tuple(sorted(name for name in spellings if who(name) not in known))

    def _place_all(self, one: Exemption) -> Iterator[int | None]:
        """Where each declared device stands; a case that lists it knows best whose it is."""
        for device, until in one.gone:
            place = self._places.by_serial(device)
            if place is not None:
                self._ended[one.number, place] = (device, until)
                self._owners[place] = one.who
        for device in one.carrying:
            place = self._places.by_serial(device)
            place = self._places.by_name(device) if place is None else place
            if place is not None:
                self._lists[place].add(one.number)
                self._owners[place] = one.who
            yield place

    def result(self, day: date) -> Comparison:
        """All of it."""
        declared = {number: [*self._declared(one)] for number, one in self._compared.items()}
        strays: dict[Where, list[Find]] = {}
        for place in range(len(self._found)):
            for where, find in self._undeclared(place):
                strays.setdefault(where, []).append(find)
        finds = [find for rows in declared.values() for find in rows]
        agree = [find for find in finds if find.kind == SAME]
        listed = [find.found.device for find in finds if find.found is not None]
        return Comparison(
            day,
            tuple(sorted(self._differences(declared, strays), key=_order)),
            tuple(one for one in self._compared.values() if one.deviates),
            tuple(one for one in self._others.values() if one.deviates),
            sum(not find.doubt for find in agree),
            sum(bool(find.doubt) for find in agree),
            sum(bool(device.serial) for device in listed),
            sum(not device.serial for device in listed),
            len(finds),
            self._like.taken(),
            self._strangers,
        )

    def _differences(
        self, declared: Mapping[str, list[Find]], strays: Mapping[Where, list[Find]]
    ) -> Iterator[Difference]:
        for number, one in self._compared.items():
            finds = [*declared[number], *strays.get(Where(number), ())]
            carried = sum(find.kind != UNSEEN for find in finds)
            for kind in DIFFERENCES:
                rows = tuple(find for find in finds if find.kind == kind)
                if rows:
                    yield Difference(kind, one, one.customer, one.title, rows, carried)
        for (number, customer, program), strange in strays.items():
            if not number:
                others, rows = self._like.sure(strange[0].installed), tuple(strange)
                yield Difference(UNDECLARED, None, customer, program, rows, len(rows), others)

    def _declared(self, one: Exemption) -> Iterator[Find]:
        """Each declared device is one of: the same, in another version, not seen."""
        for device, place in zip(one.carrying, self._at[one.number], strict=True):
            if place is None:
                other = self._places.by_name(device, serial=True)
                named = self._found[other] if other is not None else None
                yield Find(UNSEEN, device, why=NO_DEVICE, other=named)
                continue
            found = self._found[place]
            here = next((row for case, row in self._carried[place] if case is one), None)
            if one.by_device or not self._tells:
                yield Find(SAME, device, found)
            elif here is None:
                why = NO_SOFTWARE if found.software else NOTHING_LISTED
                yield Find(UNSEEN, device, found, why=why)
            else:
                doubt: Doubt = "" if here.like == SURE else BY_NAME
                if here.version == SURE:
                    yield Find(SAME, device, found, here.installed, doubt=doubt)
                else:
                    year: Doubt = BY_YEAR if here.version == PERHAPS else ""
                    yield Find(VERSION, device, found, here.installed, doubt=doubt or year)

    def _undeclared(self, place: int) -> Iterator[tuple[Where, Find]]:
        """What a device carries and no case declares on it, and in which row it stands."""
        if self._only not in ("", self._owners[place]):
            return
        programs: dict[Program, list[Hit]] = {}
        for one, here in self._carried[place]:
            programs.setdefault(here.installed.program, []).append((one, here))
        for hits in programs.values():
            own = [hit for hit in hits if hit[0].who == self._owners[place]]
            if not own:
                yield from self._unowned(place, hits)
            elif not any(one.number in self._lists[place] for one, _ in own):
                yield from self._of_case(place, own)

    def _unowned(self, place: int, hits: Sequence[Hit]) -> Iterator[tuple[Where, Find]]:
        """Only other customers have it approved, or nobody knows whose device it is."""
        found, owner = self._found[place], self._owners[place]
        sure = [hit for hit in hits if hit[1].like == SURE]
        compared = [hit for hit in sure or hits if hit[0].number in self._compared]
        one, here = (sure or hits)[0]
        doubt: Doubt = "" if owner else NO_OWNER
        find = Find(UNDECLARED, found.device, found, here.installed, doubt=doubt)
        if not owner and len(compared) == len(sure or hits) == 1:
            yield Where(one.number), find
        elif sure:  # a mere resemblance says too little
            yield Where("", found.customer, here.installed.program.name), find

    def _of_case(self, place: int, own: Sequence[Hit]) -> Iterator[tuple[Where, Find]]:
        """Of the customer's cases the one it was removed from, else the surest that deviates."""

        def rank(hit: Hit) -> tuple[bool, bool, bool]:
            one, here = hit
            return (one.number, place) in self._ended, one.deviates, here.like == SURE

        found, best = self._found[place], max(own, key=rank)
        one, here = best
        device, gone = self._ended.get((one.number, place), (found.device, None))
        if gone is not None and found.seen is not None and found.seen < gone:
            return  # the file is older than the removal
        doubt: Doubt = BY_NAME if here.like != SURE else ""
        if not doubt and gone is None and sum(rank(hit) == rank(best) for hit in own) > 1:
            doubt = SEVERAL
        find = Find(UNDECLARED, device, found, here.installed, doubt=doubt, gone=gone)
        yield Where(one.number), find


def _order(row: Difference) -> tuple[int, bool, int, str, str]:
    """By harm; what is sure first, then what concerns most devices."""
    place = DIFFERENCES.index(row.kind)
    return place, row.perhaps, -len(row.finds), row.customer.casefold(), row.title
