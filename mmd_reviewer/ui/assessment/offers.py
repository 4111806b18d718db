"""What the assessment offers to take over: sentences,
the baseline, Microsoft technology by type.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache

from PySide6.QtWidgets import QWidget

from mmd_reviewer import paths
from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.services.read.sentence_fields import fields_of
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.assessment.decision_pane import DecisionPane, start_day
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.forms.lookups import service_facts
from mmd_reviewer.ui.forms.sentences import offer
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


@cache
def sentences() -> tuple[Mapping[str, str], ...]:
    """The reusable sentences: text, and the outcome and factor they are meant for."""
    file = paths.resources() / "letters" / "sentences.toml"
    return tuple(tomllib.loads(file.read_text("utf-8"))["sentence"])


def offer_sentences(
    reviewing: Reviewing, pane: DecisionPane, shown: Shown, answers: Answers
) -> None:
    """One's own, then those of the program: first those for this outcome and factor."""
    found = shown.recommended(answers, start_day(pane.fields.starts_on.text(), shown.start))
    outcome, factor = pane.outcome, "condition" if found.broken else found.factor
    rows = sorted(sentences(), key=lambda row: (row["outcome"] != outcome, row["factor"] != factor))
    offer(
        pane,
        reviewing.sentences,
        outcome,
        pane.reason.toPlainText(),
        fields_of(shown.case),
        [row["text"] for row in rows],
        pane.add_sentence,
    )


def look_up(
    parent: QWidget, shown: Shown, code: str, patch: Callable[[Mapping[str, object]], object]
) -> None:
    """Beside factor 3 the technology for the type, taken as the answer;
    else what is given, kept as a note.

    That is the baseline first, then settings of the customer's own and devices that qualify.
    """
    factor = shown.edition.factor(code)
    if factor is not None and factor.months:
        rows = [
            row for row in shown.edition.technology if row["type"] in ("", shown.case.assessed.type)
        ]
        choose(
            parent,
            "Microsoft technology for this type",
            [
                (row["technology"], f"{row['thing']}: {row['technology']} ({row['basis']})")
                for row in rows
            ],
            lambda text: patch({"technology": text}),
            name="technologies",
        )
        return
    choose(
        parent,
        "What every device has, and is not negotiable",
        [
            *(
                (
                    f"{row['item']}: {row['facts']}",
                    f"{row['item']}: {row['facts']} ({row['source']})",
                )
                for row in shown.edition.baseline
            ),
            *service_facts(),
        ],
        lambda text: patch({"notes": {code: text}}),
        accept="Keep as the fact",
        name="baseline",
    )
