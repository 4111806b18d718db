"""A case as views show it, made without a store."""

from collections.abc import Iterable, Sequence
from typing import Any

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.services import assessment
from mmd_reviewer.services.read.shown import Shown
from tests.making import DAY, case, edition, request


def shown(of: Case, linked: Sequence[Case] = (), **given: Any) -> Shown:
    """As `shown_case` reads it on the day of the tests, without drafts."""
    under = edition()
    recommended = assessment.recommended(of, linked, under, DAY, of.answers, DAY)
    return Shown(
        case=of,
        state=state(of, DAY),
        flags=flags(of, DAY),
        recommendation=recommended,
        edition=under,
        day=DAY,
        drafts=(),
        linked=tuple(linked),
        **given,
    )


def shown_after(*bodies: Body, linked: Iterable[Case] = (), **asked: Any) -> Shown:
    """A request of these values, and what followed."""
    return shown(case(*bodies, asked=request(**asked)), tuple(linked))
