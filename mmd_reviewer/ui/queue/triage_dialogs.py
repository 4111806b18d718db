"""Triage that ends a case for now: ask for details,
or close it as no exemption needed (rules A1, A4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.request import DETAIL_NAMES, DETAILS, Request
from mmd_reviewer.services import decision
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing
from mmd_reviewer.ui.forms.lookups import look_up_service
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import ElidedLabel, Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.tick import Tick

CLOSE_WIDTH = 640


class Asked(NamedTuple):
    """Given details that are not sufficient, each with why ("":
    it is after all); what else the letter should say.
    """

    judged: Mapping[str, str]
    reason: str


class Route(NamedTuple):
    """Where the request goes instead, and what else the letter should say."""

    route: str
    reason: str


def return_for_details(desk: Desk, number: str, asked: Asked) -> Case:
    """Mark the details and return the request; on the worker."""
    return decision.make_return(desk, desk.case(number), asked.judged, asked.reason)


def close_by_route(desk: Desk, number: str, route: Route) -> Case:
    """Close as no exemption needed; on the worker."""
    return decision.make(
        desk,
        desk.case(number),
        Proposal("no_exemption_needed", reason=route.reason, route=route.route),
    )


class _Detail(QWidget):
    """One detail: missing, or given and perhaps not sufficient."""

    def __init__(self, name: str, words: str, known: str, lacking: bool) -> None:
        super().__init__()
        self.name, self.given = name, bool(words)
        title = DETAIL_NAMES[name].capitalize()
        self.box = Tick(
            f"{title} is not sufficient" if words else f"{title} is missing", f"ask_{name}"
        )
        self.why = Field(
            f"askWhy_{name}",
            f"Why the {DETAIL_NAMES[name]} is not sufficient",
            "What is not sufficient",
        )
        self._build(words, known, lacking)

    def _build(self, words: str, known: str, lacking: bool) -> None:
        self.box.setChecked(lacking)
        self.box.setEnabled(self.given)
        self.why.setText(known)
        self.why.setVisible(self.given and lacking)
        self.box.toggled.connect(self._on_box_toggled)
        said = (
            [row_of(24, Rest(ElidedLabel(" ".join(words.split()), "muted")), spacing=0)]
            if words
            else []
        )
        column_of(self.box, *said, self.why, spacing=2, margins=(0, 0, 0, 4), inside=self)

    def _on_box_toggled(self, on: bool) -> None:
        self.why.setVisible(on)
        if on:
            self.why.setFocus()


def _words(request: Request, edition: Edition) -> dict[str, str]:
    return {
        "type": edition.type_name(request.type) if request.type else "",
        "requirement": request.requirement.strip(),
        "proposal": request.proposal.strip(),
        "timeline": request.timeline.in_short() if request.timeline.given else "",
    }


def ask_details(
    parent: QWidget | None, shown: Shown, done: Callable[[Asked], object]
) -> FormDialog:
    """Which details are missing or not sufficient; missing ones are chosen already."""
    case = shown.case
    sentence = (
        "The request is returned to the customer; the letter names these details and why they are "
        "needed."
    )
    dialog = FormDialog(
        parent, f"Ask for details of {case.number}", "Return", sentence=sentence, name="askDetails"
    )
    dialog.setMinimumWidth(560)
    words = _words(case.request, shown.edition)
    known = case.judged
    lacking = {*case.missing, *(name for name, why in known.items() if why)}
    rows = [_Detail(name, words[name], known.get(name, ""), name in lacking) for name in DETAILS]
    for place, row in enumerate(rows):
        dialog.form.addWidget(row, place, 0, 1, 2)
    reason = TextArea("askReason", "Reason", "What else the letter should say (optional)", lines=3)
    dialog.add_row("Reason", reason)

    def check() -> object:
        chosen = [row for row in rows if row.box.isChecked()]
        for row in chosen:
            if row.given and not row.why.text().strip():
                return Missing(
                    f"Say why the {DETAIL_NAMES[row.name]} is not sufficient: the letter says it.",
                    row.why,
                )
        text = reason.toPlainText().strip()
        if not chosen and not text:
            return Missing(
                "Nothing is asked: choose a detail, or write what is asked.", rows[0].box
            )
        judged = {row.name: row.why.text().strip() for row in chosen if row.given}
        new = {name: why for name, why in judged.items() if case.judged.get(name) != why}
        withdrawn = {name: "" for name in case.judged if name not in judged}
        return Asked({**new, **withdrawn}, text)

    first = next((row for row in rows if row.given and row.box.isChecked()), None)
    return dialog.ask(check, done, first.why if first else reason if case.missing else rows[0].box)


def ask_route(
    parent: QWidget | None, number: str, edition: Edition, done: Callable[[Route], object]
) -> FormDialog:
    """The triage table: the first question answered yes names the route."""
    sentence = (
        "The first question that is answered yes names the route. The letter tells the customer "
        "how to take it."
    )
    title = f"Close {number} as no exemption needed"
    dialog = FormDialog(parent, title, "Close the case", sentence=sentence, name="closeCase")
    dialog.setFixedWidth(CLOSE_WIDTH)
    group = QButtonGroup(dialog)
    codes: list[str] = []
    for question, code in _table(edition):
        route = edition.route(code)
        if route is None:
            continue
        row = RadioRow(route.name, f"route_{len(codes)}")
        row.setAccessibleDescription(question)
        group.addButton(row, len(codes))
        codes.append(code)
        words = Label(question, "muted", wrap=True)
        words.setContentsMargins(26, 0, 0, 6)
        words.setMinimumHeight(words.heightForWidth(CLOSE_WIDTH - 40))
        dialog.form.addWidget(row, 2 * len(codes), 0, 1, 2)
        dialog.form.addWidget(words, 2 * len(codes) + 1, 0, 1, 2)
    dialog.form.setVerticalSpacing(0)
    how = Label("", "body", wrap=True)
    reason = TextArea(
        "closeReason", "Reason", "What else the letter should say (optional)", lines=2
    )
    reason.setMinimumHeight(reason.sizeHint().height())
    how.setMinimumHeight(3 * how.fontMetrics().lineSpacing() + 12)
    how.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    dialog.form.addWidget(how, 98, 0, 1, 2)
    dialog.add_row("Reason", reason)
    facts = LinkButton("Look up settings and devices…", "closeLookUp")
    facts.clicked.connect(
        lambda: look_up_service(
            dialog,
            lambda words: reason.setPlainText(
                "\n".join(filter(None, (reason.toPlainText().strip(), words)))
            ),
        )
    )
    dialog.add_row("", facts)

    def show_how(place: int) -> None:
        route = edition.route(codes[place])
        how.setText(f"The letter says: {route.how}" if route else "")
        how.setMinimumHeight(how.heightForWidth(CLOSE_WIDTH - 40) + 12)

    def check() -> object:
        if group.checkedId() < 0:
            return Missing(
                "Choose the route to take instead.", group.buttons()[0] if codes else None
            )
        return Route(codes[group.checkedId()], reason.toPlainText().strip())

    group.idClicked.connect(show_how)
    return dialog.ask(check, done, group.buttons()[0] if codes else reason)


def _table(edition: Edition) -> list[tuple[str, str]]:
    rows = [(row.question, row.route) for row in edition.triage]
    asked = {route for _, route in rows}
    return [*rows, *((row.how, row.code) for row in edition.routes if row.code not in asked)]
