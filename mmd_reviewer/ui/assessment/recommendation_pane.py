"""The recommendation and its reasons, always in view and recomputed at each answer (rule B5)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.recommendation import Recommendation
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.checklist import headline
from mmd_reviewer.ui.widgets.columns import sentences
from mmd_reviewer.ui.widgets.labels import Hairline, IconLabel, Label, Rest, column_of, row_of

TONES = {
    "holds": ("check", "good"),
    "dash": ("minus", "muted"),
    "flag": ("flag", "attention"),
    "open": ("diamond", "attention"),
    "broken": ("circle-x", "broken"),
}


class RecommendationPane(QWidget):
    """Headline, what follows, what is open, and the reasons with their rules."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recommendationPane")
        self.title = Label("", "title", wrap=True)
        self.title.setObjectName("recommendationLabel")
        self.lead = Label("", "lead", wrap=True)
        self._open_icon = IconLabel("diamond", "attention")
        self._open = Label("", "strong", wrap=True)
        self._reasons = QWidget()
        self._build()

    def _build(self) -> None:
        head, row = Label("Recommendation", "muted"), row_of(self._open_icon, Rest(self._open))
        self._box = column_of(
            head,
            self.title,
            self.lead,
            6,
            row,
            8,
            Hairline(),
            8,
            self._reasons,
            spacing=2,
            inside=self,
        )

    def show_recommendation(self, edition: Edition, found: Recommendation) -> None:
        """Show it; the accessible name says headline and what is open."""
        title, lead, open_words, nothing_open = headline(edition, found)
        self.title.setText(title)
        self.title.setAccessibleName(sentences([f"Recommendation: {title}", lead, open_words]))
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        tone = "good" if nothing_open else "attention"
        self._open_icon.set_icon("circle-check" if nothing_open else "diamond", tone)
        self._open.setText(open_words)
        self._open.set_tone(tone)
        self._show_reasons(found)

    def _show_reasons(self, found: Recommendation) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for place, reason in enumerate(found.because):
            icon, tone = TONES[reason.tone]
            grid.addLayout(column_of(IconLabel(icon, tone), -1, margins=(0, 1, 0, 0)), place, 0)
            grid.addWidget(Label(breakable(reason.text), "body", wrap=True), place, 1)
            rule = Label(reason.rule, "muted")
            rule.setContentsMargins(0, 1, 0, 0)
            grid.addWidget(rule, place, 2, Qt.AlignmentFlag.AlignTop)
        self._box.replaceWidget(self._reasons, fresh)
        self._reasons.deleteLater()
        self._reasons = fresh
