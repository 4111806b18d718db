"""Customers and their spellings: joined by a recorded deed, never silently (rule A5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mmd_reviewer.domain.case import Case, Version
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import CustomerLanguageSet, CustomersJoined, CustomersParted, Fact
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.request import one_line

DEFAULT_LANGUAGE = "en"
LANGUAGE_NAMES: Mapping[str, str] = {"en": "English", "de": "German", "fr": "French"}


def language_name(code: str) -> str:
    """`German`; the code itself of a language without a name here."""
    return LANGUAGE_NAMES.get(code, code)


@dataclass(frozen=True, slots=True)
class Customers:
    """`into` says of each joined spelling, in its plain form, as which customer it counts;
    `written` how it was written. `languages` says of a spelling, in its plain form, in which
    language letters are written.
    """

    into: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    def name(self, spelling: str) -> str:
        """The name chosen for a customer; new letters print it.

        Of spellings that two stations joined the one to the other, the first by its letters.
        """
        met: list[str] = []
        while plain(spelling) in self.into:
            if spelling in met:
                return min(met[met.index(spelling) :], key=plain)
            met.append(spelling)
            spelling = self.into[plain(spelling)]
        return spelling

    def same(self, one: str, other: str) -> bool:
        """Do both spellings mean one customer?"""
        return plain(self.name(one)) == plain(self.name(other))

    def spellings(self, spelling: str) -> tuple[str, ...]:
        """The chosen name first, then every spelling joined to it, plain;
        the one given among them.
        """
        chosen = self.name(spelling)
        others = [other for other in self.into if plain(self.name(other)) == plain(chosen)]
        return tuple(dict.fromkeys((chosen, plain(spelling), *others)))

    def language(self, spelling: str) -> str:
        """The language of letters to a customer, `de`; English where none was chosen.

        It is kept with the customer: that of the chosen name, else of a spelling joined to it.
        """
        chosen = (self.languages.get(plain(one)) for one in self.spellings(spelling))
        return next(filter(None, chosen), DEFAULT_LANGUAGE)

    def joined_to(self, name: str) -> tuple[str, ...]:
        """The spellings joined to a customer, as they were written when they were joined."""
        chosen = plain(self.name(name))
        return tuple(
            self.written.get(other, other)
            for other in self.into
            if other != chosen and plain(self.name(other)) == chosen
        )


def customers_of(facts: Iterable[Fact]) -> Customers:
    """The customers as the facts of the desk join and part them."""
    into: dict[str, str] = {}
    written: dict[str, str] = {}
    languages: dict[str, str] = {}
    for fact in facts:
        match fact.body:
            case CustomersJoined() as body:
                into[plain(body.name)] = body.into
                written[plain(body.name)] = body.name
            case CustomersParted() as body:
                into.pop(plain(body.name), None)
            case CustomerLanguageSet() as body:
                languages[plain(body.name)] = body.language
    return Customers(into, written, languages)


def the_customer(known: Customers, names: Iterable[str], wanted: str) -> str:
    """The name of the customer that is meant: a spelling of it, else the one name that has
    all the words; refuses what means none or several (A5).
    """
    chosen = sorted({known.name(name) for name in (*names, *known.into)}, key=plain)
    meant = [name for name in chosen if known.same(name, wanted)]
    words = plain(wanted).split()
    meant = meant or [name for name in chosen if words and all(w in plain(name) for w in words)]
    if not meant:
        raise Refused(
            f"No case is of a customer “{one_line(wanted)}”: `customer` alone lists them.",
            "A5",
            "name",
        )
    if len(meant) > 1 and not known.same(meant[0], wanted):
        raise Refused(
            f"“{one_line(wanted)}” may be {', '.join(meant[:5])}: write the name out.", "A5", "name"
        )
    return meant[0]


def joined(known: Customers, name: str, into: str) -> CustomersJoined:
    """The fact that joins a spelling to a customer, or a refusal."""
    name, into = one_line(name), one_line(into)
    if not name or not into:
        raise Refused(
            "Name the spelling, and the customer that it means.", "A5", "into" if name else "name"
        )
    if known.same(name, into):
        raise Refused(f"“{name}” counts as “{known.name(into)}” already.", "A5", "name")
    if plain(name) in known.into:
        raise Refused(
            f"“{name}” counts as “{known.name(name)}”: take that back first.", "A5", "name"
        )
    return CustomersJoined(name, known.name(into))


def language_set(
    known: Customers, name: str, language: str, languages: Iterable[str]
) -> CustomerLanguageSet:
    """The fact that new letters to a customer are written in a language, or a refusal (C2)."""
    name, written = known.name(one_line(name)), tuple(languages)
    if language not in written:
        raise Refused(
            f"Letters are not written in “{one_line(language)}”: {', '.join(written)}.",
            "C3",
            "language",
        )
    if known.language(name) == language:
        words = f"Letters to {name} are written in {language_name(language)} already."
        raise Refused(words, "C3", "language")
    return CustomerLanguageSet(name, language)


def foreign(case: Case, customers: Customers) -> tuple[Version, ...]:
    """Versions of another customer, from an import that
    took one reference of two customers for one case.
    """
    own = case.versions[0].request.customer
    return tuple(row for row in case.versions[1:] if not customers.same(row.request.customer, own))


def to_separate(case: Case, customers: Customers) -> tuple[Version, ...]:
    """The versions of the first other customer; refuses a case that has none (A5)."""
    rows = foreign(case, customers)
    if not rows:
        raise Refused(
            f"{case.number} has words of one customer only: there is nothing to separate.",
            "A5",
            "number",
        )
    return tuple(
        row for row in rows if customers.same(row.request.customer, rows[0].request.customer)
    )


def check_not_known(name: str, known: bool) -> None:
    """Refuse to separate what is a case of its own already (A5)."""
    if known:
        raise Refused(
            f"The request of {name} is a case of its own already: import its file again.",
            "A5",
            "number",
        )


def parted(known: Customers, name: str) -> CustomersParted:
    """The fact that takes a joining back, or a refusal."""
    if plain(name) not in known.into:
        raise Refused(f"“{one_line(name)}” is joined to no other customer.", "A5", "name")
    return CustomersParted(one_line(name))
