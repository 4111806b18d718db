"""PNGs of every view, light and dark, taken off the sample store (`demo --headless`)."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer import paths
from mmd_reviewer.domain.desk_settings import SECOND
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED
from mmd_reviewer.sample_store import assessed_twice
from mmd_reviewer.services.read.customer_list import read_customers
from mmd_reviewer.services.read.dispatch_rows import COPIED
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui.app import Program, make_application
from mmd_reviewer.ui.desk_window import DeskWindow
from mmd_reviewer.ui.dispatch.dispatch_view import DispatchView
from mmd_reviewer.ui.forms.what_if_panel import ask_what_if
from mmd_reviewer.ui.look.theme import DARK, HIGH_CONTRAST, LIGHT, Theme, apply_theme, current_theme
from mmd_reviewer.ui.revocation.revocation_dialogs import ask_revoke
from mmd_reviewer.ui.shell.settings_dialog import SettingsDialog

SIZE = (1440, 900)
THEMES = (LIGHT, DARK, HIGH_CONTRAST)
PATIENCE = 60_000  # milliseconds; a slow machine is given time
LOOK_MS, QUIET_LOOKS = 2, 3  # at rest: nothing to do at so many looks in a row
SHORTLY = 500  # milliseconds; a draft waits longer, and is no work


def take_pictures(choices: Choices, out: Path, themes: Sequence[Theme] = THEMES) -> list[str]:
    """Show the window on the store, lead it through its views,
    save each as it is seen; the file names.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a picture needs no display
    qInstallMessageHandler(_quiet)
    app = make_application(["mmd-reviewer"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        names = _lead(app, choices, out, themes, _views)
        twice = assessed_twice(choices, Path(folder))
        return names + _lead(app, twice, out, themes, _second_views)


def _lead(
    app: QApplication,
    choices: Choices,
    out: Path,
    themes: Sequence[Theme],
    views: Callable[[Program], list[tuple[str, Callable[[], object]]]],
) -> list[str]:
    """The window on a store, led through views in every theme; the file names."""
    names: list[str] = []
    apply_theme(app, LIGHT)
    program = Program(choices, Settings(theme="light"))
    program.keep = lambda settings: None  # type: ignore[method-assign]
    program.window.resize(*SIZE)
    program.window.show()
    program.load()
    settle(program)
    for theme in themes:
        apply_theme(app, theme)
        for name, show in views(program):
            show()
            settle(program)
            file = f"{name}-{theme.name}.png"
            _save(app, program.window, out / file)
            names.append(file)
            _close_boxes(program)
    program.window.close()
    program.window.deleteLater()  # or the next one's theme would polish it too
    return names


def _quiet(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for the one line that every window off screen brings."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def settle(program: Program) -> None:
    """Run the event loop until nothing is read, done or painted any more."""
    loop = QEventLoop()
    quiet = [0]

    def look() -> None:
        quiet[0] = quiet[0] + 1 if program.work.is_quiet else 0
        if quiet[0] >= QUIET_LOOKS and not _waits(program):
            loop.quit()

    looks = QTimer(interval=LOOK_MS)
    looks.timeout.connect(look)
    patience = QTimer(interval=PATIENCE, singleShot=True)
    patience.timeout.connect(loop.quit)
    looks.start()
    patience.start()
    loop.exec()
    QCoreApplication.sendPostedEvents()  # what was shown in the last moment is laid out
    looks.stop()
    patience.stop()


def _waits(program: Program) -> bool:
    """Has something been put off for a moment:
    a filter for the next key, a preview for the next row?
    """
    owners = (program, program.window)
    timers = [
        timer for owner in owners for timer in owner.findChildren(QTimer) if timer.isSingleShot()
    ]
    return any(timer.isActive() and timer.interval() < SHORTLY for timer in timers)


def _save(app: QApplication, window: QWidget, file: Path) -> None:
    box = app.activeModalWidget()
    picture = window.grab()
    if box is not None and box is not window:
        place = box.rect().translated(window.rect().center() - box.rect().center())
        painter = QPainter(picture)
        painter.fillRect(window.rect(), QColor(current_theme().scrim))
        painter.drawPixmap(place.topLeft(), box.grab())
        painter.setPen(current_theme().color("field_edge"))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
    picture.save(str(file))


def _close_boxes(program: Program) -> None:
    window = program.window
    window.palette_box.close_palette()
    box = QApplication.activeModalWidget()
    if box is not None and box is not window:
        box.close()
        window.activateWindow()  # off screen nobody gives the window back its focus


def _views(program: Program) -> list[tuple[str, Callable[[], object]]]:
    desk_window = program.desk_window
    assert desk_window is not None
    window = program.window
    sample = paths.resources() / "samples"
    cases = _cases(desk_window)
    lines = read_customers(desk_window.reviewing.desk)
    customer = max(lines, key=lambda line: (line.in_revocation > 0, line.in_force)).name

    def queue() -> None:
        window.show_view("queue")
        desk_window.queue.go_to_case(cases["undetermined"])

    def palette() -> None:
        queue()
        window.open_palette("ass")

    def run(name: str) -> Callable[[], None]:
        def show() -> None:
            queue()
            program.registry.run(name)

        return show

    def settings_of_second() -> None:
        run("file.settings")()
        settle(program)
        dialog = window.findChild(SettingsDialog)
        assert dialog is not None
        dialog.show_section(SECOND)

    def calendar(mode: str) -> Callable[[], None]:
        def show() -> None:
            window.show_view("calendar")
            desk_window.rooms.calendar.set_mode(mode)

        return show

    def letters_owed() -> None:
        window.show_view("owed")
        settle(program)
        desk_window.rooms.owed.go_to_letter(cases["shortening"])

    def bulk() -> None:
        queue()
        settle(program)
        desk_window.queue.list.select_all()
        program.registry.run("queue.ask")

    def to_dispatch() -> None:
        window.show_view("dispatch")
        settle(program)
        _at_work(desk_window.rooms.dispatch)

    def all_customers() -> None:
        desk_window.rooms.customers.go_back()
        window.show_view("customers")

    def device() -> None:
        desk_window.open_customer(customer)
        settle(program)
        desk_window.rooms.customers.pane.go_to_devices()
        desk_window.rooms.customers.open_current()

    def reality() -> None:
        desk_window.rooms.compare.open_files([str(sample / "inventory.csv")])
        settle(program)
        desk_window.rooms.compare.go_to_case(cases["pens"])

    def if_dispatched() -> None:
        ask_what_if(desk_window.reviewing, window, cases["in_force"])

    def assessment(what: str, beside: str) -> None:
        desk_window.open_case("assessment", cases[what])
        settle(program)
        program.registry.run(f"assessment.{beside}")

    def imports() -> None:
        desk_window.open_files([str(sample / "requests-later.csv")])

    return [
        ("01-queue", queue),
        ("02-assessment", lambda: assessment("undetermined", "request")),
        ("02b-assessment-ready", lambda: assessment("ready", "request")),
        ("02c-assessment-decline", lambda: assessment("declined", "request")),
        ("03-letter", lambda: desk_window.open_case("letter", cases["migration"])),
        ("03b-letter-draft", lambda: desk_window.open_case("letter", cases["ready"])),
        ("03c-letter-notice", lambda: desk_window.open_letter(cases["late"], "notice_final")),
        ("04-calendar-agenda", calendar("agenda")),
        ("05-calendar-month", calendar("month")),
        ("05b-calendar-week", calendar("week")),
        ("06-register", lambda: window.show_view("register")),
        ("07-import-preview", imports),
        ("08-command-palette", palette),
        ("09-keys", run("help.keys")),
        ("10-new-request", run("file.new")),
        ("10b-settings", run("file.settings")),
        ("10c-settings-second", settings_of_second),
        ("11-case-page", lambda: desk_window.open_case("case", cases["late"])),
        ("11b-case-page-in-force", lambda: desk_window.open_case("case", cases["in_force"])),
        ("11c-case-page-declined", lambda: desk_window.open_case("case", cases["declined"])),
        ("11d-history", run("case.history")),
        ("12-dispatch-desk", to_dispatch),
        ("12b-print-batch", run("letters.batch")),
        ("13-customer", lambda: desk_window.open_customer(customer)),
        ("13b-customers", all_customers),
        ("13c-device", device),
        ("13d-if-dispatched", if_dispatched),
        ("20-absence", run("file.absence")),
        ("13-revoke", lambda: ask_revoke(desk_window.reviewing, window, cases["in_force"])),
        ("14-precedents", lambda: assessment("same_product", "precedents")),
        ("14b-precedents-counts", lambda: assessment("counted", "precedents")),
        ("15-bulk-preview", bulk),
        ("16-amendment", lambda: desk_window.open_case("amendment", cases["amended"])),
        ("17-letters-owed", letters_owed),
        ("19-register-reality", reality),
    ]


def _second_views(program: Program) -> list[tuple[str, Callable[[], object]]]:
    """The rail, a blind second assessment, and one that differs."""
    desk_window = program.desk_window
    assert desk_window is not None
    wanted, differs = (
        desk_window.reviewing.desk.store.page(
            QueueFilter(state=flag), desk_window.reviewing.day, 1
        )[0]
        for flag in (WANTED, DIFFERS)
    )

    def blind() -> None:
        desk_window.open_case("second", wanted.number)
        settle(program)
        checklist = desk_window.rooms.second.checklist
        while not checklist.answers.findings:  # kept for the next theme
            checklist.answer("no")
            settle(program)

    def queue() -> None:
        program.window.show_view("queue")
        desk_window.queue.go_to_case(wanted.number)

    return [
        ("20-second", blind),
        ("20b-second-differs", lambda: desk_window.open_case("second", differs.number)),
        ("20c-second-queue", queue),
    ]


def _at_work(desk: DispatchView) -> None:
    """Some letters posted, a reference that is another case's ticket; nothing is recorded."""
    rows = desk.rows
    for place, row in enumerate(rows.letters):
        times = f"{COPIED} 14:0{place // 2 + 2}" if place < 7 and place != 2 else ""
        rows.give(row.letter, marked=place < 13, taken=times)
    if len(rows.letters) > 3:
        rows.give(rows.letters[2].letter, reference=rows.letters[3].ticket)
        desk.list.set_current_row(2)
    desk.show_rows()


def _cases(desk_window: DeskWindow) -> dict[str, str]:
    """Numbers of sample cases that show something, by what they show."""
    from mmd_reviewer.domain.amendment import amendment_of
    from mmd_reviewer.services.precedents import precedents_of
    from mmd_reviewer.services.read.shown import shown_case

    desk = desk_window.reviewing.desk
    rows = desk.store.page(QueueFilter(state=""), desk_window.reviewing.day, 200)
    shown = [shown_case(desk, row.number) for row in rows]
    found = {"any": rows[0].number}
    for item in shown:
        outcome = item.recommendation.outcome
        if (
            item.state == "in_assessment"
            and outcome == "undetermined"
            and item.recommendation.if_open_holds
        ):
            found.setdefault("undetermined", item.case.number)
        if item.state == "in_assessment" and outcome in ("approve", "approve_migration"):
            found.setdefault("ready", item.case.number)
        if item.state == "in_assessment":
            like = precedents_of(desk, item.case)
            if like.revoking:
                found.setdefault("same_product", item.case.number)
            if like.counts is not None and like.nearest[0].same_product:
                found.setdefault("counted", item.case.number)
        if item.state == "declined" and item.recommendation.broken:
            found.setdefault("declined", item.case.number)
        if (
            item.case.decision
            and item.case.decision.made.outcome == "approve_migration"
            and item.case.letters
        ):
            found.setdefault("migration", item.case.number)
        one = item.case.revocation
        if one is not None and one.next_notice(item.day) == "final" and one.overdue(item.day):
            found.setdefault("late", item.case.number)
        if one is not None and one.shortening_on(item.day) is not None:
            found.setdefault("shortening", item.case.number)
        if item.state == "in_revocation" and item.case.request.title.startswith("Wacom"):
            found.setdefault("pens", item.case.number)
        if amendment_of(item.case) is not None:
            found.setdefault("amended", item.case.number)
        if item.state == "in_force":
            found.setdefault("in_force", item.case.number)
    names = (
        "undetermined",
        "ready",
        "declined",
        "migration",
        "late",
        "in_force",
        "shortening",
        "amended",
        "pens",
        "same_product",
        "counted",
    )
    return {name: found.get(name, found["any"]) for name in names}
