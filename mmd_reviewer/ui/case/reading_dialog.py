"""How type, timeline and customer were read,
corrected beside the customer's words (rules A1, A2, A3).
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

BESIDE = "The customer’s own words stay; this is what they are taken for."


@on_case
def ask_reading(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Correct what was read of a request that is not decided."""
    number, request, types = shown.case.number, shown.case.newest, shown.edition.types
    title = f"What was read of {number}"
    form = DeedForm(reviewing, parent, number, title, "Correct", name="reading", sentence=BESIDE)
    kind = form.add_choice("type", "Type", [(row.code, row.name) for row in types], request.type)
    described = form.add_words("")
    timeline = form.add_line("timeline", "Timeline", "24 months, until 30 June 2027, permanent")
    understood = form.add_words(f"Now: {request.timeline.in_short()}")
    customer = form.add_line("customer", "Customer", "", request.customer)

    def describe(code: str) -> None:
        words = {row.code: row.description for row in types}.get(code, "")
        said = f"In the customer’s words: “{request.type_words}”. " if request.type_words else ""
        described.setText(f"{said}{words}")
        form.fit()

    def understand(text: str) -> None:
        wish = read_timeline(text)
        words = f"Understood as: {wish.in_short()}" if wish.understood else "Not understood"
        understood.setText(words if text.strip() else f"Now: {request.timeline.in_short()}")

    def prepare() -> Prepared:
        code = kind.code if kind.code != request.type else ""
        name = customer.text() if customer.text().strip() != request.customer else ""
        return form.deed(
            f"{number}: the reading is corrected.",
            request_queue.correct_reading,
            timeline=timeline.text(),
            customer=name,
            code=code,
        )

    kind.chosen.connect(describe)
    timeline.textChanged.connect(understand)
    describe(request.type)
    form.ask_for(prepare, first=kind)
