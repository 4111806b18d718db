"""A dated edition of types, factors and key conditions: rows of data, not code (rule B8)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mmd_reviewer.domain.course_plan import STANDARD, CoursePlan, read_plan
from mmd_reviewer.domain.edition_words import (
    ConditionWords,
    FactorWords,
    plain_condition_words,
    plain_factor_words,
)
from mmd_reviewer.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class ExemptionType:
    """A row of the edition's table of types (A0, A2);
    `synonyms` are other spellings met in requests.
    """

    code: str
    name: str
    description: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """One assessment factor (B1).

    `if_yes` is an outcome; `months` the period's (least, most); empty types: all.

    `own` is what the row says of itself; a row recorded before rows did is said in plain sentences
    (`words`).
    """

    code: str
    question: str
    if_yes: str
    months: tuple[int, int] | None = None
    types: tuple[str, ...] = ()
    linked_types: tuple[str, ...] = ()
    guidance: str = ""
    asked: bool = True
    own: FactorWords | None = None

    @property
    def words(self) -> FactorWords:
        """What recommendation, register and letters say of it."""
        declines = self.if_yes == "decline"
        return self.own or plain_factor_words(self.question, declines=declines, asked=self.asked)


@dataclass(frozen=True, slots=True)
class KeyCondition:
    """What an exemption must not do (B3): `text` continues "An exemption must not …"."""

    code: str
    name: str
    text: str
    short: str = ""
    own: ConditionWords | None = None

    @property
    def words(self) -> ConditionWords:
        """What letters say of it."""
        return self.own or plain_condition_words(self.text)


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
    """One edition; `triage`, `baseline` and `technology` are rows to look things up, not rules.

    `translation`: it is one of another's `translations`, by language. `digest` is that of the
    rules: what the rows say of themselves, and in which language, is left out, so that an edition
    recorded before rows said anything is still the same edition.
    """

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
    course: CoursePlan = STANDARD
    language: str = "en"
    digest: str = field(default="", compare=False)
    translations: Mapping[str, Edition] = field(default_factory=dict, compare=False)
    translation: bool = False

    def in_language(self, language: str) -> Edition:
        """The edition in a language (`en` of `en-GB`); in its own,
        as `language` then says, without a translation.
        """
        return self.translations.get(language.partition("-")[0], self)

    @property
    def worded(self) -> bool:
        """Does every row say what is said of it? False for editions recorded before rows did."""
        return all(factor.own is not None for factor in self.factors) and all(
            condition.own is not None for condition in self.conditions
        )

    def number(self, code: str) -> int:
        """A factor's place in the order, from 1 (B1); 0 for one that is not there."""
        return next((place for place, row in enumerate(self.factors, 1) if row.code == code), 0)

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


def edition_data(content: bytes, name: str) -> dict[str, Any]:
    """The object in an edition's file; refuses what is no JSON object (B8)."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{name} is not a JSON document: {error}.", "B8", "file") from None
    if not isinstance(data, dict):
        raise Refused(f"{name} holds no edition: it must be one object.", "B8", "file")
    return data


def known_edition(editions: Mapping[str, Edition], code: str) -> Edition:
    """The edition with that code, or a refusal that names those there are."""
    if code not in editions:
        raise Refused(
            f'There is no edition "{code}"; known are {", ".join(editions)}.', "B8", "edition"
        )
    return editions[code]


def in_force(
    published: Sequence[tuple[date, str]], editions: Mapping[str, Edition], day: date
) -> Edition:
    """The edition in force on a day, by the days from which the published ones are;
    before them all the first (B8).
    """
    rows = sorted(published)
    codes = [code for effective, code in rows if effective <= day] or [code for _, code in rows[:1]]
    if not codes or codes[-1] not in editions:
        raise Refused(
            "No edition of the key conditions is in force in this store.", "B8", "edition"
        )
    return editions[codes[-1]]


def edition_from(data: Mapping[str, Any]) -> Edition:
    """Read an edition file's object; refuses, naming row and field, what cannot be read (B8).

    What it takes need not hold together: `check_edition` says so of a new one. One that a store has
    kept is read as it is, also from before rows carried their own words.
    """
    for name in ("code", "name"):
        if name in data and not _is_text(data[name]):
            raise Refused(f'The edition\'s "{name}" is empty or no text.', "B8", name)
    missing = [name for name in ("code", "name", "since") if name not in data]
    if missing:
        raise Refused(f'The edition has no "{missing[0]}".', "B8", missing[0])
    try:
        return Edition(
            code=data["code"],
            name=data["name"],
            since=date.fromisoformat(data["since"]),
            source=data.get("source", ""),
            types=tuple(
                ExemptionType(
                    row["code"], row["name"], row["description"], tuple(row.get("synonyms", ()))
                )
                for row in _rows(data, "types", "code", "name", "description")
            ),
            factors=tuple(map(_factor, _rows(data, "factors", "code", "question", "if_yes"))),
            conditions=tuple(map(_condition, _rows(data, "conditions", "code", "name", "text"))),
            ticks=tuple(
                Tick(row["code"], row["kind"], row["text"])
                for row in _more(data, "ticks", "code", "kind", "text")
            ),
            routes=tuple(
                Route(row["code"], row["name"], row["how"])
                for row in _more(data, "routes", "code", "name", "how")
            ),
            triage=tuple(
                Triage(row["question"], row["route"])
                for row in _more(data, "triage", "question", "route")
            ),
            baseline=tuple(data.get("baseline", ())),
            technology=tuple(data.get("technology", ())),
            short=data.get("short", data["code"]),
            course=read_plan(data.get("course")),
            language=data.get("language", "en"),
            digest=_digest(data),
        )
    except (TypeError, IndexError, AttributeError):
        raise Refused(
            "The edition has a value of another kind than expected.", "B8", "file"
        ) from None
    except ValueError as error:
        raise Refused(
            f"The edition has a value that cannot be read: {error}.", "B8", "since"
        ) from None


def _digest(data: Mapping[str, Any]) -> str:
    """The SHA-256 of the rules in the file: rows without their words,
    and without the language of these.
    """
    bare = {name: value for name, value in data.items() if name != "language"}
    for key in ("factors", "conditions"):
        bare[key] = [
            {name: value for name, value in row.items() if name != "words"} for row in data[key]
        ]
    return hashlib.sha256(json.dumps(bare, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


_TEXTS = ("code", "name", "question", "text", "if_yes", "kind", "how", "route")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _rows(data: Mapping[str, Any], key: str, *needed: str) -> list[dict[str, Any]]:
    """The rows of a table; refuses rows that are no objects,
    lack a value or hold an empty text, or share a code.
    """
    found = data.get(key)
    if not isinstance(found, list) or not found:
        raise Refused(f'The edition has no rows in "{key}".', "B8", key)
    codes = []
    for place, row in enumerate(found, 1):
        if not isinstance(row, dict):
            raise Refused(f'Row {place} of "{key}" is no object with names and values.', "B8", key)
        empty = [name for name in _TEXTS if name in row and not _is_text(row[name])]
        if empty:
            raise Refused(f'Row {place} of "{key}" has no text in "{empty[0]}".', "B8", key)
        lacking = [name for name in needed if name not in row]
        if lacking:
            raise Refused(f'Row {place} of "{key}" has no "{lacking[0]}".', "B8", lacking[0])
        codes.append(row.get("code", str(place)))
    twice = [code for code in codes if codes.count(code) > 1]
    if twice:
        raise Refused(f'The code "{twice[0]}" stands twice in "{key}".', "B8", key)
    return found


def _more(data: Mapping[str, Any], key: str, *needed: str) -> list[dict[str, Any]]:
    return _rows(data, key, *needed) if data.get(key) else []


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
        own=factor_words(row["words"]) if "words" in row else None,
    )


def _condition(row: Mapping[str, Any]) -> KeyCondition:
    own = condition_words(row["words"]) if "words" in row else None
    return KeyCondition(row["code"], row["name"], row["text"], row.get("short", ""), own)


def factor_words(data: Mapping[str, Any]) -> FactorWords:
    """A factor's sentences; one that is left out is empty, which `check_edition` refuses."""
    return FactorWords(
        *(str(data.get(name, "")) for name in ("name", "yes", "no", "finding", "change"))
    )


def condition_words(data: Mapping[str, Any]) -> ConditionWords:
    """A key condition's sentences; one that is left out is empty, which `check_edition` refuses."""
    return ConditionWords(str(data.get("broken", "")), str(data.get("open", "")))
