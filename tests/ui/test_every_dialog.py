"""Every dialog of the course, opened one after the other:
named, nothing clipped, on the screen, in the palette.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from mmd_reviewer.services import revocation
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.ui.commands.case_table import COURSE
from mmd_reviewer.ui.commands.help_page import HelpWindow, help_folder
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme
from tests.ui.calendar_store import (
    APPEALED,
    COMING,
    DRAFTED,
    ENDS,
    FINAL_LATE,
    GROUNDS,
    LAPSED,
    THIRD_LATE,
)
from tests.ui.dialogs import choose, chord, is_open, on_a_copy
from tests.ui.running import Running, child, click, words

K = Qt.Key
MIDDLE = 128
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QComboBox)


def _open(command: str, number: str = "", then: str = "") -> Callable[[Running], None]:
    def act(window: Running) -> None:
        if number:
            choose(window, number)
        window.program.registry.run(command)
        window.settle()
        if then:
            click(window, then)

    return act


def _varied(window: Running) -> None:
    _open("course.outcome", APPEALED)(window)
    window.press(K.Key_T, K.Key_T, K.Key_T)


def _letter(number: str, link: str) -> Callable[[Running], None]:
    def act(window: Running) -> None:
        case = window.desk_window.reviewing.desk.case(number)
        window.desk_window.open_letter(
            number, [row for row in case.letters if row.dispatched][-1].record.number
        )
        window.settle()
        click(window, link)

    return act


def _date(window: Running) -> None:
    window.desk_window.open_letter(FINAL_LATE, "notice_final")
    window.settle()
    chord(window, "Ctrl+T")


def _told_elsewhere(window: Running) -> None:
    chord(window, "Ctrl+Shift+W")
    window.press(K.Key_E)


def _customer(command: str) -> Callable[[Running], None]:
    def act(window: Running) -> None:
        window.desk_window.open_customer("Coho Winery")
        window.settle()
        window.program.registry.run(command)
        window.settle()

    return act


EVERY: dict[str, Callable[[Running], None]] = {
    "revokeDialog": _open("course.revoke", ENDS),
    "whatIfDialog": _open("course.what_if", ENDS),
    "absenceDialog": _open("file.absence"),
    "checkoutDialog": _open("file.checkout"),
    "groundDialog": _open("course.ground", COMING),
    "retimeDialog": _open("course.retime", FINAL_LATE),
    "withdrawDialog": _open("course.withdraw", THIRD_LATE),
    "appealDialog": _open("course.appeal", APPEALED),
    "outcomeDialog": _varied,
    "removalDialog": _open("course.removal", LAPSED),
    "consentDialog": _open("course.consent", COMING),
    "foundDialog": _open("course.found", FINAL_LATE),
    "amendDialog": _open("course.amend", COMING),
    "readingDialog": _open("course.reading", COMING),
    "undeclaredDialog": _open("course.undeclared", COMING),
    "exchangeDialog": _open("course.exchange", COMING),
    "serialDialog": _open("course.serial", COMING),
    "toldDialog": _open("course.told", COMING),
    "controlSheetDialog": _open("course.dates", COMING),
    "reinstateDialog": _open("course.reinstate", LAPSED),
    "extensionDialog": _open("course.extends", COMING),
    "dispatchDialog": _open("course.dispatch", DRAFTED),
    "correctDialog": _letter(COMING, "recordDispatch"),
    "elsewhereDialog": _open("course.elsewhere", COMING),
    "toldElsewhereDialog": _told_elsewhere,
    "deviceDialog": _open("course.device"),
    "customerLettersDialog": _customer("customers.letters"),
    "joinSpellingDialog": _customer("customers.join"),
    "customerLanguageDialog": _customer("customers.language"),
    "evidenceDialog": _open("course.evidence", COMING),
    "batchDialog": _open("letters.batch"),
    "editionsDialog": _open("file.editions"),
    "impactDialog": _open("file.editions", then="editionsImpact"),
    "announceEdition": _open("file.editions", then="editionsDialogAccept"),
    "publishEdition": _open("file.editions", then="editionsPublish"),
    "holdDialog": _open("course.hold", COMING),
    "disposeDialog": _open("course.dispose", COMING),
    "retentionDialog": _open("file.retention"),
    "regionDialog": _open("file.region"),
    "letterDayDialog": _date,
}


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def each(window: Running) -> Iterator[FormDialog]:
    """Every dialog in its turn; closed by Esc."""
    for name, act in EVERY.items():
        act(window)
        dialog = child(window, name)
        assert isinstance(dialog, FormDialog)
        yield dialog
        for _ in range(2):
            if QApplication.activeModalWidget() is not None:
                window.press(K.Key_Escape)
        assert not is_open(name), f"Esc closes {name}"


def ground(dialog: QWidget) -> int:
    """How light the dialog's background is, 0 to 255."""
    return dialog.grab().toImage().pixelColor(4, 4).lightness()


def nameless(dialog: QWidget) -> list[str]:
    found = []
    for widget in dialog.findChildren(QWidget):
        if (
            isinstance(widget, INTERACTIVE)
            and widget.isVisible()
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        ):
            spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            if not spoken.strip() or not widget.objectName():
                found.append(
                    f"{dialog.objectName()}: {type(widget).__name__} “{widget.objectName()}” "
                    f"“{spoken}”"
                )
    return found


def scrolled(widget: QWidget, dialog: QWidget) -> bool:
    at: QWidget | None = widget
    while at is not None and at is not dialog:
        at = at.parentWidget()
        if isinstance(at, QAbstractScrollArea):
            return True
    return False


def clipped(dialog: QWidget) -> list[str]:
    found = []
    for widget in dialog.findChildren(QWidget):
        if not widget.isVisible() or widget.isWindow() or scrolled(widget, dialog):
            continue
        parent = widget.parentWidget() or dialog
        name = f"{dialog.objectName()}: {type(widget).__name__} “{widget.objectName()}”"
        if not parent.rect().contains(widget.geometry()):
            found.append(f"{name} {widget.geometry()} outside {parent.rect()}")
        if isinstance(widget, QLabel) and widget.text():
            needed = (
                widget.heightForWidth(widget.width())
                if widget.wordWrap()
                else widget.sizeHint().height()
            )
            cut = widget.height() < needed or (
                not widget.wordWrap() and widget.width() < widget.sizeHint().width()
            )
            if cut:
                found.append(f"{name} “{widget.text()[:30]}” is cut")
        elif isinstance(widget, INTERACTIVE) and (
            widget.height() < widget.minimumSizeHint().height()
            or widget.width() < widget.minimumSizeHint().width()
        ):
            found.append(f"{name} is smaller than it can be")
    return found + overlapping(dialog)


def overlapping(dialog: QWidget) -> list[str]:
    """Fields and buttons that lie over each other."""
    places = [
        (widget.objectName(), QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size()))
        for widget in dialog.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE) and widget.isVisible() and not scrolled(widget, dialog)
    ]
    return [
        f"{dialog.objectName()}: {name} over {other}"
        for n, (name, rect) in enumerate(places)
        for other, that in places[n + 1 :]
        if rect.intersects(that)
    ]


def test_everything_has_a_name_and_tells_its_help_page(window: Running) -> None:
    """For screen readers and tests alike; F1 leads to a page that exists, over the dialog.

    The window is dark meanwhile, so that every dialog is painted in both themes.
    """
    QAccessible.setActive(True)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, DARK)
    missing = []
    for dialog in each(window):
        missing += nameless(dialog)
        assert ground(dialog) < MIDDLE
        page = str(dialog.property("helpPage") or "")
        if page or dialog.objectName().removesuffix("Dialog") not in ("region", "letterDay"):
            assert (help_folder() / f"{page}.md").is_file(), f"{dialog.objectName()}: {page}"
        if dialog.objectName() in ("removalDialog", "batchDialog"):
            window.press(K.Key_F1)
            helper = dialog.findChild(HelpWindow)
            assert isinstance(helper, HelpWindow)
            assert (helper.isVisible(), helper.page) == (True, page)
            helper.close()
            window.settle()
    apply_theme(app, LIGHT)
    assert missing == []


def test_nothing_is_clipped_and_the_buttons_stay_on_the_smallest_screen(window: Running) -> None:
    """Lists give way first; a refusal makes no dialog leave the screen either."""
    main = window.program.window
    main.resize(1024, 700)
    window.settle()
    cut = []
    for dialog in each(window):
        assert dialog.height() <= main.height() - 40, (
            f"{dialog.objectName()} is {dialog.height()} high"
        )
        assert dialog.width() <= main.width()
        cut += clipped(dialog)
        sentence = (
            "A refusal that is long enough to need a second line, because it says what to do "
            "instead, and why. "
        )
        dialog.show_error(sentence * 2)
        window.settle()
        cut += clipped(dialog)
        assert dialog.height() <= main.height() - 40, (
            f"{dialog.objectName()} is {dialog.height()} high"
        )
        assert ground(dialog) > MIDDLE
    assert cut == []


def test_every_command_of_the_course_is_in_the_palette_and_the_menus(window: Running) -> None:
    registry = window.program.registry
    offered = {entry.id: entry for entry in registry.palette_entries(["queue"])}
    shown = {
        action.objectName()
        for menu in window.program.window.menus._menus
        for action in menu.actions()
    }
    for spec in COURSE:
        assert offered[spec.id].enabled
        assert spec.id in shown
    window.program.window.open_palette("cover of a dev")
    window.settle()
    window.press(K.Key_Return)
    assert is_open("deviceDialog")


def test_a_read_only_store_locks_the_deeds_and_leaves_what_looks(
    calendar_file: Path, tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every deed is off and says why; cover, evidence and letters can be looked at."""
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with on_a_copy(calendar_file, tmp_path) as window:
        registry = window.program.registry
        looking = {
            "course.evidence",
            "course.what_if",
            "course.customer",
            "course.device",
            "course.letter",
            "course.told",
            "course.dates",
            "letters.waiting",
            "letters.owed",
            "course.amendment",
            "course.second",
        }
        assert {spec.id for spec in COURSE if not spec.records} == looking
        for spec in COURSE:
            assert registry.reason(spec.id) == (
                "" if spec.id in looking else "The store is read-only"
            )
        choose(window, FINAL_LATE)
        chord(window, "Ctrl+Shift+D")
        assert not is_open("retimeDialog")
        chord(window, "Ctrl+E")
        assert not child(window, "evidenceDialogAccept").isEnabled()
        window.press(K.Key_Escape)
        chord(window, "Ctrl+L")
        checks = window.desk_window.rooms.letter.checks
        assert not checks.issue.isEnabled()
        assert checks._hint.text() == "The store is read-only"
        names = {widget.objectName() for widget in checks.findChildren(QWidget)}
        assert "letterRetime" not in names
        case = window.desk_window.reviewing.desk.case(FINAL_LATE)
        window.desk_window.open_letter(FINAL_LATE, case.letters[-1].record.number)
        window.settle()
        names = {widget.objectName() for widget in checks.findChildren(QWidget)}
        assert not names & {"recordDispatch", "replaceLetter"}
    monkeypatch.undo()
    store = SqlStore(calendar_file)
    store.close()


def test_after_a_removal_of_the_last_device_the_course_is_over(window: Running) -> None:
    """D10: prepared, revoked and closed; the commands say so in words."""
    desk = window.desk_window.reviewing.desk
    revocation.revoke(desk, desk.case(ENDS), ["stability"], **GROUNDS)
    _open("course.removal", ENDS)(window)
    child(window, "removal_confirmed_by").setText("Jana Hofer")
    click(window, "removal_devicesAll")
    child(window, "removal_by").setFocus()
    window.press(K.Key_T)
    window.press(K.Key_Return, control=True)
    assert words(window) == f"{ENDS}: removal recorded."
    assert desk.case(ENDS).carrying(desk.today()) == ()
