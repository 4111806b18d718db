"""Which column of the file is which of ours, to be changed by hand (mock-up 07)."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.domain.intake import Reading
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Combo
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, column_of, row_of

NOTE = "Kept as a note"
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[._])")  # of a portal's field


class ColumnsBox(QWidget):
    """The columns of a table, each with a choice once a person wants to change them;
    a portal document has none.

    `chosen` gives the headings and our names for them, in the order of the file.
    """

    chosen = Signal(list, list)

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self._choices: list[Combo] = []
        self._change = LinkButton("Change", "importColumnsChange", size=12)
        self._change.setAccessibleName("Change the columns")
        self._change.clicked.connect(self.open_choices)
        if reading.kind not in ("CSV", "XLSX"):
            self._change.hide()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        column_of(row_of(Label("Columns", "section"), -1, self._change), 8, self._grid, inside=self)
        for place, (theirs, ours) in enumerate(reading.mapping):
            kind, tone = ("medium", "") if ours else ("body", "muted")
            words = Label(breakable(_parted(theirs) or "(no heading)"), tone=tone, wrap=True)
            shown = Label(ours or NOTE, kind, tone=tone, wrap=True)
            mark = IconLabel("check" if ours else "sticky-note", "good" if ours else "muted", 14)
            self._grid.addWidget(words, place, 0)
            self._grid.addWidget(IconLabel("arrow-right", "muted", 14), place, 1)
            self._grid.addWidget(shown, place, 2)
            self._grid.addWidget(mark, place, 3)

    def open_choices(self) -> None:
        """A choice in place of each of our names;
        they are made only now, as they take their time.
        """
        # Readers bring parsers that the window does not need before a file is opened.
        from mmd_reviewer.readers.columns import ROLES

        names = QStringListModel([NOTE, *ROLES], self)
        for place, (theirs, ours) in enumerate(self._reading.mapping):
            choice = Combo(f"importColumn{place}", f"What {theirs or 'this column'} is")
            choice.setModel(names)
            choice.setCurrentIndex(names.stringList().index(ours or NOTE))
            choice.activated.connect(partial(self._on_choice_activated, place))
            item = self._grid.itemAtPosition(place, 2)
            old = item.widget() if item is not None else None
            if old is not None:
                self._grid.replaceWidget(old, choice)
                old.deleteLater()
            self._choices.append(choice)
        self._change.hide()
        if self._choices:
            self._choices[0].setFocus()

    def _on_choice_activated(self, place: int, _index: int) -> None:
        """One column is one of ours: the one that was it before becomes a note."""
        names = [
            "" if not choice.currentIndex() else choice.currentText() for choice in self._choices
        ]
        wanted = names[place]
        names = [name if at == place or name != wanted else "" for at, name in enumerate(names)]
        if names != [ours for _, ours in self._reading.mapping]:
            self.chosen.emit([theirs for theirs, _ in self._reading.mapping], names)


def _parted(heading: str) -> str:
    """A field's name, which may be broken where its words meet."""
    return _JOINT.sub("\u200b", heading)
