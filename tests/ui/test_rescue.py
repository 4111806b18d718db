"""A disk that failed: the window says so, recovers what can be proved,
names the loss, and opens again.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer import bootstrap
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Choices
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import DAY, new_desk, receive
from tests.ui.dialogs import accept, is_open
from tests.ui.running import Running, child, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def damaged(folder: Path) -> None:
    """A week of work, a backup within it, then noise in the middle of the file."""
    desk = new_desk(folder)
    for number in range(40):
        request_queue.note(
            desk, receive(desk, ticket=f"MMD-{number}-B", title=f"Case {number}"), "A note. " * 50
        )
        if number == 30:
            desk.store.back_up(datetime.now(UTC))
    desk.store.close()
    file = folder / "s.sqlite"
    data = bytearray(file.read_bytes())
    middle = len(data) // 2 // 8192 * 8192
    data[middle : middle + 5 * 8192] = b"\xa5" * (5 * 8192)
    file.write_bytes(data)


def offered(window: Running) -> str:
    return window.program.window.message_bar.messages().get("store", "")


def rescued(window: Running) -> str:
    """Recover as by the palette; what is said of it then."""
    window.program.registry.run("file.recover")
    window.settle()
    accept(window)
    window.settle()
    labels = child(window, "rescuedDialog").findChildren(Label)
    return "\n".join(label.text() for label in labels)


def test_back_at_work_by_the_windows_own_guidance(tmp_path: Path, qtbot: object) -> None:
    damaged(tmp_path)
    before = (tmp_path / "s.sqlite").read_bytes()
    with running(tmp_path / "s.sqlite") as window:
        assert "damaged" in offered(window)
        assert (tmp_path / "s.sqlite").read_bytes() == before, "looking writes nothing"
        told = rescued(window)
        assert "recovered" in told
        assert "is kept." in told
        accept(window)
        window.settle()
        assert window.program.next is not None
    kept = [path for path in tmp_path.iterdir() if "damaged" in path.name]
    assert [path.read_bytes() for path in kept if path.suffix == ".sqlite"] == [before]
    desk = bootstrap.open_desk(Choices(tmp_path / "s.sqlite", DAY, "Ines"))
    assert len([n for n in range(1, 41) if desk.store.find(f"A-{n:04d}")]) >= 31, (
        "all of the backup, and more"
    )
    receive(desk, ticket="MMD-99-Z")


def destroyed_at_its_beginning(file: Path) -> None:
    file.write_bytes(b"\xa5" * 65536 + file.read_bytes()[65536:])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def deleted(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("lose", [destroyed_at_its_beginning, emptied, deleted])
def test_what_is_no_store_any_more_is_made_anew_of_its_backups(
    tmp_path: Path, qtbot: object, lose: Callable[[Path], None]
) -> None:
    """None of them is taken for a file of somebody else, or for no store yet."""
    desk, file = new_desk(tmp_path), tmp_path / "s.sqlite"
    for number in range(5):
        receive(desk, ticket=f"MMD-{number}-B", title=f"Case {number}")
    desk.store.back_up(datetime.now(UTC))
    desk.store.close()
    lose(file)
    left = file.read_bytes() if file.exists() else None
    with running(file) as window:
        if is_open("passphrase"):  # a destroyed beginning looks like one that is encrypted
            window.press(Qt.Key.Key_Escape)
        assert "`recover` makes" in offered(window)
        assert (file.read_bytes() if file.exists() else None) == left, "looking writes nothing"
        told = rescued(window)
        assert "recovered" in told
        assert ("is kept." in told) == (left is not None)
        accept(window)
    desk = bootstrap.open_desk(Choices(file, DAY, "Ines"))
    assert [desk.case(f"A-000{n}").newest.title for n in (1, 5)] == ["Case 0", "Case 4"]
    assert desk.store.verify().findings == ()


def test_a_sound_store_offers_nothing(tmp_path: Path, qtbot: object) -> None:
    receive(new_desk(tmp_path))
    with running(tmp_path / "s.sqlite") as window:
        window.settle()
        assert offered(window) == ""
        assert "file.recover" not in [spec.id for spec in window.program.registry.bound()]
