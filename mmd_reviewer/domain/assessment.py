"""Assessment: answers to the ordered factors, findings on the key conditions,
and what they recommend (B1 to B7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mmd_reviewer.domain.edition import Edition, Factor
from mmd_reviewer.domain.edition_words import TECHNOLOGY
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import AnswersGiven, Reason
from mmd_reviewer.domain.period import spelled
from mmd_reviewer.domain.request import Request, check_words
from mmd_reviewer.domain.suggested_period import Suggested, asked_period, migration_period

YES, NO, UNKNOWN = "yes", "no", "unknown"
HOLDS, BROKEN = "holds", "broken"
APPROVE, MIGRATE, DECLINE, UNDETERMINED = "approve", "approve_migration", "decline", "undetermined"
ANSWERS = (YES, NO, UNKNOWN)
FINDINGS = (HOLDS, BROKEN, UNKNOWN)


NO_PERIOD = Suggested()
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
    unknown_ticks = set(ticks or ()) - {tick.code for tick in edition.ticks}
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


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the rules suggest ("likely") and why (B5).

    `factor` is the deciding factor's code; `open` what must be answered first; `period` the one
    suggested; `migration` the one that a migration would get, whatever the outcome; flags are
    codes.
    """

    outcome: str
    factor: str = ""
    broken: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    period: Suggested = NO_PERIOD
    migration: Suggested | None = None
    because: tuple[Reason, ...] = ()
    open: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    edition: str = ""
    if_open_holds: str = ""

    @property
    def months(self) -> tuple[int, int] | None:
        """Least and most months of the migration that is suggested."""
        return self.period.band

    @property
    def suggested(self) -> int | None:
        """The whole months that the suggested period reaches, none under one (B6)."""
        return self.period.months

    @property
    def until(self) -> date | None:
        """The last day suggested."""
        return self.period.until

    @property
    def open_ended(self) -> bool:
        """Is an approval without an end suggested?"""
        return self.period.open_ended


def recommend(
    edition: Edition,
    request: Request,
    answers: Answers,
    day: date,
    linked: Sequence[str] = (),
    since: date | None = None,
) -> Recommendation:
    """The recommendation for answers given so far, were the period to start on `day` (B1 to B7).

    `since`: from when the months of the migrations count that the case asks to extend (E2).
    """
    found = _path(edition, request, answers, day, linked, since)
    band = months_of(edition, found.factor)
    if band is None:
        return found
    return replace(
        found, migration=migration_period(request.timeline, answers.months, band, day, since)
    )


def months_of(edition: Edition, factor: str) -> tuple[int, int] | None:
    """Least and most months of a migration: those of the factor
    that decides, else the edition's first (B6, B8).
    """
    deciding = edition.factor(factor)
    return deciding.months if deciding is not None and deciding.months else edition.migration_months


def _path(
    edition: Edition,
    request: Request,
    answers: Answers,
    day: date,
    linked: Sequence[str],
    since: date | None,
) -> Recommendation:
    """The first factor that settles the case,
    and what the key conditions make of it (B1, B2, B4).
    """
    because: list[Reason] = []
    flags: list[str] = []
    doubt = answers.to_confirm(edition)
    deciding: Factor | None = None
    for factor in edition.factors:
        if not applies(factor, request.type, linked):
            because.append(
                Reason(
                    "B7", f"Factor {number(edition, factor)} does not apply to this type.", "dash"
                )
            )
            continue
        answer = answers.factors.get(factor.code, UNKNOWN) if factor.asked else YES
        if answer == UNKNOWN or factor.code in doubt:
            words = "is to be confirmed" if answer != UNKNOWN else "is not answered"
            because.append(Reason("B2", f"Factor {number(edition, factor)} {words}.", "open"))
            return _conditions_aside(edition, answers, factor.code, because, flags)
        if factor.types and answer == YES:
            flags += _tick_flags(edition, answers, because)
        if answer == YES:
            deciding = factor
            break
        because.append(Reason("B1", factor.words.no, "holds"))
    if deciding is None:
        raise Refused(
            f"Edition {edition.code} has no factor that decides at the end.", "B8", "factors"
        )
    if deciding.if_yes == DECLINE:
        because.append(Reason("B1", _yes_words(deciding, answers), "broken"))
        return Recommendation(
            DECLINE, deciding.code, because=tuple(because), flags=tuple(flags), edition=edition.code
        )
    because.append(Reason("B1", _yes_words(deciding, answers), "holds"))
    if deciding.months is None:
        period = asked_period(request.timeline, day)
    else:
        period = migration_period(request.timeline, answers.months, deciding.months, day, since)
    because += period.because
    flags += period.flags
    base = Recommendation(deciding.if_yes, deciding.code, period=period, edition=edition.code)
    return _gated(base, edition, answers, doubt, because, flags)


def number(edition: Edition, factor: Factor) -> int:
    """A factor's place in the order, from 1 (B1)."""
    return edition.factors.index(factor) + 1


def _conditions_aside(
    edition: Edition, answers: Answers, factor: str, because: list[Reason], flags: list[str]
) -> Recommendation:
    broken, unknown = _findings(edition, answers, answers.to_confirm(edition))
    return Recommendation(
        UNDETERMINED,
        "",
        broken,
        unknown,
        because=tuple(because),
        open=(factor,),
        flags=tuple(flags),
        edition=edition.code,
    )


def _yes_words(factor: Factor, answers: Answers) -> str:
    """What the factor's row says on yes, with the technology named where it has a place for it."""
    name = answers.technology.strip().rstrip(".") or "Microsoft technology"
    return factor.words.yes.replace(TECHNOLOGY, name)


def _tick_flags(edition: Edition, answers: Answers, because: list[Reason]) -> list[str]:
    kinds = {tick.kind for tick in edition.ticks if tick.code in answers.ticks}
    flags = []
    if edition.ticks and not kinds & {"user_experience", "security"}:
        flags.append("no_restricted_tick")
        because.append(Reason("B7", "No U or S row of the app requirements is ticked.", "flag"))
    if "prohibited" in kinds:
        flags.append("waiver_first")
        because.append(
            Reason("B7", "A prohibited class is ticked: ask for a waiver first.", "flag")
        )
    return flags


def _findings(
    edition: Edition, answers: Answers, doubt: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(broken, unknown); a finding left out or to be confirmed is unknown."""
    found = {row.code: answers.findings.get(row.code, UNKNOWN) for row in edition.conditions}
    broken = tuple(
        code for code, finding in found.items() if finding == BROKEN and code not in doubt
    )
    unknown = tuple(code for code, finding in found.items() if finding == UNKNOWN or code in doubt)
    return broken, unknown


def _gated(
    base: Recommendation,
    edition: Edition,
    answers: Answers,
    doubt: frozenset[str],
    because: list[Reason],
    flags: list[str],
) -> Recommendation:
    """Key conditions gate every approving path (B4)."""
    broken, unknown = _findings(edition, answers, doubt)
    names = {row.code: row.name for row in edition.conditions}
    outcome, likely = base.outcome, ""
    for code in broken:
        because.append(Reason("B4", f"{names[code]} is broken.", "broken"))
    if broken:
        outcome = DECLINE
    elif unknown:
        outcome, likely = UNDETERMINED, base.outcome
        for code in unknown:
            words = (
                "to be confirmed"
                if code in doubt and answers.findings.get(code) != UNKNOWN
                else "unknown"
            )
            because.append(Reason("B4", f"{names[code]} is {words}: no approval yet.", "open"))
    else:
        number_of = len(edition.conditions)
        words = (
            "The key condition holds."
            if number_of == 1
            else f"All {spelled(number_of)} key conditions hold."
        )
        because.append(Reason("B4", words, "holds"))
    return replace(
        base,
        outcome=outcome,
        broken=broken,
        unknown=unknown,
        because=tuple(because),
        open=() if broken else unknown,
        flags=tuple(flags),
        if_open_holds=likely,
    )
