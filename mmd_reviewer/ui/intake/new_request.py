"""A request typed in: the four details, who asks, since when (rules A1 to A5)."""

from __future__ import annotations

from datetime import date
from functools import partial

import shiboken6
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services import intake
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, Pending
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label, Rest, holding, row_of

SENTENCE = "A detail that is not known may be left empty: the request is then stored as incomplete."


class NewRequest(FormDialog):
    """Stays open until the request is stored; a refusal is said at its field."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, customer: str = "") -> None:
        title = f"New request of {customer}" if customer else "New request"
        super().__init__(parent, title, "Save the request", sentence=SENTENCE, name="newRequest")
        self.reviewing = reviewing
        types = [(row.name, row.name) for row in reviewing.edition.types]
        self.customer = Field("newCustomer", "Customer", "The organisation that asks")
        self.type = Choice("Exemption type", "newType", types)
        self.title_field = Field("newTitle", "Title", "Short, as it stands in the queue")
        self.requirement = TextArea("newRequirement", "Requirement", "Why it is needed", lines=3)
        self.proposal = TextArea("newProposal", "Proposal", "What is wanted", lines=3)
        self.timeline = Field("newTimeline", "Timeline", "24 months, until 30 June 2027, permanent")
        self.ticket = Field("newTicket", "Ticket", "MMD-…")
        self.received = Field("newReceived", "Received on")
        self.contact = Field("newContact", "Contact")
        self.email = Field("newEmail", "Email")
        self.understood = Label("", "muted")
        self.described = Label("", "muted", wrap=True)
        self.check = self._send
        self._lay_out()
        self.customer.setText(customer)
        (self.title_field if customer else self.customer).setFocus()

    def _lay_out(self) -> None:
        self.setMinimumWidth(600)
        self.received.setText(self.reviewing.day.isoformat())
        self.timeline.textChanged.connect(self._on_timeline_text_changed)
        for label, field in (
            ("Customer", self.customer),
            ("Title", self.title_field),
            ("Requirement", self.requirement),
            ("Proposal", self.proposal),
        ):
            self.add_row(label, field)
        self.add_row("Type", self.type, self.described)
        self.described.hide()
        self.type.chosen.connect(self._on_type_chosen)
        self.add_row("Timeline", self.timeline, self.understood)
        self._add_pair("Ticket", self.ticket, "Received", self.received)
        self._add_pair("Contact", self.contact, "Email", self.email)
        self._on_timeline_text_changed("")

    def _on_type_chosen(self, name: str) -> None:
        """What belongs to the type, in the service plan's words (A2)."""
        row = next((row for row in self.reviewing.edition.types if row.name == name), None)
        self.described.setText(row.description if row is not None else "")
        self.described.setVisible(row is not None)
        self.fit()

    def _add_pair(self, label: str, field: Field, other_label: str, other: Field) -> None:
        name = Label(other_label, "muted")
        name.setBuddy(other)
        pair = holding(row_of(Rest(field), 4, name, Rest(other)))
        pair.setFocusProxy(field)
        self.add_row(label, pair)

    def _on_timeline_text_changed(self, text: str) -> None:
        wish = read_timeline(text.strip())
        if not text.strip():
            self.understood.setText("Weeks, months, an end date, or permanent")
        elif wish.understood:
            end = wish.end(self.reviewing.day)
            until = f", until {end.isoformat()}" if end is not None and wish.until is None else ""
            self.understood.setText(f"Understood as: {wish.in_short()}{until}")
        else:
            self.understood.setText(
                "Not understood: the words are kept, the reviewer gives the period"
            )
        self.understood.set_tone("muted" if not text.strip() or wish.understood else "attention")

    def _send(self) -> object:
        submitted = self._day()
        if not self.customer.text().strip():
            return Missing("Name the customer.", self.customer)
        if submitted is None:
            words = day_fault(
                self.received.text(), self.reviewing.day, "Give the day as 2026-11-23."
            )
            return Missing(words, self.received)
        if submitted > self.reviewing.day:
            return Missing("The request cannot have come after today.", self.received)
        self.reviewing.deed(
            partial(
                intake.receive,
                self.reviewing.desk,
                customer=self.customer.text(),
                type_words=self.type.code,
                title=self.title_field.text(),
                requirement=self.requirement.toPlainText(),
                proposal=self.proposal.toPlainText(),
                timeline=self.timeline.text(),
                ticket=self.ticket.text(),
                contact=self.contact.text(),
                email=self.email.text(),
                submitted=submitted,
            ),
            self._on_stored,
            failed=self._on_refused,
            undoable=False,
            in_dialog=True,
        )
        return Pending()

    def _day(self) -> date | None:
        return parse_day(self.received.text(), self.reviewing.day)

    def _on_stored(self, cases: tuple[Case, ...]) -> None:
        if shiboken6.isValid(self):
            self.finish(cases[0].number)

    def _on_refused(self, error: Exception) -> None:
        fields: dict[str, QWidget] = {
            "customer": self.customer,
            "title": self.title_field,
            "requirement": self.requirement,
            "proposal": self.proposal,
            "timeline": self.timeline,
            "ticket": self.ticket,
            "contact": self.contact,
            "email": self.email,
            "exemption type": self.type,
        }
        self.refuse(error, fields)
