"""The commands of the revocation course given their dialogs;
each works on the case of the view shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.services import desk_settings
from mmd_reviewer.ui.amendment.amend_dialog import ask_amend
from mmd_reviewer.ui.case.deployment_dialog import DeploymentDialog
from mmd_reviewer.ui.case.disposal_dialogs import ask_dispose, ask_hold, ask_retention
from mmd_reviewer.ui.case.evidence_dialog import show_evidence
from mmd_reviewer.ui.case.extension_dialog import ask_extension
from mmd_reviewer.ui.case.history_dialog import show_history
from mmd_reviewer.ui.case.promise_dialogs import ask_promise, ask_review, ask_settle
from mmd_reviewer.ui.case.reading_dialog import ask_reading
from mmd_reviewer.ui.customers.customer_dialogs import ask_join, separate
from mmd_reviewer.ui.dispatch import dispatch_dialogs
from mmd_reviewer.ui.editions.editions_dialog import EditionsDialog
from mmd_reviewer.ui.forms.control_sheet import show_control_sheet
from mmd_reviewer.ui.forms.dialogs import ask_text
from mmd_reviewer.ui.forms.what_if_panel import ask_what_if
from mmd_reviewer.ui.letters.batch_dialog import BatchDialog
from mmd_reviewer.ui.letters.told_dialog import show_told
from mmd_reviewer.ui.packs import pack_dialogs
from mmd_reviewer.ui.packs.settle_dialog import ask_settle_sides
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.revocation import device_dialogs, machine_dialogs, revocation_dialogs
from mmd_reviewer.ui.revocation.device_dialog import DeviceDialog

REGION_WORDS = (
    "A country’s code, with a part of it after a hyphen, as BE, DE-BY or US-WA. Empty: weekends "
    "only."
)
Ask = Callable[[Reviewing, QWidget, str], object]


def _show_history(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    desk = reviewing.desk
    show = partial(show_history, parent)
    reviewing.read("history", lambda: desk.case(number), show, opens=True)


def _show_customer(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    desk = reviewing.desk
    reviewing.read(
        "customer",
        lambda: desk.case(number).request.customer,
        reviewing.customer_wanted.emit,
        opens=True,
    )


ON_A_CASE: dict[str, Ask] = {
    "case.history": _show_history,
    "case.deploy": lambda reviewing, window, number: DeploymentDialog(
        reviewing, window, number
    ).open(),
    "course.reading": ask_reading,
    "course.amend": ask_amend,
    "course.customer": _show_customer,
    "course.join": ask_join,
    "course.separate": separate,
    "course.revoke": revocation_dialogs.ask_revoke,
    "course.what_if": ask_what_if,
    "course.ground": revocation_dialogs.ask_ground,
    "course.retime": revocation_dialogs.ask_retime,
    "course.appeal": revocation_dialogs.ask_appeal,
    "course.outcome": revocation_dialogs.ask_appeal_outcome,
    "course.withdraw": revocation_dialogs.ask_withdraw,
    "course.removal": device_dialogs.ask_removal,
    "course.consent": device_dialogs.ask_consent,
    "course.found": device_dialogs.ask_found,
    "course.undeclared": machine_dialogs.ask_undeclared,
    "course.exchange": machine_dialogs.ask_exchange,
    "course.serial": machine_dialogs.ask_serial,
    "course.reinstate": device_dialogs.ask_reinstate,
    "course.elsewhere": dispatch_dialogs.ask_sent_elsewhere,
    "course.dispatch": dispatch_dialogs.record_dispatch,
    "course.extends": ask_extension,
    "course.letter": lambda reviewing, window, number: reviewing.letter_wanted.emit(number, ""),
    "course.evidence": show_evidence,
    "course.second": lambda reviewing, window, number: reviewing.case_wanted.emit("second", number),
    "course.settle": ask_settle_sides,
    "course.promise": ask_promise,
    "course.settle_promise": ask_settle,
    "course.review": ask_review,
    "course.hold": ask_hold,
    "course.dispose": ask_dispose,
    "course.told": show_told,
    "course.dates": show_control_sheet,
    "course.amendment": lambda reviewing, window, number: reviewing.case_wanted.emit(
        "amendment", number
    ),
}


class CaseCommands(QObject):
    """Binds the commands; `number` tells which case is shown."""

    def __init__(self, reviewing: Reviewing, window: QWidget, number: Callable[[], str]) -> None:
        super().__init__(window)
        self._reviewing, self._window, self._number = reviewing, window, number
        registry = reviewing.registry
        for name, ask in ON_A_CASE.items():
            registry.bind(name, partial(self._on_case, ask))
        registry.bind("course.device", lambda: DeviceDialog(reviewing, window).open())
        registry.bind("letters.batch", lambda: BatchDialog(reviewing, window).open())
        registry.bind("letters.owed", lambda: reviewing.say.show_view("owed"))
        registry.bind("letters.waiting", lambda: reviewing.say.show_view("dispatch"))
        registry.bind("file.merge", lambda: pack_dialogs.ask_merge(reviewing, window))
        registry.bind("file.packs", lambda: pack_dialogs.ask_give_up(reviewing, window))
        registry.bind("file.editions", lambda: EditionsDialog(reviewing, window).open())
        registry.bind("file.region", self._ask_region)
        registry.bind("file.retention", lambda: ask_retention(reviewing, window))

    def _on_case(self, ask: Ask) -> None:
        number = self._number()
        if number:
            ask(self._reviewing, self._window, number)
        else:
            self._reviewing.say.show_message(DEED, "Choose a case first.", "amber")

    def _ask_region(self) -> None:
        reviewing = self._reviewing

        def take(region: str) -> None:
            def record(job: Job) -> None:
                desk_settings.change(reviewing.desk, {"region": region})

            reviewing.job(
                "Looking up holidays", record, lambda _: reviewing.days_off.look_up(), stores=True
            )

        ask_text(
            self._window,
            "Holidays of a region",
            "Region",
            take,
            sentence=REGION_WORDS,
            text=reviewing.days_off.region,
            several_lines=False,
            required=False,
            name="region",
        )
