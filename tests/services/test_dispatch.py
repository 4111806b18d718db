"""The dispatch desk's deeds: what would be refused, many recorded at once,
words for portal and mail (C2, C4, D3, D7).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Document, Job
from mmd_reviewer.domain.errors import Cancelled, InPart, StoreError
from mmd_reviewer.domain.letter_facts import LetterDispatched
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.services import customers, decision, dispatch, letter, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.dispatch import Sending
from tests.making import DAY, FACTOR_4, Course, QuickPress, assessed, day, new_desk, refused
from tests.services.course_steps import shorten

REASON = "Both were answered in one message."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def declined(desk: Desk, ticket: str, **given: str) -> Case:
    """A decline whose letter waits."""
    case = assessed(desk, FACTOR_4, ticket=ticket, **given)
    case = decision.make(desk, case, Proposal("decline", "The plant of Linz measured it."))
    return letter.issue(desk, case)[0]


def wish(case: Case, on: date = DAY, reference: str = "", reason: str = "") -> Sending:
    name = case.letters[-1].record.number
    reference = reference or case.request.ticket
    return Sending(name, case.number, Dispatch(on, reference, "Jana Hofer", reason))


def recorded(desk: Desk, *cases: Case) -> list[LetterDispatched]:
    facts = [fact for case in cases for fact in desk.case(case.number).facts]
    return [fact.body for fact in facts if isinstance(fact.body, LetterDispatched)]


def test_what_waits_stands_by_customer_with_its_ticket_and_contact(desk: Desk) -> None:
    """C4, C2: issued, valid, not dispatched; a letter that was replaced waits no more."""
    last = declined(desk, "MMD-2-B", customer="zeta")
    first = declined(desk, "MMD-1-A", customer="Adatum", contact="")
    letter.issue(desk, desk.case(last.number), replace="misspelt")
    rows = dispatch.waiting(desk)
    assert [(row.letter, row.customer, row.ticket, row.contact) for row in rows] == [
        (f"{first.number}-L1", "Adatum", "MMD-1-A", ""),
        (f"{last.number}-L2", "zeta", "MMD-2-B", "Jana Hofer"),
    ]


def test_c4_each_dispatch_is_a_deed_and_a_fact_of_its_own(desk: Desk) -> None:
    """C4: many at once; what is refused stays, and the others are recorded all the same."""
    one, two, three = (declined(desk, f"MMD-{n}-A") for n in range(1, 4))
    wishes = [wish(one), wish(two, day(1)), wish(three, reference="INC 7\n")]
    told: list[tuple[int, int]] = []
    found = dispatch.record(desk, wishes, Job(lambda done, total: told.append((done, total))))
    assert [case.number for case in found.cases] == [one.number, three.number]
    assert told[-1] == (3, 3)
    assert [(why.rule, why.field) for why in found.refused.values()] == [("C4", "on")]
    facts = recorded(desk, one, two, three)
    assert [(row.on, row.reference, row.to) for row in facts] == [
        (DAY, "MMD-1-A", "Jana Hofer"),
        (DAY, "INC 7", "Jana Hofer"),
    ]
    deeds = {desk.case(case.number).facts[-1].deed for case in found.cases}
    assert len(deeds) == 2
    again = dispatch.record(desk, [wish(one)])
    assert "already recorded" in again.refused[wish(one)].sentence


def test_what_was_recorded_before_a_stop_is_kept_and_said(desk: Desk) -> None:
    one, two = declined(desk, "MMD-1-A"), declined(desk, "MMD-2-B")
    calls = iter((False, True))
    with pytest.raises(InPart, match="What was recorded before that is kept"):
        desk.truly(
            lambda: dispatch.record(
                desk, [wish(one), wish(two)], Job(cancelled=lambda: next(calls))
            )
        )
    assert len(recorded(desk, one, two)) == 1

    def stopped() -> None:
        desk.truly(lambda: dispatch.record(desk, [wish(two)]))
        raise Cancelled

    with pytest.raises(InPart) as within:
        desk.truly(lambda: desk.truly(stopped))
    assert str(within.value).count("is kept:") == 1, "said once, wherever it is said first"
    with pytest.raises(Cancelled):
        dispatch.record(desk, [wish(two)], Job(cancelled=lambda: True))


@pytest.mark.parametrize(
    ("on", "reference", "rule", "field", "words"),
    [
        (day(0), "MMD-1-A", None, "", ""),
        (day(0), " ", "C4", "reference", "Give the portal's reference"),
        (day(1), "MMD-1-A", "C4", "on", "lies in the future"),
        (day(-1), "MMD-1-A", "C4", "on", "before the letter's date"),
        (day(0), "mmd-1464911-j3d8h", "D3", "reference", "is the ticket of A-0002"),
    ],
)
def test_the_rules_object_beforehand_in_their_own_words(
    desk: Desk, on: date, reference: str, rule: str | None, field: str, words: str
) -> None:
    """C4, D3: the sentence of the domain, with its rule and field; nothing is recorded."""
    one = declined(desk, "MMD-1-A")
    declined(desk, "MMD-1464911-J3D8H")
    why = dispatch.objection(desk, Sending("A-0001-L1", "A-0001", Dispatch(on, reference)))
    assert (why.rule if why else None) == rule
    if why is not None:
        assert (why.field, why.by_reason) == (field, rule == "D3")
        assert words in why.sentence
        name, given = "A-0001-L1", (on, reference)
        assert refused(lambda: letter.dispatched(desk, one, name, *given)) == (rule, field)
    assert recorded(desk, one) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "question", "more"),
    [
        (
            {"ticket": "MMD-1-A"},
            {},
            "This is the ticket of A-0002, also of Fabrikam.",
            "A-0001 was asked under MMD-1-A.",
        ),
        (
            {"ticket": ""},
            {"customer": "Contoso"},
            "This is the ticket of A-0002, of Contoso.",
            "A-0001 has no ticket of its own.",
        ),
    ],
)
def test_d3_another_cases_ticket_is_a_question_that_a_reason_answers(
    desk: Desk, mine: dict[str, str], theirs: dict[str, str], question: str, more: str
) -> None:
    """D3: whose it is and which is the own one; with a reason it is recorded."""
    one = declined(desk, **mine)
    declined(desk, "MMD-1464911-J3D8H", **theirs)
    asked = wish(one, reference="MMD-1464911-J3D8H")
    why = dispatch.objection(desk, asked)
    assert why is not None
    assert (why.question, why.more, why.by_reason) == (question, more, True)
    kept = replace(asked, wish=replace(asked.wish, reason=REASON))
    assert dispatch.objection(desk, kept) is None
    assert dispatch.record(desk, [kept]).refused == {}
    assert [row.reason for row in recorded(desk, one)] == [REASON]


def test_d3_a_notice_that_has_gone_out_on_another_day_needs_a_reason(course: Course) -> None:
    """D3: the objection says that a reason settles it; an earlier day none settles."""
    letter.issue(course.on(28), course.case(), "notice_second")
    case = course.case()
    other = dispatch.objection(course.on(30), wish(case, day(29)))
    assert (other.rule if other else "", other.by_reason if other else None) == ("D3", True)
    early = dispatch.objection(course.on(30), wish(case, day(27)))
    assert (early.field if early else "", early.by_reason if early else None) == ("on", False)
    found = dispatch.record(course.on(30), [wish(case, day(29), reason="The portal was closed.")])
    assert found.refused == {}


def test_d7_a_shortening_leaves_eight_days(course: Course) -> None:
    """D7: its letter dispatched too late is refused, or the reason moves the deadline."""
    shorten(course, 10, 20)
    case, _ = letter.issue(course.on(10), course.case(), "retimed")
    assert dispatch.objection(course.on(12), wish(case, day(12))) is None
    why = dispatch.objection(course.on(13), wish(case, day(13)))
    assert (why.rule if why else "", why.by_reason if why else None) == ("D7", True)


def test_c2_an_overtaken_letter_is_refused_and_no_word_of_it_leaves(course: Course) -> None:
    """C2: void letters are readable, never dispatched."""
    letter.issue(course.on(30), course.case(), "notice_second")
    case = course.case()
    name = case.letters[-1].record.number
    assert dispatch.text_of(course.on(30), case.number, name) == as_text(case.letters[-1].record)
    later = {"why": "A second ground.", "not_evident": "It came later."}
    revocation.add_ground(course.on(30), case, ["security"], **later)
    why = dispatch.objection(course.on(30), wish(case, day(30)))
    assert (why.rule if why else "", why.by_reason if why else None) == ("C2", False)
    for leaving in (dispatch.text_of, dispatch.mail_of):
        assert refused(lambda leaving=leaving: leaving(course.on(30), case.number, name)) == (  # type: ignore[misc]
            "C2",
            "letter",
        )
    sent = case.letters[1].record.number
    assert dispatch.text_of(course.on(30), case.number, sent), "a copy of one that was dispatched"
    assert refused(lambda: dispatch.text_of(course.on(30), case.number, "A-0001-L9"))[1] == "letter"


def test_a_case_that_is_gone_is_an_objection(desk: Desk) -> None:
    why = dispatch.objection(desk, Sending("A-0077-L1", "A-0077", Dispatch(DAY, "MMD-1-A")))
    assert why is not None
    assert "A-0077" in why.sentence


def mail(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    return found


@pytest.mark.parametrize(
    ("email", "to"),
    [
        ("jana@fabrikam.example", "Jana Hofer <jana@fabrikam.example>"),
        ("not known", None),
        ("", None),
    ],
)
def test_d3_a_mail_draft_is_a_copy_of_the_letter_as_stored(
    desk: Desk, email: str, to: str | None
) -> None:
    """D3, C2: subject, words and the stored bytes; no dispatch is recorded by it."""
    case = declined(desk, "MMD-1-A", email=email)
    content, address = dispatch.mail_of(desk, case.number, "A-0001-L1")
    message = mail(content)
    assert (address, message["To"]) == (email if to else "", to)
    assert message["Subject"] == "Decline A-0001, MMD-1-A"
    (file,) = message.iter_attachments()
    assert isinstance(file, EmailMessage)
    assert file.get_filename() == f"A-0001-L1_declined_{DAY}.pdf"
    assert file.get_content() == letter.stored(desk, case.letters[0])
    assert recorded(desk, case) == []


def test_c2_the_subject_of_a_mail_draft_is_in_the_letter_s_language(desk: Desk) -> None:
    """C2: in English the name of its kind, in others its title."""
    assessed(desk, FACTOR_4, ticket="MMD-2-B")
    customers.set_language(desk, "Fabrikam", "de")
    case = declined(desk, "MMD-1-A")
    message = mail(dispatch.mail_of(desk, case.number, case.letters[0].record.number)[0])
    assert message["Subject"] == f"Ihr Antrag ist abgelehnt {case.number}, MMD-1-A"


@pytest.mark.sqlite
def test_bytes_that_are_not_those_stored_leave_by_no_way(tmp_path: Path) -> None:
    """C2: their SHA-256 is checked before text, draft or files are made."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    case = declined(desk, "MMD-1-A")

    class Wrong:
        def __getattr__(self, name: str) -> object:
            return getattr(desk.store, name)

        def document(self, id: str) -> Document | None:
            raise StoreError("A file kept in the store is not what was stored.")

    wrong = replace(desk, store=Wrong())  # type: ignore[arg-type]
    ways = (
        lambda: dispatch.text_of(wrong, case.number, "A-0001-L1"),
        lambda: dispatch.mail_of(wrong, case.number, "A-0001-L1"),
        lambda: dispatch.save_texts(wrong, [(case.number, "A-0001-L1")], tmp_path),
    )
    for way in ways:
        with pytest.raises(StoreError, match="not what was stored"):
            way()
    assert [file.name for file in tmp_path.glob("*.txt")] == []


def saved(desk: Desk, folder: Path, cases: Sequence[Case]) -> tuple[int, tuple[str, ...]]:
    letters = [(case.number, case.letters[-1].record.number) for case in cases]
    return dispatch.save_texts(desk, letters, folder)


def test_texts_are_saved_beside_what_is_there(desk: Desk, tmp_path: Path) -> None:
    """Nothing is overwritten; the same words again are no second file; a void one is told."""
    one, two = declined(desk, "MMD-1-A"), declined(desk, "MMD-2-B")
    folder = tmp_path / "texts"
    folder.mkdir()
    name = f"A-0001-L1_declined_{DAY}"
    (folder / f"{name}.txt").write_text("Somebody's notes", "utf-8")
    assert saved(desk, folder, [one, two]) == (2, ())
    assert saved(desk, folder, [one]) == (1, ())
    letter.issue(desk, desk.case(two.number), replace="misspelt")
    number, why = saved(desk, folder, [two])
    assert (number, len(why)) == (0, 1)
    assert "A-0002-L1 is void" in why[0]
    files = {file.name: file.read_text("utf-8") for file in folder.iterdir()}
    assert set(files) == {f"{name}.txt", f"{name} (2).txt", f"A-0002-L1_declined_{DAY}.txt"}
    assert files[f"{name}.txt"] == "Somebody's notes"
    assert files[f"{name} (2).txt"] == as_text(one.letters[0].record)
