"""`precedents`: decided cases like this one."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, command
from mmd_reviewer.domain.precedent import Precedent
from mmd_reviewer.services import assessment
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.precedents import Precedents, precedents_of
from mmd_reviewer.services.read.precedents import (
    cards,
    condition_name,
    count_words,
    departure,
    flags,
)
from mmd_reviewer.services.read.shown import shown_case


@command(
    "precedents",
    "decided cases like this one: how, for how long and why, and what differs",
    "precedents A-0142",
    NUMBER,
)
def precedents(options: argparse.Namespace, desk: Desk) -> Answer:
    """The nearest five, counts where there are enough, the same product in revocation elsewhere;
    a recommendation that departs from the nearest.
    """
    shown = shown_case(desk, options.number)
    case, edition = shown.case, shown.edition
    found = precedents_of(desk, case)
    advice = assessment.recommendation(desk, case)
    shown_cards = cards(found, case, case.answers, edition)
    outcome = advice.outcome if not advice.open else ""
    departs = departure(found, outcome, shown.start, advice.until)
    counts = count_words(found, edition)
    lines = [f"{counts.number} {counts.outcome}. {counts.of}", counts.revoked] if counts else []
    lines += [f"{condition_name(edition, code)}: {words}." for code, words in flags(found).items()]
    lines.append(departs and f"The recommendation: {_lower(departs)}")
    for card in shown_cards:
        same = " (same product)" if card.same_product else ""
        lines.append(f"\n{card.number}  {card.decided}  {card.day}  {card.customer}{same}")
        lines += [f"  {card.title}", *([f"  “{card.reason}”"] if card.reason else [])]
        lines += [f"  - {line.words}" for line in card.differs]
    text = "\n".join(line for line in lines if line)
    data = {
        "number": case.number,
        "counts": counts_json(found),
        "departs": departs or None,
        "revoking": [
            {
                "number": row.number,
                "customer": row.customer,
                "conditions": [*row.revoked_for],
                "why": row.revoked_why,
            }
            for row in found.revoking
        ],
        "precedents": [
            {
                **row_json(near.row),
                "same_product": near.same_product,
                "differs": [line.words for line in card.differs],
            }
            for near, card in zip(found.nearest, shown_cards, strict=True)
        ],
    }
    return Answer(data, text or f"No decided case is like {case.number}.")


def counts_json(found: Precedents) -> dict[str, Any] | None:
    """The counts with their denominator, None of fewer than five cases."""
    return None if found.counts is None else {**asdict(found.counts), "product": found.of_product}


def row_json(row: Precedent) -> dict[str, Any]:
    """How a precedent was decided."""
    return {
        "number": row.number,
        "customer": row.customer,
        "type": row.type,
        "title": row.title,
        "outcome": row.outcome,
        "decided": row.decided.isoformat(),
        "months": row.months,
        "until": row.until.isoformat() if row.until is not None else None,
        "reason": row.printed,
        "revoked": row.revoked.isoformat() if row.revoked is not None else None,
    }


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


COMMANDS = (precedents,)
