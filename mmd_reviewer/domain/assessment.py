"""Assessment: answers to the ordered factors and findings on the key conditions (B1 to B7).

What they recommend says `recommendation.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mmd_reviewer.domain.edition import Edition, Factor
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import AnswersGiven
from mmd_reviewer.domain.request import Request, check_words

YES, NO, UNKNOWN = "yes", "no", "unknown"
HOLDS, BROKEN = "holds", "broken"
ANSWERS = (YES, NO, UNKNOWN)
FINDINGS = (HOLDS, BROKEN, UNKNOWN)

# The order of the factors (B1) for answers recorded before they carried that of their edition.
_ORDER_BEFORE = ("non_negotiable", "restricted_productivity", "microsoft_technology")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the reviewer has answered so far;
    codes in `unconfirmed` await a second look (B2, A5, B8).
    """

    edition: str = ""
    factors: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    technology: str = ""
    scope: str = ""
    months: int | None = None
    ticks: tuple[str, ...] = ()
    unconfirmed: frozenset[str] = frozenset()

    @property
    def exist(self) -> bool:
        """Unknown is not an answer (B2)."""
        return any(value != UNKNOWN for value in (*self.factors.values(), *self.findings.values()))

    def to_confirm(self, edition: Edition) -> frozenset[str]:
        """Codes to be confirmed under `edition`:
        all of them when it is not the one they were given under (B8).
        """
        if self.edition and self.edition != edition.code:
            return frozenset(self.factors) | frozenset(self.findings)
        return self.unconfirmed


NO_ANSWERS = Answers()


def patched(answers: Answers, patch: AnswersGiven) -> Answers:
    """`answers` with `patch`: what is left out keeps its value; a changed earlier factor puts the
    later ones in doubt, in the order of the patch's edition (B2). Giving an answer again confirms
    it.
    """
    order = patch.order or _ORDER_BEFORE
    unconfirmed = set(answers.unconfirmed)
    if answers.edition and patch.edition != answers.edition:
        unconfirmed |= set(answers.factors) | set(answers.findings)
    for code, answer in patch.factors.items():
        before = answers.factors.get(code, UNKNOWN)
        if before not in (UNKNOWN, answer) and code in order:
            later = order[order.index(code) + 1 :]
            unconfirmed |= {
                other for other in later if answers.factors.get(other, UNKNOWN) != UNKNOWN
            }
    unconfirmed -= {*patch.factors, *patch.conditions}
    return replace(
        answers,
        edition=patch.edition,
        factors={**answers.factors, **patch.factors},
        findings={**answers.findings, **patch.conditions},
        notes={**answers.notes, **patch.notes},
        technology=answers.technology if patch.technology is None else patch.technology,
        scope=answers.scope if patch.scope is None else patch.scope,
        months=patch.months if patch.months_given else answers.months,
        ticks=answers.ticks if patch.ticks is None else patch.ticks,
        unconfirmed=frozenset(unconfirmed),
    )


def in_doubt(answers: Answers) -> Answers:
    """Every answer to be confirmed, after an amendment (A5)."""
    return replace(answers, unconfirmed=frozenset(answers.factors) | frozenset(answers.findings))


def patch_from(
    data: Mapping[str, Any], edition: Edition, request: Request, linked: Sequence[str] = ()
) -> AnswersGiven:
    """The answers of `assess` as a fact; refuses what the edition does not know or rule B7 forbids.

    `linked` are the types of linked cases. Shape of `data`: interfaces.md, "Answers for `assess`".
    """
    factors: dict[str, str] = {}
    known = {factor.code for factor in edition.asked()}
    others = {"technology", "scope", "months", "conditions", "notes", "ticks"}
    for key, value in data.items():
        if key in known:
            if value not in ANSWERS:
                raise Refused(
                    f'The answer to {key} is {value!r}; it can be "yes", "no" or "unknown".',
                    "B2",
                    key,
                )
            factors[key] = value
        elif key not in others:
            raise Refused(
                f'"{key}" is no factor or key condition of edition {edition.code}.', "B8", key
            )
    for factor in edition.asked():
        if factors.get(factor.code) == YES and not applies(factor, request.type, linked):
            raise Refused(
                f"“{factor.question}” does not apply to this exemption type, so it cannot be "
                f"answered yes.",
                "B7",
                factor.code,
            )
    conditions = _mapping(data, "conditions")
    for key, value in conditions.items():
        if edition.condition(key) is None:
            raise Refused(f'"{key}" is no key condition of edition {edition.code}.', "B8", key)
        if value not in FINDINGS:
            raise Refused(
                f'The finding on {key} is {value!r}; it can be "holds", "broken" or "unknown".',
                "B3",
                key,
            )
    notes = _mapping(data, "notes")
    for key, value in notes.items():
        if edition.condition(key) is None and key not in known:
            raise Refused(
                f'A note is kept beside a factor or key condition, and "{key}" is neither.',
                "B3",
                key,
            )
        check_words(str(value), f"note on {key}")
    months = data.get("months")
    if months is not None and (
        isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 1200
    ):
        raise Refused(f"The months are {months!r}; give a whole number.", "B6", "months")
    ticks = data.get("ticks")
    given = () if ticks is None else ticks
    if not isinstance(given, (list, tuple)) or not all(isinstance(tick, str) for tick in given):
        raise Refused('"ticks" must be a list of codes, such as ["U1", "S2"].', "B7", "ticks")
    unknown_ticks = set(given) - {tick.code for tick in edition.ticks}
    if unknown_ticks:
        raise Refused(
            f"{', '.join(sorted(unknown_ticks))} is not on the app-requirements list.",
            "B7",
            "ticks",
        )
    return AnswersGiven(
        edition=edition.code,
        order=tuple(factor.code for factor in edition.asked()),
        factors=factors,
        conditions=dict(conditions),
        notes={key: str(value) for key, value in notes.items()},
        technology=_text(data, "technology"),
        scope=_text(data, "scope"),
        months=months,
        months_given="months" in data,
        ticks=None if ticks is None else tuple(sorted(set(ticks))),
    )


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key) or {}
    if not isinstance(value, Mapping):
        raise Refused(f'"{key}" must be an object of names and values.', "B2", key)
    return value


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise Refused(f'"{key}" must be text.', "B2", key)
    if value:
        check_words(value, key)
    return value


def applies(factor: Factor, request_type: str, linked: Sequence[str] = ()) -> bool:
    """Whether a factor is asked for a type (B7);
    drivers only when linked to the software that needs them.
    """
    if not factor.types or request_type in factor.types:
        return True
    return request_type in factor.linked_types and any(kind in factor.types for kind in linked)
