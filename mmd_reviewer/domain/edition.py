"""A dated edition of types, factors and key conditions: rows of data, not code (rule B8)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mmd_reviewer.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class ExemptionType:
    """A row of the edition's table of types (A0, A2); `synonyms` are other spellings met in requests."""

    code: str
    name: str
    description: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """One assessment factor (B1). `if_yes` is an outcome; `months` the period's (least, most); empty types: all."""

    code: str
    question: str
    if_yes: str
    months: tuple[int, int] | None = None
    types: tuple[str, ...] = ()
    linked_types: tuple[str, ...] = ()
    guidance: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True)
class KeyCondition:
    """What an exemption must not do (B3): `text` continues "An exemption must not …"."""

    code: str
    name: str
    text: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A row of the app-requirements list; kind: prohibited, user_experience or security."""

    code: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Route:
    """How something that needs no exemption is done instead (A4)."""

    code: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Triage:
    """A question before the factors; yes leads to the route with that code (A4)."""

    question: str
    route: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition; `triage`, `baseline` and `technology` are rows to look things up, not rules."""

    code: str
    name: str
    since: date
    source: str
    types: tuple[ExemptionType, ...]
    factors: tuple[Factor, ...]
    conditions: tuple[KeyCondition, ...]
    ticks: tuple[Tick, ...] = ()
    routes: tuple[Route, ...] = ()
    triage: tuple[Triage, ...] = ()
    baseline: tuple[Mapping[str, str], ...] = ()
    technology: tuple[Mapping[str, str], ...] = ()
    short: str = ""
    digest: str = field(default="", compare=False)

    def type(self, code: str) -> ExemptionType | None:
        return next((row for row in self.types if row.code == code), None)

    def type_name(self, code: str) -> str:
        row = self.type(code)
        return row.name if row else code

    def factor(self, code: str) -> Factor | None:
        return next((row for row in self.factors if row.code == code), None)

    def condition(self, code: str) -> KeyCondition | None:
        return next((row for row in self.conditions if row.code == code), None)

    def route(self, code: str) -> Route | None:
        return next((row for row in self.routes if row.code == code), None)

    @property
    def migration_months(self) -> tuple[int, int] | None:
        """Least and most months of a migration (B6); None where no factor leads to one."""
        return next((row.months for row in self.factors if row.months is not None), None)

    def asked(self) -> tuple[Factor, ...]:
        """The factors that get an answer; the last factor of B1 follows from the others."""
        return tuple(row for row in self.factors if row.asked)


def edition_from(data: Mapping[str, Any]) -> Edition:
    """Read an edition file's object; refuses, naming the hole, what is not complete (B8)."""

    def rows(key: str) -> list[dict[str, Any]]:
        found = data.get(key)
        if not isinstance(found, list) or not found:
            raise Refused(f'The edition has no rows in "{key}".', "B8", key)
        _check_rows(key, found)
        return found

    def more(key: str) -> list[dict[str, Any]]:
        return rows(key) if data.get(key) else []

    for name in ("code", "name"):
        if name in data and not (isinstance(data[name], str) and data[name].strip()):
            raise Refused(f'The edition\'s "{name}" is empty or no text.', "B8", name)
    try:
        return Edition(
            code=data["code"],
            name=data["name"],
            since=date.fromisoformat(data["since"]),
            source=data.get("source", ""),
            types=tuple(
                ExemptionType(row["code"], row["name"], row["description"], tuple(row.get("synonyms", ())))
                for row in rows("types")
            ),
            factors=tuple(_factor(row) for row in rows("factors")),
            conditions=tuple(
                KeyCondition(row["code"], row["name"], row["text"], row.get("short", "")) for row in rows("conditions")
            ),
            ticks=tuple(Tick(row["code"], row["kind"], row["text"]) for row in more("ticks")),
            routes=tuple(Route(row["code"], row["name"], row["how"]) for row in more("routes")),
            triage=tuple(Triage(row["question"], row["route"]) for row in more("triage")),
            baseline=tuple(data.get("baseline", ())),
            technology=tuple(data.get("technology", ())),
            short=data.get("short", data["code"]),
            digest=hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest(),
        )
    except KeyError as error:
        raise Refused(f"The edition lacks {error}.", "B8", str(error.args[0])) from None
    except (TypeError, IndexError, AttributeError):
        raise Refused("The edition has a value of another kind than expected.", "B8", "file") from None
    except ValueError as error:
        raise Refused(f"The edition has a value that cannot be read: {error}.", "B8", "since") from None


_TEXTS = ("code", "name", "question", "text", "if_yes", "kind", "how", "route")
_OUTCOMES = ("decline", "approve", "approve_migration")


def check_edition(edition: Edition) -> None:
    """Refuse an edition whose rows do not hold together: the assessment could not be carried out by it (B1, B8)."""
    for row in edition.factors:
        if row.if_yes not in _OUTCOMES:
            known = ", ".join(_OUTCOMES)
            raise Refused(f'"{row.if_yes}" in "factors" is no outcome; it can be {known}.', "B8", "factors")
        months = row.months or (1, 1)
        if not all(type(number) is int for number in months) or not 1 <= months[0] <= months[1]:
            raise Refused(f'The months of the factor "{row.code}" are no least and most.', "B8", "factors")
    if edition.factors[-1].asked is not False or any(row.asked is not True for row in edition.factors[:-1]):
        raise Refused('The last factor alone follows from the others: only it has "asked": false.', "B8", "factors")
    for triage in edition.triage:
        if edition.route(triage.route) is None:
            raise Refused(f'"{triage.route}" in "triage" is no route of the edition.', "B8", "triage")


def _check_rows(key: str, found: list[Any]) -> None:
    """Refuse rows that are no objects, hold an empty text, or share a code."""
    codes = []
    for place, row in enumerate(found, 1):
        if not isinstance(row, dict):
            raise Refused(f'Row {place} of "{key}" is no object with names and values.', "B8", key)
        empty = [name for name in _TEXTS if name in row and not (isinstance(row[name], str) and row[name].strip())]
        if empty:
            raise Refused(f'Row {place} of "{key}" has no text in "{empty[0]}".', "B8", key)
        codes.append(row.get("code", str(place)))
    twice = [code for code in codes if codes.count(code) > 1]
    if twice:
        raise Refused(f'The code "{twice[0]}" stands twice in "{key}".', "B8", key)


def _factor(row: Mapping[str, Any]) -> Factor:
    months = row.get("months")
    return Factor(
        code=row["code"],
        question=row["question"],
        if_yes=row["if_yes"],
        months=(months[0], months[1]) if months else None,
        types=tuple(row.get("types", ())),
        linked_types=tuple(row.get("linked_types", ())),
        guidance=row.get("guidance", ""),
        asked=row.get("asked", True),
    )
