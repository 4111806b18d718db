"""The table of letter kinds: a new kind is its file and its line here."""

from __future__ import annotations

from collections.abc import Mapping

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters import (
    acknowledgement,
    appeal_outcome,
    appeal_received,
    approved,
    closed,
    cover_ended,
    declined,
    edition,
    migration,
    no_exemption,
    notice,
    reinstated,
    retimed,
    returned,
    revocation_withdrawn,
)
from mmd_reviewer.domain.letters.kind import DECISION, LetterKind

KINDS: Mapping[str, LetterKind] = {
    kind.code: kind
    for kind in (
        acknowledgement.KIND,
        returned.KIND,
        approved.KIND,
        migration.KIND,
        declined.KIND,
        no_exemption.KIND,
        closed.KIND,
        *notice.KINDS,
        retimed.KIND,
        appeal_received.KIND,
        appeal_outcome.KIND,
        revocation_withdrawn.KIND,
        cover_ended.KIND,
        reinstated.KIND,
        edition.KIND,
    )
}
ACKNOWLEDGEMENT, EDITION = acknowledgement.CODE, edition.CODE
DECISIONS = tuple(kind.code for kind in KINDS.values() if kind.about == DECISION)
ALWAYS = ("number", "date", "addressee", "ticket", "type", "contact")  # required of every kind


def kind_of(code: str) -> LetterKind:
    """The kind with that code; refuses a word that is none."""
    if code not in KINDS:
        known = ", ".join(KINDS)
        raise Refused(f'"{code}" is no letter of this case; it can be {known}.', "C3", "kind")
    return KINDS[code]


def name_of(code: str) -> str:
    """`Final notice`; the code itself of a kind that a newer version knows."""
    return KINDS[code].name if code in KINDS else code.replace("_", " ").capitalize()
