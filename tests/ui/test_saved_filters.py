"""Filters of one's own: named, in the rail with their count, shown, forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.queue import saved_filters
from tests.making import receive
from tests.ui.dialogs import chord
from tests.ui.running import Running, child, click, running, words
from tests.ui.window_store import three_requests

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    """Settings are kept for the run, as a person's file keeps them."""
    receive(three_requests(tmp_path), ticket="MMD-9-T", title="Zebra driver")
    with running(tmp_path / "s.sqlite") as it:
        program = it.program

        def keep(settings: Settings) -> None:
            program.settings = settings

        program.keep = keep  # type: ignore[method-assign]
        yield it


def saved(window: Running, search: str, name: str) -> None:
    window.desk_window.queue.bar.set_filter({"words": search, "state": "open"})
    window.settle()
    window.desk_window.queue.list.setFocus()
    chord(window, "Ctrl+Shift+S")
    window.type(name)
    window.press(K.Key_Return)


def own(window: Running) -> list[str]:
    """What the rail says of each: its name and its count."""
    keys = [key for key in window.program.window.rail.entries("saved") if key.startswith("own ")]
    return [child(window, f"rail_{key}").accessibleName() for key in keys]


def test_a_filter_is_named_and_stands_in_the_rail_with_its_count(window: Running) -> None:
    saved(window, "Zebra", "The first")
    assert words(window) == "“The first” stands in the rail."
    assert own(window) == ["The first, 1"]
    window.desk_window.queue.bar.clear()
    window.settle()
    assert window.desk_window.queue.model.rowCount() == 4
    chord(window, "Ctrl+3")
    click(window, "rail_own The first")
    assert window.shown() == "queue"
    assert window.desk_window.queue.model.rowCount() == 1
    assert window.desk_window.queue.bar.words() == "“Zebra”, State: Open"


def test_its_columns_and_order_come_back(window: Running) -> None:
    queue = window.desk_window.queue
    queue.list.columns.set_hidden(frozenset({"asked"}))
    queue.list.sort_requested.emit("title", True)
    window.settle()
    saved(window, "Request", "By title")
    queue.list.columns.reset()
    queue.list.sort_requested.emit("received", False)
    window.settle()
    click(window, "rail_own By title")
    assert queue.list.columns.hidden == frozenset({"asked"})
    assert queue.sort_order == ("title", True)


def test_one_is_forgotten_by_name(window: Running) -> None:
    saved(window, "Zebra", "One")
    saved(window, "Request", "Two")
    window.program.registry.run("queue.forget_filter")
    window.settle()
    window.type("One")
    window.press(K.Key_Return)
    assert own(window) == ["Two, 3"]
    window.program.registry.run("queue.forget_filter")
    window.settle()
    window.press(K.Key_Return)
    assert own(window) == []
    window.program.registry.run("queue.forget_filter")
    assert words(window) == saved_filters.NONE_SAVED


def test_filters_belong_to_their_store(window: Running) -> None:
    saved(window, "Zebra", "Mine")
    settings = window.program.settings
    other = {
        key.replace("filter of ", "filter of another "): text
        for key, text in settings.window.items()
        if key.startswith("filter of ")
    }
    from dataclasses import replace

    window.program.keep(replace(settings, window=other))
    window.desk_window.counts.look()
    window.settle()
    assert own(window) == []


def test_a_store_under_a_passphrase_keeps_no_words_outside_it(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.desk_window.filters, "_secret", True)
    window.desk_window.queue.list.setFocus()
    chord(window, "Ctrl+Shift+S")
    assert words(window) == saved_filters.NOT_KEPT
    assert own(window) == []
