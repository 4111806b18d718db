"""What the answers and findings recommend, and why (rules B1 to B7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.assessment import BROKEN, UNKNOWN, YES, Answers, applies
from mmd_reviewer.domain.edition import Edition, Factor
from mmd_reviewer.domain.edition_words import TECHNOLOGY
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Reason
from mmd_reviewer.domain.period import spelled
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.suggested_period import Suggested, asked_period, migration_period

APPROVE, MIGRATE, DECLINE, UNDETERMINED = "approve", "approve_migration", "decline", "undetermined"

NO_PERIOD = Suggested()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the rules suggest ("likely") and why (B5).

    `factor` is the deciding factor's code; `open` what must be answered first, `open_names` the
    same by name; `period` the one suggested; `migration` the one that a migration would get,
    whatever the outcome; flags are codes.
    """

    outcome: str
    factor: str = ""
    broken: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    period: Suggested = NO_PERIOD
    migration: Suggested | None = None
    because: tuple[Reason, ...] = ()
    open: tuple[str, ...] = ()
    open_names: tuple[str, ...] = ()
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
            return _conditions_aside(edition, answers, factor, because, flags)
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
    edition: Edition, answers: Answers, factor: Factor, because: list[Reason], flags: list[str]
) -> Recommendation:
    broken, unknown = _findings(edition, answers, answers.to_confirm(edition))
    return Recommendation(
        UNDETERMINED,
        "",
        broken,
        unknown,
        because=tuple(because),
        open=(factor.code,),
        open_names=(f"Factor {number(edition, factor)}",),
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
        open_names=() if broken else tuple(names[code] for code in unknown),
        flags=tuple(flags),
        if_open_holds=likely,
    )
