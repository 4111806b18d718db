"""Between figures and rows: the quick filter, the chips, how many rows fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.period import MONTHS
from mmd_reviewer.domain.register import Names, RegisterRow, state_words
from mmd_reviewer.domain.register_figures import short_type
from mmd_reviewer.domain.register_filter import (
    BANDS,
    ENDS,
    STATES,
    DecidedFilter,
    RegisterFilter,
)
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.register.charts import Wish
from mmd_reviewer.ui.widgets.chip import Chip
from mmd_reviewer.ui.widgets.filter_field import FilterField
from mmd_reviewer.ui.widgets.labels import Label, Rest, row_of

FIELDS = ("customer", "state", "type", "edition", "ends", "factor", "age")


class RegisterBar(QWidget):
    """`changed` tells a new wish, `entered` that the keyboard should go into the list."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = FilterField("registerFilter", "Filter by customer, exemption or case")
        self.state = Chip("State", "registerState", list(STATES.items()))
        self.type = Chip("Type", "registerType")
        self.edition = Chip("Edition", "registerEdition")
        self.ends = Chip("Ends", "registerEnds", list(ENDS.items()))
        self.factor = Chip("Factor", "registerFactor")
        self.age = Chip("Age", "registerAge")
        self.customer = Chip("Customer", "registerCustomer")
        self.decided = Chip("Decided", "registerDecided")
        # These stand here only while they are set, from a chart or a customer's row.
        self.seldom = (self.customer, self.factor, self.age, self.decided)
        self.chips = (*self.seldom, self.state, self.type, self.edition, self.ends)
        self.count = Label("", "muted")
        self._decisions: DecidedFilter | None = None
        self._names = Names({}, {})
        self._build()
        self._connect()

    def _build(self) -> None:
        set_ground(self, "window")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.count.setObjectName("registerCount")
        self.search.setMinimumWidth(120)
        row_of(
            Rest(self.search),
            10,
            *self.chips,
            8,
            self.count,
            spacing=6,
            margins=(20, 8, 20, 8),
            inside=self,
        )
        for chip in self.seldom:
            chip.hide()

    def _connect(self) -> None:
        self.search.changed.connect(self.changed)
        self.search.entered.connect(self.entered)
        for chip in self.chips:
            chip.activated.connect(self._on_chip_changed)
            chip.cleared.connect(self._on_chip_changed)

    def offer(self, rows: Sequence[RegisterRow], names: Names) -> None:
        """Offer the types and editions that the register holds,
        and the factors that lead to an approval.
        """
        types = sorted(
            {row.type for row in rows}, key=lambda code: short_type(code, names).casefold()
        )
        editions = sorted({row.edition for row in rows})
        self.type.set_choices([(code, short_type(code, names)) for code in types])
        self.edition.set_choices([(code, names.edition(code)) for code in editions])
        self.factor.set_choices([(code, names.factor(code)) for code in names.approving()])
        self._names = names
        for name in ("type", "edition"):
            chip: Chip = getattr(self, name)
            chip.set_value(chip.code, _words(name, chip.code, names))

    @property
    def wish(self) -> RegisterFilter:
        """The filter as the person set it."""
        return RegisterFilter(
            words=self.search.words,
            customer=self.customer.code,
            state=self.state.code,
            type=self.type.code,
            edition=self.edition.code,
            factor=self.factor.code,
            age=self.age.code,
            ends=self.ends.code,
        )

    @property
    def decisions(self) -> DecidedFilter | None:
        """The figure whose decisions are shown instead of the rows."""
        return self._decisions

    def set_wish(self, wish: Wish) -> None:
        """Show the rows, or the decisions, behind a number; what was set before is over."""
        self._decisions = wish if isinstance(wish, DecidedFilter) else None
        rows = wish if isinstance(wish, RegisterFilter) else RegisterFilter()
        self.search.set_words(rows.words)
        for name in FIELDS:
            code = getattr(rows, name)
            getattr(self, name).set_value(code, _words(name, code, self._names))
        shown = decided_words(self._decisions) if self._decisions is not None else ""
        self.decided.set_value("set" if shown else "", shown)
        self._show_seldom()
        self.changed.emit()

    def clear(self) -> None:
        """Show everything."""
        self.set_wish(RegisterFilter())

    def set_total(self, shown: int, total: int, unit: str = "") -> None:
        """`63 of 214`."""
        self.count.setText(f"{shown:,} {unit}" if unit else f"{shown:,} of {total:,}")

    def _show_seldom(self) -> None:
        for chip in self.seldom:
            chip.setVisible(bool(chip.code))
        plain = self._decisions is None
        for chip in (self.state, self.type, self.edition, self.ends):
            chip.setVisible(plain)
        self.search.setEnabled(plain)

    def _on_chip_changed(self) -> None:
        if self._decisions is not None and not self.decided.code:
            self.clear()
            return
        self._show_seldom()
        self.changed.emit()


def month_words(code: str) -> str:
    """`Mar 2027` for 2027-03."""
    year, _, month = code.partition("-")
    return (
        f"{MONTHS[int(month) - 1][:3]} {year}" if year.isdecimal() and month.isdecimal() else code
    )


def _words(name: str, code: str, names: Names) -> str:
    """Words of a value that the chip's menu may not offer."""
    if name == "ends" and code and code not in ENDS:
        return month_words(code)
    if name == "type":
        return short_type(code, names) if code else ""
    if name == "edition":
        return names.edition(code) if code else ""
    if name == "factor":
        return names.factor(code) if code else ""
    if name == "state" and code and code not in STATES:
        return state_words(code)
    return code if name in ("age", "customer") else ""


def decided_words(wish: DecidedFilter) -> str:
    """`in Oct 2026`, `within a week`, `otherwise than recommended`."""
    parts = [
        f"in {month_words(wish.month)}" if wish.month else "",
        BANDS.get(wish.band, ""),
        "otherwise than recommended" if wish.departs else "",
        f"drawn for {month_words(wish.sample)}" if wish.sample else "",
    ]
    return ", ".join(part for part in parts if part)
