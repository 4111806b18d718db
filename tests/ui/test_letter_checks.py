"""The column of checks beside a letter by itself: what keeps it from being issued, what issuing
does, and the deeds of one that is issued (C2 to C4, C7, D2 to D4).
"""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letter_facts import LetterSigned
from mmd_reviewer.domain.letters.checks import Check
from mmd_reviewer.domain.signature import SignatureSeen
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.letters.checks_pane import ChecksPane
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.tick import Tick
from tests.making import DAY, day
from tests.ui.alone import child, on_screen, texts
from tests.ui.shown_letters import AMBER, GREEN, LOST, RED, draft, issued

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def registry_bound(registry: ActionRegistry) -> ActionRegistry:
    registry.bind("letter.issue", lambda: None)
    registry.bind("course.retime", lambda: None)
    return registry


@pytest.fixture
def checks(qtbot: QtBot, registry_bound: ActionRegistry) -> ChecksPane:
    return on_screen(qtbot, ChecksPane(registry_bound), 308)


def ticks(pane: ChecksPane) -> list[Tick]:
    return pane.findChildren(Tick)


def links(of: QWidget) -> list[str]:
    return [row.label for row in of.findChildren(LinkButton)]


# Checks


@pytest.mark.parametrize(
    ("found", "counted", "hint", "may"),
    [
        ([GREEN, GREEN], "2 passed", "", True),
        (
            [RED, AMBER, GREEN],
            "1 to mend, 1 to confirm, 1 passed",
            "Mend the red check first",
            False,
        ),
        ([AMBER, AMBER], "2 to confirm, 0 passed", "Confirm the amber check first", False),
    ],
)
def test_what_is_open_is_counted_and_keeps_the_letter_from_being_issued(
    checks: ChecksPane, approved: Case, found: list[Check], counted: str, hint: str, may: bool
) -> None:
    checks.show_letter(draft(approved, *found))
    said = texts(checks)
    assert counted in said
    assert (checks.ready, checks.issue.isEnabled()) == (may, may)
    assert [words for words in said if words.endswith("first  F8")] == [f"{hint}  F8"] * bool(hint)


def test_each_amber_check_is_confirmed_by_itself(checks: ChecksPane, approved: Case) -> None:
    other = replace(AMBER, words="Another")
    checks.show_letter(draft(approved, AMBER, GREEN, other))
    first, second = ticks(checks)
    assert first.accessibleName() == (
        "No bare number of a month. 3/4/2027 stands in the reason. Seen, leave as it is"
    )
    first.setChecked(True)
    assert not checks.issue.isEnabled()
    second.setChecked(True)
    assert checks.issue.isEnabled()
    first.setChecked(False)
    assert not checks.issue.isEnabled()


def test_f8_goes_round_the_open_checks_and_to_their_fields(
    checks: ChecksPane, approved: Case, qtbot: QtBot
) -> None:
    asked: list[str] = []
    checks.source_wanted.connect(asked.append)
    checks.show_letter(draft(approved, RED, GREEN, AMBER, LOST))
    for _ in range(4):
        checks.next_problem()
    assert asked == ["technology", "reason", "technology"]
    checks.next_problem()
    assert ticks(checks)[0].hasFocus()
    checks.next_problem()
    assert not ticks(checks)[0].hasFocus(), "what has no field can be read and scrolled"


def test_f8_without_a_problem_goes_to_what_comes_next(checks: ChecksPane, approved: Case) -> None:
    checks.show_letter(draft(approved))
    checks.next_problem()
    assert checks.issue.hasFocus()
    checks.show_letter(issued(approved))
    checks.next_problem()
    assert checks.next.hasFocus()


def test_c3_a_letter_that_is_refused_says_why_and_cannot_be_issued_or_saved(
    checks: ChecksPane, approved: Case
) -> None:
    shown = draft(approved, record=None, checks=(), refused="The technology is missing (C3).")
    checks.show_letter(shown)
    said = texts(checks)
    assert "The technology is missing (C3)." in said
    assert "There is no letter to issue" in said
    assert "When you issue it" not in said
    on = [one.isEnabled() for one in (checks.issue, checks.save, checks.print)]
    assert on == [False, False, False]
    assert checks.save.toolTip() == "There is no letter"


def test_a_case_that_calls_for_no_letter_leads_on(checks: ChecksPane, approved: Case) -> None:
    checks.show_letter(draft(approved, record=None, kind="approved", checks=(), refused="None."))
    assert not checks.next.isVisible()
    shown = draft(approved, record=None, checks=(), refused="No letter is called for.")
    checks.show_letter(replace(shown, kind=""))
    assert (checks.issue.isVisible(), checks.next.isVisible()) == (False, True)


def test_a_store_that_can_only_be_read_says_so_in_place_of_the_checks(
    checks: ChecksPane, approved: Case, registry_bound: ActionRegistry
) -> None:
    registry_bound.lock("The store is read-only")
    checks.show_letter(draft(approved, AMBER))
    assert "The store is read-only" in texts(checks)
    assert not checks.issue.isEnabled()
    checks.show_letter(issued(approved))
    assert links(checks) == []


def test_c7_what_issuing_does_is_said_before(checks: ChecksPane, approved: Case) -> None:
    checks.show_letter(draft(approved))
    said = texts(checks)
    at = said.index("When you issue it")
    shown = " ".join(said[at:])
    for words in ("A-0001-L1", "Mon 2026-11-23", "Sun 2027-09-19", "can no longer be undone"):
        assert words in shown
    assert "Nothing is sent: post it in the portal." in shown


def test_d3_a_first_notice_says_when_its_days_would_run(checks: ChecksPane, revoked: Case) -> None:
    checks.show_letter(draft(revoked, kind="notice_first"))
    shown = " ".join(texts(checks))
    for words in ("Day 0", "Mon 2026-11-23", "if dispatched that day", "Sun 2027-02-21"):
        assert words in shown
    assert "can no longer be undone" not in shown


# An issued letter


def test_c4_what_is_recorded_of_an_issued_letter_and_what_is_not(
    checks: ChecksPane, approved: Case
) -> None:
    checks.show_letter(issued(approved))
    said = texts(checks)
    assert "Issued" in said
    assert said.count("Not recorded") == 2
    assert f"{'ab' * 8}…" in said
    checks.show_letter(issued(approved, printed=DAY, dispatched=day(1), reference="MMD-7"))
    said = texts(checks)
    assert "Not recorded" not in said
    assert {"Mon 2026-11-23", "Tue 2026-11-24", "MMD-7"} <= set(said)


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ({}, ["Record dispatch", "Issue a corrected letter", "Sign"]),
        ({"dispatched": DAY}, ["Correct the dispatch", "Issue a corrected letter", "Sign"]),
        (
            {"signed": (LetterSigned("A-0001-L1", "cd" * 32, "Ines", day(300)),)},
            [
                "Record dispatch",
                "Issue a corrected letter",
                "Sign again",
                "Save the signed copy",
            ],
        ),
        ({"void": True}, []),
    ],
)
def test_c2_what_can_be_done_with_an_issued_letter(
    checks: ChecksPane, approved: Case, given: dict[str, Any], offered: list[str]
) -> None:
    checks.show_letter(issued(approved, **given))
    assert links(checks) == offered


def test_c2_a_void_letter_says_that_it_is_never_dispatched(
    checks: ChecksPane, approved: Case
) -> None:
    checks.show_letter(issued(approved, void=True))
    said = texts(checks)
    assert "Void" in said
    assert any("It is never dispatched." in words for words in said)


def test_a_notice_is_not_corrected_as_another_letter_is(checks: ChecksPane, revoked: Case) -> None:
    checks.show_letter(issued(revoked, kind="notice_first"))
    assert "Issue a corrected letter" not in links(checks)
    assert "Record dispatch" in links(checks)


@pytest.mark.parametrize("name", ["recordDispatch", "replaceLetter", "signLetter"])
def test_each_deed_of_an_issued_letter_is_asked_for(
    checks: ChecksPane, approved: Case, name: str
) -> None:
    asked: list[str] = []
    for signal, what in (
        (checks.dispatch_wanted, "recordDispatch"),
        (checks.replace_wanted, "replaceLetter"),
        (checks.sign_wanted, "signLetter"),
    ):
        signal.connect(lambda what=what: asked.append(what))
    checks.show_letter(issued(approved))
    child(checks, name, LinkButton).click()
    assert asked == [name]


def test_a_letter_that_replaces_another_leads_to_what_changed(
    checks: ChecksPane, approved: Case, qtbot: QtBot
) -> None:
    shown = draft(approved)
    assert shown.record is not None
    checks.show_letter(replace(shown, record=replace(shown.record, replaces="A-0001-L1")))
    link = child(checks, "whatChanged", LinkButton)
    assert link.label == "What changed against A-0001-L1"
    with qtbot.waitSignal(checks.changed_wanted):
        link.click()


def test_a_signature_that_does_not_hold_is_told_by_its_words(
    checks: ChecksPane, approved: Case
) -> None:
    good = SignatureSeen("Ines Moreau", DAY, intact=True, issued_first=True)
    changed = replace(good, intact=False)
    for seen in (good, changed):
        checks.show_letter(replace(issued(approved), signature=seen))
        assert seen.sentence in texts(checks)
    assert good.sentence != changed.sentence
