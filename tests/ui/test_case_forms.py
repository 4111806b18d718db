"""The small forms about one case, each by itself: promises, reviews, holds, disposal,
what was read of a request, what it asks to extend (rules A1 to A3, C1, C11, D1, E2).
"""

from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import decision, disposal, promise, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.case.disposal_dialogs import ask_dispose, ask_hold, ask_retention
from mmd_reviewer.ui.case.extension_dialog import ask_extension
from mmd_reviewer.ui.case.promise_dialogs import ask_promise, ask_review, ask_settle
from mmd_reviewer.ui.case.reading_dialog import ask_reading
from tests.making import DAY, FACTOR_4, assessed, day, new_desk, put_in_force, receive
from tests.prepared import Prepared
from tests.ui.alone import Alone, fill, is_there, texts, typed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
RUNS, ASKED, LATER, OTHERS = "A-0001", "A-0002", "A-0003", "A-0004"


def _fill(folder: Path) -> None:
    """An approval in force, two requests of the same customer, one of another."""
    desk = new_desk(folder)
    approved = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve", until=day(300)))
    put_in_force(desk, approved)
    receive(desk, ticket="MMD-2-T", title="The same, for longer")
    receive(desk, ticket="MMD-3-T", title="The vague one", timeline="when we like")
    receive(desk, ticket="MMD-4-T", customer="Contoso")


@pytest.fixture
def desk(prepared: Prepared, tmp_path: Path) -> Desk:
    prepared(_fill, tmp_path)
    return new_desk(tmp_path)


# What is promised


@pytest.mark.parametrize(
    ("due", "words", "said_so"),
    [
        ("", "Version 6.1", "Give the day as 2026-12-01, +7 or +2w."),
        ("next May", "Version 6.1", "Give the day as 2026-12-01, +7 or +2w."),
        ("+0", "Version 6.1", "A promise is due on a day after today"),
        ("2026-11-22", "Version 6.1", "A promise is due on a day after today"),
        ("9999-12-31", "Version 6.1", "9999"),
        ("+40", "  \n ", "Write what the customer is to do (rule C1)."),
    ],
)
def test_c1_a_promise_without_words_or_a_day_ahead_stays_open_as_typed(
    it: Alone, due: str, words: str, said_so: str
) -> None:
    ask_promise(it.reviewing, it.under, RUNS)
    form = it.dialog("promiseDialog")
    fill(form, promise_text=words, promise_due=due)
    assert said_so in it.accept(form)
    assert typed(form, "promise_text") == words
    assert typed(form, "promise_due") == due
    assert it.desk.case(RUNS).promises == ()


def test_c1_a_promise_is_recorded_with_its_day_and_said(it: Alone) -> None:
    ask_promise(it.reviewing, it.under, RUNS)
    form = it.dialog("promiseDialog")
    assert form.windowTitle() == f"A promise of {RUNS}"
    fill(form, promise_text=" Version 6.1 ", promise_due="+2w")
    assert "Mon 2026-12-07" in texts(form)
    assert it.accept(form) == ""
    (made,) = it.desk.case(RUNS).promises
    assert (made.text, made.due) == ("Version 6.1", date(2026, 12, 7))
    assert it.heard.of_deed == f"{RUNS}: promised by Mon 2026-12-07."


def test_a_promise_of_a_case_without_an_approval_is_refused_in_its_form(it: Alone) -> None:
    ask_promise(it.reviewing, it.under, ASKED)
    form = it.dialog("promiseDialog")
    fill(form, promise_text="Version 6.1", promise_due="+40")
    assert it.accept(form) == f"{ASKED} has no approval that a promise could be about (rule C1)."


def two_promises(desk: Desk) -> None:
    case = promise.make(desk, desk.case(RUNS), "Version 6.1", day(40))
    promise.make(desk, case, "The list of devices", day(50))


def test_of_several_promises_none_is_chosen_before_the_person_does(it: Alone) -> None:
    """The second one is settled; the first stays open, and is the only one offered next."""
    two_promises(it.desk)
    ask_settle(it.reviewing, it.under, RUNS)
    form = it.dialog("settlePromiseDialog")
    assert typed(form, "settlePromise_promise") == ""
    assert it.accept(form) == "Choose: Promise."
    fill(form, settlePromise_promise="2")
    assert it.accept(form) == "Choose: It was."
    fill(form, settlePromise_how="kept")
    assert it.accept(form) == "Write what shows it (rule C1)."
    fill(form, settlePromise_text="The list came.")
    assert it.accept(form) == ""
    assert it.heard.of_deed == f"{RUNS}: the promise was kept."
    first, second = it.desk.case(RUNS).promises
    assert (first.settled, second.settled, second.kept) == (None, DAY, True)
    ask_settle(it.reviewing, it.under, RUNS)
    choice = it.dialog("settlePromiseDialog").fields["promise"]
    assert (choice.code, choice.words) == ("1", "Version 6.1, due Sat 2027-01-02")


def test_a_broken_promise_is_told_apart_from_a_kept_one(it: Alone) -> None:
    two_promises(it.desk)
    ask_settle(it.reviewing, it.under, RUNS)
    form = it.dialog("settlePromiseDialog")
    assert any("It ends nothing by itself" in words for words in texts(form))
    fill(form, settlePromise_promise="1", settlePromise_how="broken", settlePromise_text="6.0.")
    it.accept(form)
    assert not it.desk.case(RUNS).promises[0].kept
    assert it.heard.of_deed == f"{RUNS}: the promise was broken."


@pytest.mark.parametrize("settled", [False, True])
def test_without_an_open_promise_no_form_opens(it: Alone, settled: bool) -> None:
    if settled:
        case = promise.make(it.desk, it.desk.case(RUNS), "Version 6.1", day(40))
        promise.settle(it.desk, case, 1, "It is there.", kept=True)
    ask_settle(it.reviewing, it.under, RUNS)
    it.rest()
    assert it.heard.of_deed == f"{RUNS} has no open promise."


def test_a_review_needs_what_was_found(it: Alone) -> None:
    ask_review(it.reviewing, it.under, RUNS)
    form = it.dialog("reviewDialog")
    assert it.accept(form) == "Write what was found (rule C1)."
    fill(form, review_text="All four hold.")
    it.accept(form)
    assert it.desk.case(RUNS).reviews == (DAY,)
    assert it.heard.of_deed == f"{RUNS} is reviewed."


# Held and disposed of


def test_c11_the_form_of_a_hold_becomes_that_of_lifting_it(it: Alone) -> None:
    ask_hold(it.reviewing, it.under, ASKED)
    form = it.dialog("holdDialog")
    assert (form.windowTitle(), form.accept_button.label) == (f"Hold {ASKED}", "Hold")
    assert it.accept(form) == "Write why the case is to be kept (rule C11)."
    fill(form, hold_reason="A lawsuit runs.")
    it.accept(form)
    assert it.heard.of_deed == f"{ASKED} is held."
    ask_hold(it.reviewing, it.under, ASKED)
    form = it.dialog("holdDialog")
    assert (form.windowTitle(), form.accept_button.label) == (f"Lift the hold of {ASKED}", "Lift")
    assert "It is held: A lawsuit runs." in texts(form)
    assert it.accept(form) == "Write why the hold is lifted (rule C11)."
    fill(form, hold_reason="It ended.")
    it.accept(form)
    assert it.heard.of_deed == f"The hold of {ASKED} is lifted."
    assert it.desk.case(ASKED).hold == ""


def test_c11_a_disposal_names_the_case_and_needs_a_second_person(it: Alone) -> None:
    """A refusal goes to the field that it names; nothing is gone."""
    ask_dispose(it.reviewing, it.under, ASKED)
    form = it.dialog("disposeDialog")
    assert "Fabrikam: The same, for longer" in texts(form)
    assert "Backups that still hold it are named afterwards." in " ".join(texts(form))
    fill(form, dispose_reason="Over.", dispose_second_person="Petra Novak")
    assert "(rule C11)" in it.accept(form)
    assert it.desk.case(ASKED).request.title == "The same, for longer"


def withdrawn_long_ago(folder: Path) -> str:
    desk = new_desk(folder, day=date(2020, 1, 7))
    case = receive(desk, ticket="MMD-9-T", title="Long over")
    decision.make(desk, case, Proposal("withdrawn", "The customer wrote so."))
    disposal.set_retention(desk, {"withdrawn": 2})
    return case.number


@pytest.mark.parametrize(
    ("reason", "second", "field"),
    [
        ("", "Petra Novak", "dispose_reason"),
        ("Over.", "", "dispose_second_person"),
        ("Over.", "ines moreau", "dispose_second_person"),
    ],
)
def test_c11_a_refused_disposal_leads_to_the_field_it_is_about(
    it: Alone, tmp_path: Path, reason: str, second: str, field: str
) -> None:
    number = withdrawn_long_ago(tmp_path)
    ask_dispose(it.reviewing, it.under, number)
    form = it.dialog("disposeDialog")
    fill(form, dispose_reason=reason, dispose_second_person=second)
    assert "(rule C11)" in it.accept(form)
    assert form.focusWidget().objectName() == field
    assert it.desk.store.find(number) != ()


def test_c11_the_views_are_told_which_case_is_gone(it: Alone, tmp_path: Path) -> None:
    number = withdrawn_long_ago(tmp_path)
    gone: list[str] = []
    it.reviewing.changed.connect(lambda changes: gone.append(changes.gone))
    it.heard.show_view("case")
    ask_dispose(it.reviewing, it.under, number)
    form = it.dialog("disposeDialog")
    fill(form, dispose_reason="Over.", dispose_second_person="Petra Novak")
    it.accept(form)
    assert not is_there(form)
    assert it.desk.store.find(number) == ()
    assert gone == [number]
    assert it.heard.view_id == "queue"
    assert it.heard.of_deed == f"{number} is disposed of."


def test_c11_what_is_due_is_told_where_the_years_are_set(it: Alone, tmp_path: Path) -> None:
    number = withdrawn_long_ago(tmp_path)
    ask_retention(it.reviewing, it.under)
    form = it.dialog("retentionDialog")
    told = f"Its time has run out for 1 case: {number} since Fri 2022-01-07."
    assert any(words.endswith(told) for words in texts(form))
    assert typed(form, "retention_withdrawn") == "2"
    assert typed(form, "retention_declined") == ""


@pytest.mark.parametrize(
    ("years", "said_so"),
    [
        ("two", "Write a number of years, or nothing."),
        ("-1", "Write a number of years, or nothing."),
        ("1.5", "Write a number of years, or nothing."),
        ("101", "give 1 to 100, or 0 for ever (rule C11)."),
        ("", "The retention is set so already (rule C11)."),
    ],
)
def test_c11_years_that_are_none_change_nothing(it: Alone, years: str, said_so: str) -> None:
    ask_retention(it.reviewing, it.under)
    form = it.dialog("retentionDialog")
    fill(form, retention_expired=years)
    assert said_so in it.accept(form)
    assert disposal.retention(it.desk) == {}


def test_c11_empty_or_nought_years_are_for_ever(it: Alone) -> None:
    disposal.set_retention(it.desk, {"withdrawn": 2, "declined": 3, "removed": 4})
    ask_retention(it.reviewing, it.under)
    form = it.dialog("retentionDialog")
    fill(form, retention_withdrawn="", retention_declined="0", retention_expired=" 7 ")
    assert it.accept(form) == ""
    assert disposal.retention(it.desk) == {"removed": 4, "expired": 7}


# What was read, what is extended


def test_a1_type_and_timeline_of_one_correction_are_undone_together(it: Alone) -> None:
    """It was one deed of the person: half of it undone would be nobody's."""
    before = it.desk.case(LATER).request
    ask_reading(it.reviewing, it.under, LATER)
    form = it.dialog("readingDialog")
    fill(form, reading_type="drivers", reading_timeline="9 months", reading_customer="Fabrikam AG")
    assert it.accept(form) == ""
    now = it.desk.case(LATER).request
    assert (now.type, now.timeline.months, now.customer) == ("drivers", 9, "Fabrikam AG")
    assert it.heard.of_deed == f"{LATER}: the reading is corrected."
    (undone,) = request_queue.undo(it.desk, it.desk.case(LATER))
    assert undone.request == before


def test_a1_the_type_alone_is_corrected(it: Alone) -> None:
    before = it.desk.case(ASKED).request
    ask_reading(it.reviewing, it.under, ASKED)
    form = it.dialog("readingDialog")
    fill(form, reading_type="drivers")
    it.accept(form)
    now = it.desk.case(ASKED).request
    assert (now.type, now.timeline, now.customer) == (
        "drivers",
        before.timeline,
        before.customer,
    )


def test_a2_the_customers_words_and_what_the_type_means_stand_under_the_choice(it: Alone) -> None:
    ask_reading(it.reviewing, it.under, ASKED)
    form = it.dialog("readingDialog")
    mine = "In the customer’s words: “Security agents & VPNs”. "
    assert sum(words.startswith(mine) for words in texts(form)) == 1
    drivers = next(row for row in it.reviewing.edition.types if row.code == "drivers")
    form.fields["type"].set_code("drivers")
    form.fields["type"].chosen.emit("drivers")
    assert f"{mine}{drivers.description}" in texts(form)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("9 months", "Understood as: 9 months"),
        ("permanent", "Understood as: open-ended"),
        ("about a year", "Not understood"),
        ("at least 9 months", "Not understood"),
        ("  ", "Now: 24 months"),
    ],
)
def test_a3_a_timeline_is_understood_as_it_is_typed(it: Alone, text: str, understood: str) -> None:
    ask_reading(it.reviewing, it.under, ASKED)
    form = it.dialog("readingDialog")
    fill(form, reading_timeline="half a year or so")
    fill(form, reading_timeline=text)
    assert understood.casefold() in [words.casefold() for words in texts(form)]


def test_a3_what_is_not_understood_is_recorded_nowhere(it: Alone) -> None:
    """Neither is the type beside it."""
    ask_reading(it.reviewing, it.under, LATER)
    form = it.dialog("readingDialog")
    fill(form, reading_type="drivers", reading_timeline="9 months or more")
    assert it.accept(form) == (
        "Write the period as 24 months, until 30 June 2027, or permanent (rule A3)."
    )
    assert form.focusWidget().objectName() == "reading_timeline"
    assert it.desk.case(LATER).request.type == "security_agents_vpns"


def test_c8_a_decided_request_is_read_as_it_was(it: Alone) -> None:
    ask_reading(it.reviewing, it.under, RUNS)
    form = it.dialog("readingDialog")
    fill(form, reading_type="drivers")
    assert it.accept(form) == f"{RUNS} is decided: its type is that of the decision (rule C8)."


def test_e2_a_request_asks_to_extend_an_approval_of_the_same_customer(it: Alone) -> None:
    ask_extension(it.reviewing, it.under, ASKED)
    form = it.dialog("extensionDialog")
    for other, said_so in (
        ("", "There is no case"),
        ("A-0777", "There is no case"),
        (ASKED, "A case cannot be linked to itself"),
        (OTHERS, "(rule E2)"),
    ):
        fill(form, extension_other=other)
        assert said_so in it.accept(form), other
        assert typed(form, "extension_other") == other
    fill(form, extension_other=f"  {RUNS} ")
    assert it.accept(form) == ""
    assert it.heard.of_deed == f"{ASKED} asks to extend {RUNS}."
    links = {row.other for row in it.desk.case(ASKED).links}
    assert links == {RUNS}
