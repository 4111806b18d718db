"""Text stays text: what a customer wrote is shown as it is, in every tooltip, and opens nothing."""

import ast
import builtins
import io
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mmd_reviewer.services import letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.widgets.tips import plain_tip
from tests.making import FACTOR_4, assessed, new_desk
from tests.syntax import nodes_with
from tests.ui.running import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HOSTILE = (
    '<b>bold</b><img src="file:///etc/hostname"><a href="https://example.com">x</a> & "quotes" '
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    words = {
        name: HOSTILE + name for name in ("customer", "title", "requirement", "proposal", "contact")
    }
    case = assessed(desk, FACTOR_4, **words)
    letter.issue(desk, case, "acknowledgement")
    request_queue.amend(desk, desk.case(case.number), "telephone", proposal=HOSTILE * 40)
    return desk


def test_a_tip_shows_exactly_its_text() -> None:
    """What looks like markup is escaped; what does not stays as it is."""
    assert plain_tip("Security agents & VPNs") == "Security agents & VPNs"
    assert "Facts &amp; dates &lt; 2027" in plain_tip("Facts & dates < 2027")
    tip = plain_tip(HOSTILE)
    assert "<b>" not in tip
    assert "<img" not in tip
    assert "&lt;img src=&quot;file:///etc/hostname&quot;&gt;" in tip


def test_only_one_place_gives_tooltips() -> None:
    """A tip that is given anywhere else could be markup."""
    named = ("setToolTip", "showText")
    given = [
        f"{file}:{node.lineno}"
        for file, nodes in nodes_with(*named).items()
        if file != "ui/widgets/tips.py"
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr in named
    ]
    assert given == []


def test_no_widget_shows_markup_and_nothing_is_opened(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every view with markup in every field: plain labels,
    plain tips, no file and no address opened.
    """
    opened: list[str] = []
    real = builtins.open

    def watched(file: Any, *given: Any, **named: Any) -> Any:
        opened.append(str(file))
        return real(file, *given, **named)

    monkeypatch.setattr(builtins, "open", watched)
    monkeypatch.setattr(io, "open", watched)
    main = window.program.window
    for view in ("queue", "assessment", "calendar", "register"):
        main.show_view(view)
        window.settle()
        window.desk_window.open_case("assessment", "A-0001")
        window.settle()
    window.desk_window.open_case("letter", "A-0001")
    window.settle()
    for widget in QApplication.allWidgets():
        assert isinstance(widget, QWidget)
        tip = widget.toolTip()
        assert "<b>" not in tip, f"{widget.objectName()}: {tip}"
        if isinstance(widget, QLabel) and "<b>" in widget.text():
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.objectName()
    assert [name for name in opened if "hostname" in name] == []
