"""Packs in the window: cases taken along, merged back, two sides settled, all by real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.sides import split
from mmd_reviewer.packing import check_out
from mmd_reviewer.services import assessment
from mmd_reviewer.settings import Choices
from mmd_reviewer.ui.packs.pack_dialogs import look_at
from tests.making import DAY, FACTOR_4, new_desk, receive
from tests.ui.dialogs import accept, choose, opened, refused, texts, the_case, write
from tests.ui.running import child, running, words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
K = Qt.Key


def begun(folder: Path) -> Path:
    """Two cases, and a pack with the first in which it was answered otherwise than here."""
    desk = new_desk(folder)
    first = receive(desk)
    receive(desk, ticket="MMD-2-B", title="Zebra label printers")
    pack = folder / "train.mmdpack"
    check_out(desk, [first], pack, "Kim")
    there = bootstrap.open_desk(Choices(pack, DAY, "Kim"))
    broken = {"conditions": {"security": "broken"}}
    assessment.answer(there, there.case("A-0001"), broken)
    there.store.close()
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    desk.store.close()
    return pack


def test_marked_cases_are_taken_along_and_marked_as_out(tmp_path: Path, qtbot: object) -> None:
    """The dialog says which; the file is asked for; the queue says what is out, and on what."""
    desk = new_desk(tmp_path)
    for place in range(3):
        receive(desk, ticket=f"MMD-{place}-B", title=f"Product {place}")
    desk.store.close()
    with running(tmp_path / "s.sqlite") as window:
        choose(window, "A-0002")
        window.program.registry.run("queue.select")
        window.settle()
        window.press(K.Key_J)
        window.program.registry.run("queue.select")
        dialog = opened(window, "", "file.checkout", "checkout")
        assert "and 1 more" in texts(dialog)
        write(window, checkoutTo="Kim")
        accept(window)
        files = child(window, "checkoutFile")
        assert isinstance(files, QFileDialog)
        assert files.defaultSuffix() == "mmdpack"
        files.fileSelected.emit(str(tmp_path / "kim.mmdpack"))
        files.reject()
        window.settle()
        assert words(window).startswith("Pack A1: 2 cases")
        out = window.desk_window.reviewing.whereabouts.out
        assert set(out.values()) == {"Out on A1 (Kim)"}
        assert len(out) == 2
        cells = [
            window.desk_window.queue.model.index(row, 3).data(Qt.ItemDataRole.AccessibleTextRole)
            or ""
            for row in range(3)
        ]
        assert sum("Out on A1 (Kim)" in cell for cell in cells) == 2
    with running(tmp_path / "kim.mmdpack") as window:
        assert window.program.window.windowTitle().startswith("Pack A1: ")
        assert child(window, "storeMark").isVisible()
        assert window.desk_window.queue.model.rowCount() == 2


def test_a_merge_is_looked_at_first_and_its_conflict_settled_by_keys(
    tmp_path: Path, qtbot: object
) -> None:
    """What a pack brings is said, then merged; the case waits to be settled and takes no deed."""
    pack = begun(tmp_path)
    with running(tmp_path / "s.sqlite") as window:
        look_at(window.desk_window.reviewing, window.program.window, pack)
        window.settle()
        dialog = child(window, "mergeDialog")
        assert "1 case with something new" in texts(dialog)
        assert "two sides changed them: A-0001." in texts(dialog)
        assert len(the_case(window, "A-0001").heads) == 1
        accept(window)
        assert "1 case was changed on two sides" in words(window)
        assert len(the_case(window, "A-0001").heads) == 2
        window.program.registry.run("queue.assign")
        window.settle()
        assert "changed on two sides" in words(window)

        settle = opened(window, "A-0001", "course.settle", "settleSides")
        assert "Answered" in child(window, "settleOne").findChildren(type(settle.error))[1].text()
        refused(window, settle, "Choose: Stands.", "settleSides_keep")
        window.press(K.Key_T)
        assert settle.keep.code == "one"
        assert "Taken back, and still to be read: Answered" in settle.follows.text()
        refused(window, settle, "Write why this side is kept (rule C7).", "settleSides_reason")
        window.type("The vendor confirmed it.")
        accept(window)
        assert words(window).startswith("A-0001 is settled")
        assert split(the_case(window, "A-0001")) is None
        window.program.registry.run("queue.assign")
        window.settle()
        assert the_case(window, "A-0001").reviewer == "Ines Moreau"


def test_a_pack_that_is_lost_is_given_up(tmp_path: Path, qtbot: object) -> None:
    begun(tmp_path)
    with running(tmp_path / "s.sqlite") as window:
        window.program.registry.run("file.packs")
        window.settle()
        accept(window)
        window.type("The stick is lost.")
        accept(window)
        assert words(window) == "Pack A1 is given up."
        window.program.registry.run("file.packs")
        window.settle()
        assert words(window) == "No pack is out."


def test_a_pack_that_is_none_is_refused_in_words(tmp_path: Path, qtbot: object) -> None:
    begun(tmp_path)
    picture = tmp_path / "holiday.mmdpack"
    picture.write_bytes(b"\x89PNG")
    with running(tmp_path / "s.sqlite") as window:
        look_at(window.desk_window.reviewing, window.program.window, picture)
        window.settle()
        assert "Nothing was merged" in words(window)


def test_where_a_case_stands_is_a_whole_sentence_without_a_filter(
    tmp_path: Path, qtbot: object
) -> None:
    """`1 of 2`, and nothing that ends with “in”."""
    begun(tmp_path)
    with running(tmp_path / "s.sqlite") as window:
        choose(window, "A-0001")
        window.desk_window.open_case("case", "A-0001")
        window.settle()
        assert window.desk_window.rooms.assessment.header._place.text() in ("1 of 2", "2 of 2")
