"""Is an edition whole? What is accepted here can be recommended,
decided and printed (rules B1, B8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from mmd_reviewer.domain.edition import (
    Edition,
    ExemptionType,
    Factor,
    Route,
    condition_words,
    factor_words,
)
from mmd_reviewer.domain.edition_words import TECHNOLOGY, ConditionWords, FactorWords
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import check_day

OUTCOMES = ("decline", "approve", "approve_migration")
TICK_KINDS = ("prohibited", "user_experience", "security")
LONGEST_MONTHS = 1200
# Answers, notes and evidence are kept under a row's code, beside these names.
RESERVED = (
    "technology",
    "scope",
    "months",
    "conditions",
    "notes",
    "ticks",
    "case",
    "revocation",
    "appeal",
)
_CODE = re.compile(r"[a-z0-9_]+")
_EDITION_CODE = re.compile(r"[\w.-]+")


def check_edition(edition: Edition) -> None:
    """Refuse a new edition with a hole, naming row and field:
    it could not be carried out or printed (B8).
    """
    check_day(edition.since, "since", "B8")
    if not _EDITION_CODE.fullmatch(edition.code):
        raise Refused(
            f'"{edition.code}" is no code of an edition: letters, digits, "-", "." and "_".',
            "B8",
            "code",
        )
    for key, row in _coded(edition):
        if not _CODE.fullmatch(row.code) or (key != "types" and row.code in RESERVED):
            raise _hole(
                key,
                row.code,
                "code",
                "is no code: lower-case letters, digits and _, and not a name in use",
            )
    both = {row.code for row in edition.factors} & {row.code for row in edition.conditions}
    if both:
        raise _hole("conditions", min(both), "code", "is the code of a factor as well")
    _check_types(edition)
    for factor in edition.factors:
        _check_factor(edition, factor)
    if edition.factors[-1].asked is not False or any(
        row.asked is not True for row in edition.factors[:-1]
    ):
        raise Refused(
            'The last factor alone follows from the others: only it has "asked": false.',
            "B8",
            "factors",
        )
    for condition in edition.conditions:
        _check_words("conditions", condition.code, condition.own)
    for tick in edition.ticks:
        if tick.kind not in TICK_KINDS:
            raise _hole("ticks", tick.code, "kind", f"can be {', '.join(TICK_KINDS)}")
    if not edition.routes:
        raise Refused('The edition has no rows in "routes".', "B8", "routes")
    for triage in edition.triage:
        if edition.route(triage.route) is None:
            raise Refused(
                f'"{triage.route}" in "triage" is no route of the edition.', "B8", "triage"
            )


def _hole(key: str, code: str, field: str, words: str) -> Refused:
    return Refused(f'The row "{code}" of "{key}": "{field}" {words}.', "B8", key)


def _coded(edition: Edition) -> Iterator[tuple[str, Any]]:
    for key in ("types", "factors", "conditions"):
        yield from ((key, row) for row in getattr(edition, key))


def _check_types(edition: Edition) -> None:
    for row in edition.types:
        if not isinstance(row.description, str) or not row.description.strip():
            raise _hole("types", row.code, "description", "is empty or no text")
        if not all(isinstance(word, str) and word.strip() for word in row.synonyms):
            raise _hole("types", row.code, "synonyms", "holds what is empty or no text")


def _check_factor(edition: Edition, row: Factor) -> None:
    if row.if_yes not in OUTCOMES:
        known = ", ".join(OUTCOMES)
        raise Refused(
            f'"{row.if_yes}" in "factors" is no outcome; it can be {known}.', "B8", "factors"
        )
    if row.months is not None and row.if_yes != "approve_migration":
        raise _hole("factors", row.code, "months", 'go with "approve_migration" only')
    if row.months is None and row.if_yes == "approve_migration":
        raise _hole(
            "factors", row.code, "months", "are needed, least and most: a migration always ends"
        )
    months = row.months or (1, 1)
    if (
        not all(type(number) is int for number in months)
        or not 1 <= months[0] <= months[1] <= LONGEST_MONTHS
    ):
        raise Refused(
            f'The months of the factor "{row.code}" are no least and most.', "B8", "factors"
        )
    known_types = {kind.code for kind in edition.types}
    for field in ("types", "linked_types"):
        gone = [str(code) for code in getattr(row, field) if code not in known_types]
        if gone:
            raise _hole(
                "factors", row.code, field, f'names "{gone[0]}", which is no type of the edition'
            )
    if row.linked_types and not row.types:
        raise _hole("factors", row.code, "linked_types", 'need "types" to be linked to')
    if row.types and row.asked is False:
        raise _hole(
            "factors", row.code, "types", "must be empty: the last factor decides for every type"
        )
    _check_words("factors", row.code, row.own, optional=() if row.asked else ("no",))


def _check_words(
    key: str, code: str, own: FactorWords | ConditionWords | None, optional: tuple[str, ...] = ()
) -> None:
    """Every sentence is there, and nothing in it waits to be filled in."""
    if own is None:
        raise _hole(key, code, "words", "is missing: what recommendation and letters say of it")
    for row in fields(own):
        text = getattr(own, row.name)
        if not text.strip() and row.name not in optional:
            raise _hole(key, code, f"words.{row.name}", "is empty or missing")
        filled = text.replace(TECHNOLOGY, "") if row.name == "yes" else text
        if "{" in filled or "}" in filled:
            raise _hole(
                key, code, f"words.{row.name}", "holds a brace, and nothing is filled in there"
            )


def translated(edition: Edition, data: Mapping[str, Any]) -> Edition:
    """The edition with one more translation, from a file of its own
    that names the edition's digest (B8).

    Shape: edition, digest, language, and rows by code: types (name, description), factors
    (question, guidance and their words), conditions (name, text, short and their words), routes
    (name, how); its own name. Routes and name may be left out.
    """
    language = data.get("language")
    if (
        not isinstance(language, str)
        or not re.fullmatch(r"[a-z]{2}", language)
        or language == edition.language
    ):
        raise Refused(
            'The "language" of a translation is two letters, and not the edition’s own.',
            "B8",
            "language",
        )
    if data.get("edition") != edition.code or data.get("digest") != edition.digest:
        raise Refused(
            f"The translation is not of {edition.name}: it names another digest.", "B8", "digest"
        )

    def words(key: str, code: str, *needed: str) -> Mapping[str, Any]:
        row = data.get(key, {}).get(code, {})
        for name in needed:
            if not isinstance(row.get(name), str) or not row[name].strip():
                raise _hole(key, code, name, "is not translated")
        return dict(row)

    types = []
    for kind in edition.types:
        row = words("types", kind.code, "name", "description")
        types.append(ExemptionType(kind.code, row["name"], row["description"], kind.synonyms))
    factors = []
    for factor in edition.factors:
        row = words("factors", factor.code, "question")
        own = factor_words(row)
        _check_words("factors", factor.code, own, optional=() if factor.asked else ("no",))
        factors.append(
            replace(factor, question=row["question"], guidance=row.get("guidance", ""), own=own)
        )
    conditions = []
    for condition in edition.conditions:
        row = words("conditions", condition.code, "name", "text")
        said = condition_words(row)
        _check_words("conditions", condition.code, said)
        conditions.append(
            replace(
                condition, name=row["name"], text=row["text"], short=row.get("short", ""), own=said
            )
        )
    routes = []
    for route in edition.routes:
        row = data.get("routes", {}).get(route.code, {})
        routes.append(Route(route.code, row.get("name", route.name), row.get("how", route.how)))
    made = replace(
        edition,
        name=data.get("name", edition.name),
        language=language,
        types=tuple(types),
        factors=tuple(factors),
        conditions=tuple(conditions),
        routes=tuple(routes),
        translations={},
        translation=True,
    )
    return replace(edition, translations={**edition.translations, language: made})


def check_code(edition: Edition, other: Edition | None) -> None:
    """Refuse an edition whose code another one has;
    the file of one without words may bring them (B8).
    """
    if other is not None and (other.digest != edition.digest or other.worded):
        raise Refused(
            f'The code "{edition.code}" belongs to another edition: give the new one its own.',
            "B8",
            "code",
        )
