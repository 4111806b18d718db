"""The deeds of a difference: each opens the dialog that the case page has, with what the row knows;
nothing is done unasked, and nobody is ticked because a file does not list it (rule D6).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.comparison import Difference, Find
from mmd_reviewer.domain.register import amount
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.comparison import Compared, Done
from mmd_reviewer.services.read.comparison_file import FORMATS, make_file
from mmd_reviewer.ui.forms.asides import ask_for_note
from mmd_reviewer.ui.forms.file_dialog import ask_file, ask_where
from mmd_reviewer.ui.forms.given import Given
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.revocation import device_dialogs, machine_dialogs, revocation_dialogs

FILTER = "Inventories (*.csv *.xlsx *.xlsm *.json *.txt *.tsv);;All files (*)"
SAID = {
    words.NOTE: "Asked",
    words.REMOVAL: "Removal confirmed",
    words.DECLARE: "Declared",
    words.AGAIN: "Found again",
    words.REVOKE: "Revocation prepared",
    words.GROUND: "Ground added",
    words.EXCHANGE: "Exchanged",
}


class CompareDeeds:
    """Opens dialogs; `done` is told what was recorded from which row."""

    def __init__(
        self, reviewing: Reviewing, widget: QWidget, done: Callable[[Done], object]
    ) -> None:
        self._reviewing, self._widget, self._done = reviewing, widget, done

    def ask(self, found: Compared, row: Difference, deed: str) -> None:
        """Open the dialog of a deed that the row offers."""
        one = row.exemption
        assert one is not None
        reviewing, window, number = self._reviewing, self._widget.window(), one.number

        def recorded(cases: tuple[Case, ...]) -> None:
            self._done(Done(row, SAID[deed], number, cases[0].facts[-1].id))

        if deed == words.NOTE:
            given = Given(text=words.note_text(found, row), recorded=recorded)
            ask_for_note(reviewing, window, number, None, given)
        elif deed == words.REMOVAL:
            keys = frozenset(find.device.key for find in row.finds)
            given = Given(keys, sentence=words.removal_words(found, row), recorded=recorded)
            device_dialogs.ask_removal(reviewing, window, number, given)
        elif deed == words.AGAIN:
            gone = [find for find in row.finds if find.gone is not None]
            device_dialogs.ask_found(reviewing, window, number, _given(found, gone, recorded))
        elif deed == words.DECLARE:
            new = [find for find in row.finds if find.gone is None and find.device.serial]
            machine_dialogs.ask_undeclared(reviewing, window, number, _given(found, new, recorded))
        elif deed == words.EXCHANGE:
            find = next(find for find in row.finds if find.other is not None)
            assert find.other is not None
            old = find.device.serial
            given = Given(machines=(find.other.device,), text=old, recorded=recorded)
            machine_dialogs.ask_exchange(reviewing, window, number, given)
        else:
            given = Given(text=words.why_words(found, row), recorded=recorded)
            asks = {
                words.REVOKE: revocation_dialogs.ask_revoke,
                words.GROUND: revocation_dialogs.ask_ground,
            }
            asks[deed](reviewing, window, number, given)

    def choose(self, chosen: Callable[[list[str]], object]) -> None:
        """Ask for inventories; Intune lists devices and programs apart, so several are one."""
        dialog = ask_file(
            self._widget.window(),
            "Compare with an inventory",
            lambda _path: None,
            name="compareDialog",
            filters=FILTER,
        )
        dialog.setFileMode(dialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(chosen)

    def export(self, found: Compared, rows: list[Difference]) -> None:
        """Ask for a file; its ending says which format."""
        name = f"comparison_{found.comparison.day.isoformat()}.xlsx"
        ask_where(
            self._widget,
            "Export the differences",
            name,
            lambda path: self.export_to(path, found, rows),
            name="exportCompareDialog",
            filters=";;".join(FORMATS.values()),
        ).setDefaultSuffix("xlsx")

    def export_to(self, path: Path, found: Compared, rows: list[Difference]) -> None:
        """Write the differences shown; the format is that of the file's ending."""
        kind, say, desk = (
            path.suffix.casefold().lstrip("."),
            self._reviewing.say,
            self._reviewing.desk,
        )
        if kind not in FORMATS:
            say.show_message(DEED, "Name a file that ends in .xlsx or .csv.", "amber")
            return
        number = amount(sum(len(row.finds) for row in rows), "row")
        self._reviewing.job(
            f"Exporting {path.name}",
            lambda job: desk.files.write(path, make_file(desk, found, rows, kind)),
            lambda _: say.show_message(DEED, f"{number} exported to {path}.", "info"),
        )


def _given(
    found: Compared, finds: list[Find], recorded: Callable[[tuple[Case, ...]], object]
) -> Given:
    """Devices that the file shows; those of which it is sure are ticked, in sight."""
    devices = tuple(find.device for find in finds)
    return Given(
        frozenset(device.key for device in devices),
        frozenset(find.device.key for find in finds if not find.doubt),
        devices,
        recorded=recorded,
    )
