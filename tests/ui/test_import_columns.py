"""What the columns of a file to import are, its encoding and its sheet, chosen by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mmd_reviewer import paths
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.intake.columns_box import ColumnsBox
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Combo
from tests.ui.import_place import Importing, import_shown


@pytest.fixture
def importing(qtbot: QtBot, registry: ActionRegistry, tmp_path: Path) -> Iterator[Importing]:
    with import_shown(qtbot, registry, tmp_path) as it:
        yield it


def choices(importing: Importing) -> dict[str, Combo]:
    box = importing.view.pane.findChild(ColumnsBox)
    assert isinstance(box, ColumnsBox)
    if not box.findChildren(Combo):
        change = box.findChild(LinkButton, "importColumnsChange")
        assert isinstance(change, LinkButton)
        change.click()
    return {choice.accessibleName(): choice for choice in importing.view.pane.findChildren(Combo)}


def choose(choice: Combo, words: str) -> None:
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())


def test_a_mapping_made_by_hand_counts_and_is_remembered(importing: Importing) -> None:
    importing.open()
    with importing.place.bot.waitSignal(importing.view.columns_kept) as kept:
        choose(choices(importing)["What Cost centre is"], "Title")
    importing.until(
        lambda: importing.view.list.current_row == 0 and importing.view.import_button.isEnabled()
    )
    assert choices(importing)["What Title is"].currentText() == "Kept as a note"
    row = importing.view.model.row_at(0)
    assert row is not None
    assert row.request is not None
    assert (row.request.title, row.request.notes) == (
        "CC-77",
        {"Title": "Screen lock at the desks"},
    )
    assert list(kept.args[0].values()) == [
        "Ticket | Customer | Exemption type | - | Requirement | Proposal | Timeline | Title"
    ]
    importing.open()
    assert choices(importing)["What Cost centre is"].currentText() == "Title"


def test_a_portals_long_names_of_fields_are_broken_not_cut(importing: Importing) -> None:
    importing.place.window.resize(1280, 800)
    importing.view.open_files([str(paths.resources() / "samples" / "portal-tickets.json")])
    importing.until(lambda: importing.view.list.current_row == 0)
    pane = importing.view.pane
    importing.until(
        lambda: "usersOrDevicesImpacted" in "".join(importing.words()).replace("\u200b", "")
    )
    body = pane.widget()
    assert body is not None
    assert body.minimumSizeHint().width() <= pane.viewport().width()


def test_unknown_headings_and_an_unknown_encoding_are_chosen(
    importing: Importing, tmp_path: Path
) -> None:
    importing.file = tmp_path / "unknown.csv"
    importing.file.write_bytes("Wer;Was denn;Warum denn\nŁódź;Treiber;Bedarf\n".encode("cp1250"))
    view = importing.view
    view.open_files([str(importing.file)])
    importing.until(lambda: not view._running and view.encoding_row.isVisible())
    assert any("cp1250 reads “Łódź”" in words for words in importing.words())
    choose(view.encoding, "cp1250")
    importing.until(lambda: view.pane.findChild(ColumnsBox) is not None)
    for heading, ours in (
        ("Wer", "Customer"),
        ("Was denn", "Proposal"),
        ("Warum denn", "Requirement"),
    ):
        choose(choices(importing)[f"What {heading} is"], ours)
        importing.until(lambda: not view._running and view.pane.findChild(ColumnsBox) is not None)
        assert choices(importing)[f"What {heading} is"].currentText() == ours
    row = view.model.row_at(0)
    assert row is not None
    assert row.request is not None
    assert (row.request.customer, row.request.proposal, row.request.requirement) == (
        "Łódź",
        "Treiber",
        "Bedarf",
    )


def test_a_sheet_is_chosen(importing: Importing) -> None:
    importing.file = Path(__file__).parents[1] / "readers" / "found" / "x04_two_sheets.xlsx"
    importing.open()
    view = importing.view
    assert view.sheet_row.isVisible()
    choose(view.sheet, "November")
    importing.until(lambda: view.import_button.isEnabled() and view.model.rowCount() == 1)
    row = view.model.row_at(0)
    assert row is not None
    assert row.request is not None
    assert row.request.customer == "Fabrikam"
