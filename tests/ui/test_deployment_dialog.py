"""Recording a deployment in the window: typed devices, a file, a refusal that loses nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.ui.case.deployment_dialog import DeploymentDialog
from tests.making import DAY, FACTOR_4, new_desk, receive
from tests.ui.running import Running, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PORTAL = Path(__file__).parents[1] / "readers" / "portal"


def dialog_of(window: Running) -> DeploymentDialog:
    """The dialog that Ctrl+D opens."""
    window.press(Qt.Key.Key_D, control=True)
    found = window.program.window.findChild(DeploymentDialog)
    assert isinstance(found, DeploymentDialog)
    return found


def test_d1_deployment_by_keys_and_from_a_file(tmp_path: Path, qtbot: object) -> None:
    """D1: the preview says since when and on how many devices; a refusal stays in the dialog."""
    desk = new_desk(tmp_path)
    case = assessment.answer(desk, receive(desk), FACTOR_4)
    letter.issue(desk, decision.make(desk, case, Proposal("approve")))  # C9: before it is deployed
    with running(tmp_path / "s.sqlite") as window:
        window.desk_window.queue.bar.set_filter({"state": "approved"})
        window.settle()
        dialog = dialog_of(window)
        dialog.on.setText("2026-12-24")
        dialog.devices.setPlainText("016520771357, Microsoft Corporation, Surface Laptop")
        dialog.accept_button.click()
        window.settle()
        assert "future" in dialog.error.text()
        assert dialog.devices.toPlainText().startswith("016520771357")
        for text, words in (("soon", "Give the day"),):
            dialog.on.setText(text)
            dialog.accept_button.click()
            assert words in dialog.error.text()
        dialog.on.setText("2026-11-23")
        dialog.take_file(PORTAL / "list-tickets-1.json")
        window.settle()
        assert "lists no devices" in dialog.error.text()
        dialog.take_file(PORTAL / "get-device-1.json")
        window.settle()
        dialog.accept_button.click()
        window.settle()
        assert state(desk.case("A-0001"), DAY) == "in_force"
        assert [device.in_test_group for device in desk.case("A-0001").devices] == [True, False]
        window.desk_window.queue.bar.set_filter({"state": "in_force"})
        window.settle()
        assert window.desk_window.queue.current_number() == "A-0001"
