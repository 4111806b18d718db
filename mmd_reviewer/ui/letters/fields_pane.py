"""The left column of the letter: its fields in the order of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.customers import LANGUAGE_NAMES
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.checks import FAILED
from mmd_reviewer.domain.letters.kinds import DECISIONS, name_of
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.letter import LetterShown
from mmd_reviewer.ui.look.theme import current_theme
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Combo
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, column_of, flush_row, row_of
from mmd_reviewer.ui.widgets.panes import Pane
from mmd_reviewer.ui.widgets.tips import set_tip

WIDTH = 316
_DECISION = ("Change the decision", "Takes the decision back and returns to the assessment")
CHANGES = {
    **dict.fromkeys(DECISIONS, _DECISION),
    "notice_first": ("Change grounds and actions", "Every notice repeats them word for word"),
}
NO_LIMIT = (1 << 24) - 1  # Qt's word for no limit
NAMES = {
    "addressee": "Addressee",
    "requirement": "Requirement",
    "proposal": "Proposal",
    "timeline": "Timeline",
    "reason": "Reason",
    "technology": "Microsoft technology",
    "period": "Period",
    "terms": "Terms",
    "missing": "What we need",
    "route": "What to do instead",
    "replace": "Replaces",
    "why": "Why it is revoked",
    "ground": "Ground added",
    "actions": "Advised actions",
    "text": "What was received",
}


class _FieldBox(QWidget):
    """A field's name and words; focusing it marks its paragraph on the page."""

    marked = Signal(str)

    def __init__(self, source: str, words: str) -> None:
        super().__init__()
        self.source = source
        self.setObjectName(f"letterField_{source}")
        self.setAccessibleName(f"{NAMES[source]}: {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = row_of(Label(NAMES[source], "muted"), -1, IconLabel("lock"))
        shown = words if len(words) <= 400 else words[:399] + "…"
        column_of(
            head, Label(breakable(shown), wrap=True), spacing=2, margins=(10, 4, 0, 4), inside=self
        )

    def focusInEvent(self, event: object) -> None:
        """Mark it."""
        self.marked.emit(self.source)
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """The mark beside the words goes."""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click focuses it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An accent line at the left while focused."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.fillRect(0, 2, 3, self.height() - 4, current_theme().color("accent"))
            painter.end()


class FieldsPane(Pane):
    """`marked(source)` when a field is focused;
    `chosen(code)` when another letter is; `change_wanted`.
    """

    marked = Signal(str)
    chosen = Signal(str)
    change_wanted = Signal()
    also_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("letterFields", "Fields of the letter", "surface")
        self._boxes: dict[str, _FieldBox] = {}
        self.letters = Combo("letterChoice", "Letters of the case")
        self.also: Combo | None = None
        self.set_alone(False)

    def set_alone(self, alone: bool) -> None:
        """Take all the room there is, or the width of a column."""
        self.setMinimumWidth(0 if alone else WIDTH)
        self.setMaximumWidth(NO_LIMIT if alone else WIDTH)

    def show_letter(self, shown: LetterShown) -> None:
        """Show title, choice of letters and the fields; who chooses a translation goes on."""
        chooses = self.also is not None and self.also.hasFocus()
        title = Label(name_of(shown.kind) if shown.kind else "Letter", "title", wrap=True)
        whose = Label(f"{shown.case.number} · {shown.case.request.customer}", "muted", wrap=True)
        box = column_of(
            title, whose, 10, self._choice(shown), 8, spacing=2, margins=(20, 16, 12, 16)
        )
        also = self._courtesy(shown.record) if shown.issued is None else None
        if also is not None:
            box.addWidget(also)
            box.addSpacing(8)
        self._boxes = {}
        for source, words in _fields(shown):
            field = _FieldBox(source, words)
            field.marked.connect(self.marked)
            self._boxes[source] = field
            box.addWidget(field)
        change = CHANGES.get(shown.kind)
        if shown.issued is None and shown.record is not None and change is not None:
            link = LinkButton(change[0], "changeDecision")
            set_tip(link, change[1])
            link.clicked.connect(self.change_wanted)
            box.addSpacing(6)
            box.addLayout(flush_row(link))
        box.addStretch(1)
        self.fill(box)
        self.also = also
        if chooses and also is not None:
            also.setFocus()

    def _choice(self, shown: LetterShown) -> QWidget:
        combo = Combo("letterChoice", "Letters of the case")
        for code, words in shown.choices:
            combo.addItem(words, code)
        now = shown.issued.record.number if shown.issued else shown.kind
        combo.setCurrentIndex(max(combo.findData(now), 0))
        set_tip(combo, combo.currentText())
        combo.activated.connect(lambda index: self.chosen.emit(combo.itemData(index)))
        self.letters = combo
        return combo

    def _courtesy(self, record: LetterRecord | None) -> Combo | None:
        """Behind the letter its words once more in another language, marked so."""
        if record is None:
            return None
        own = record.language.partition("-")[0]
        combo = Combo("letterAlso", "Courtesy translation")
        combo.addItem("No courtesy translation", "")
        for code, name in LANGUAGE_NAMES.items():
            if code != own:
                combo.addItem(f"Courtesy translation in {name}", code)
        behind = {block.language.partition("-")[0] for block in record.blocks} - {""}
        combo.setCurrentIndex(max(combo.findData(next(iter(behind - {own}), "")), 0))
        combo.activated.connect(lambda index: self.also_chosen.emit(combo.itemData(index)))
        return combo

    def focus_field(self, source: str) -> None:
        """Focus the field a check or a click on the page points at."""
        if source in self._boxes:
            self._boxes[source].setFocus()
            self.ensureWidgetVisible(self._boxes[source])


def _fields(shown: LetterShown) -> list[tuple[str, str]]:
    """What stands in the letter by field, and the empty fields that a red check points at."""
    if shown.record is None:
        return []
    found = _written(shown.record)
    here = {source for source, _ in found}
    asked = [
        check.source for check in shown.checks if check.result == FAILED and check.source in NAMES
    ]
    return found + [(source, "Not given") for source in dict.fromkeys(asked) if source not in here]


def _written(record: LetterRecord) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = {"addressee": list(record.addressee)}
    for block in record.blocks:
        if block.source in NAMES:
            lines = [block.text] if block.text else []
            lines += [": ".join(row) for row in block.rows]
            found.setdefault(block.source, []).extend(lines)
    return [(source, "\n".join(lines)) for source, lines in found.items() if any(lines)]
