"""Decision and letters on a real store: frozen, stored, replaced, printed, dispatched."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import paths
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.letters import asked
from mmd_reviewer.services import appeal, assessment, decision, letter, request_queue, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.wordings.book import Book
from tests.making import DAY, FACTOR_3, FACTOR_4, Course, day, new_desk, receive, refused


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def migration(desk: Desk, **given: str) -> Case:
    """A case approved for migration."""
    return decision.make(
        desk,
        assessment.answer(desk, receive(desk, **given), FACTOR_3),
        Proposal("approve_migration"),
    )


def test_c2_asking_again_gives_the_stored_bytes(desk: Desk, tmp_path: Path) -> None:
    """C2: the words are frozen, the bytes stored by SHA-256, never drawn again."""
    case, issued = letter.issue(desk, migration(desk))
    content = letter.stored(desk, issued)
    assert content.startswith(b"%PDF")
    again, same = letter.issue(desk, case)
    assert (again, same) == (case, issued)
    english = (paths.resources() / "letters" / "en.toml").read_text("utf-8")
    (tmp_path / "en.toml").write_text(english.replace('version = "en-', 'version = "x-'), "utf-8")
    later = replace(desk, wordings=Book(tmp_path))
    assert letter.stored(later, letter.issue(later, desk.case(case.number))[1]) == content
    assert not desk.store.verify().findings


def test_c7_decisions_are_undone_until_the_letter_is_issued(desk: Desk) -> None:
    """C7: after that only a new decision with a reason,
    and a letter replacing the first, changes it.
    """
    case = request_queue.undo(desk, migration(desk))[0]
    assert case.decision is None
    case = decision.make(desk, case, Proposal("approve_migration"))
    case, first = letter.issue(desk, case)
    with pytest.raises(Refused, match=first.record.number):
        request_queue.undo(desk, case)
    with pytest.raises(Refused) as refusal:
        decision.make(desk, case, Proposal("approve_migration"))
    assert refusal.value.rule == "C7"
    case = decision.make(desk, case, Proposal("approve_migration", "A shorter project.", months=6))
    assert case.letters[0].void
    case, second = letter.issue(desk, case)
    assert second.record.replaces == first.record.number
    assert second.record.blocks[0].text.endswith("The reason stands below.")
    assert sum(block.text.count("A shorter project.") for block in second.record.blocks) == 1
    assert letter.stored(desk, case.letters[0]) != letter.stored(desk, second)


def test_c2_a_correction_is_a_new_letter(desk: Desk) -> None:
    """C2: it names the one it replaces; nothing edits or deletes an issued letter."""
    case = migration(desk)
    with pytest.raises(Refused, match="no issued letter to replace"):
        letter.issue(desk, case, replace="misspelt")
    case, first = letter.issue(desk, case)
    case, second = letter.issue(desk, case, replace="A name was misspelt.")
    assert (second.record.number, second.record.replaces) == ("A-0001-L2", "A-0001-L1")
    assert [row.void for row in case.letters] == [True, False]
    assert letter.stored(desk, first)


def test_c3_issuing_is_refused_while_a_content_is_missing(desk: Desk) -> None:
    """C3: the technology must be named; nothing is recorded."""
    answers = {**FACTOR_3, "technology": ""}
    case = assessment.answer(desk, receive(desk), answers)
    case = decision.make(desk, case, Proposal("approve_migration"))
    with pytest.raises(Refused) as refusal:
        letter.issue(desk, case)
    assert (refusal.value.rule, refusal.value.field) == ("C3", "technology")
    assert desk.case(case.number).letters == ()


def test_c3_a_character_without_a_glyph_is_refused_with_its_field(desk: Desk) -> None:
    """C3: never a box, never a lost word."""
    with pytest.raises(Refused, match="U\\+17000") as refusal:
        letter.issue(desk, migration(desk, requirement="Users write 𗀀𗀁."))
    assert refusal.value.field == "requirement"


def test_c4_printed_and_dispatched_are_facts_of_their_own(desk: Desk) -> None:
    """C4: separate, once each, never in the future,
    never before the letter's date, never without a reference.
    """
    case, issued = letter.issue(desk, migration(desk))
    number = issued.record.number
    case = letter.printed(desk, case, number)
    for on, reference in ((date(2026, 11, 24), "MMD-1"), (date(2026, 11, 22), "MMD-1"), (DAY, " ")):
        with pytest.raises(Refused) as refusal:
            letter.dispatched(desk, case, number, on, reference)
        assert refusal.value.rule == "C4"
    case = letter.dispatched(desk, case, number, DAY, "MMD-1465058-R5V8P", "Jana")
    made = case.letter(number)
    assert made is not None
    assert (made.printed, made.dispatched, made.reference) == (DAY, DAY, "MMD-1465058-R5V8P")
    with pytest.raises(Refused, match="already"):
        letter.printed(desk, case, number)
    with pytest.raises(Refused, match="already"):
        letter.dispatched(desk, case, number, DAY, "again")
    with pytest.raises(Refused, match="A-0001-L7"):
        letter.printed(desk, case, "A-0001-L7")


def test_c2_a_void_letter_is_never_dispatched(desk: Desk) -> None:
    """C2: readable, never dispatched."""
    case, first = letter.issue(desk, migration(desk))
    case, _ = letter.issue(desk, case, replace="misspelt")
    with pytest.raises(Refused, match="void"):
        letter.dispatched(desk, case, first.record.number, DAY, "MMD-1")


def test_f3_issuing_waits_until_a_strange_date_is_confirmed(desk: Desk) -> None:
    """F3: before the newest fact's day, or more than 45 days after it;
    an explicit day is the confirmation.
    """
    case = migration(desk)
    for today in (date(2026, 11, 22), date(2027, 1, 8)):
        strange = replace(desk, clock=_Clock(today), day_confirmed=False)
        with pytest.raises(Refused) as refusal:
            letter.issue(strange, case)
        assert refusal.value.rule == "F3"
    later = replace(desk, clock=_Clock(date(2027, 1, 8)), day_confirmed=False)
    replace(desk, clock=_Clock(date(2027, 1, 7)), day_confirmed=False).check_date()
    later.confirm_date()
    assert letter.issue(later, case)[1].record.day == date(2027, 1, 8)


def test_f3_on_a_strange_day_nothing_seems_to_be_owed_and_a_stored_letter_is_given(
    desk: Desk,
) -> None:
    """F3, C2: only what is made anew waits; what was sent is given again as it is stored."""
    strange = replace(desk, clock=_Clock(date(2027, 1, 8)), day_confirmed=False)
    nothing = decision.make(desk, receive(desk, ticket="MMD-2-W"), Proposal("withdrawn"))
    assert refused(lambda: letter.issue(strange, nothing))[0] == "F3"
    case, issued = letter.issue(desk, migration(desk))
    case = letter.dispatched(desk, case, issued.record.number, DAY, "R")
    again = letter.issue(strange, case)[1]
    assert (again.record, again.sha256) == (issued.record, issued.sha256)


class _Clock:
    """A clock that stands on a day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self, zone: str) -> date:
        return self.day

    def now(self) -> str:
        return "2026-11-23T12:00:00.000000Z"


def test_f1_f2_the_service_zone_decides_what_today_is(desk: Desk) -> None:
    """F1, F2: rules take the day as an argument; a fact keeps the day and the machine's moment."""
    standing = desk.standing()
    assert (standing.zone, desk.today()) == ("Europe/Brussels", DAY)
    fact = receive(desk).facts[0]
    assert fact.day == DAY
    assert fact.at != f"{DAY}"
    assert fact.at.endswith("Z")


def test_every_outcome_has_its_letter_or_none(desk: Desk) -> None:
    """C1: every outcome from end to end."""
    wishes: dict[str, tuple[dict[str, Any], Proposal, str]] = {
        "approve": (FACTOR_4, Proposal("approve"), "approved"),
        "approve_migration": (FACTOR_3, Proposal("approve_migration"), "migration"),
        "decline": (
            {"non_negotiable": "yes"},
            Proposal("decline", "It replaces Defender."),
            "declined",
        ),
        "return": ({}, Proposal("return", "Which devices?"), "returned"),
        "no_exemption_needed": (
            {},
            Proposal("no_exemption_needed", route="routine_change"),
            "no_exemption",
        ),
    }
    for place, (outcome, (answers, wish, kind)) in enumerate(wishes.items()):
        case = receive(desk, ticket=f"MMD-{place}-T")
        case, first = letter.issue(desk, case)
        assert first.record.kind == "acknowledgement"
        case = decision.make(desk, assessment.answer(desk, case, answers), wish)
        case, issued = letter.issue(desk, case)
        assert (case.decision.made.outcome, issued.record.kind) == (outcome, kind)  # type: ignore[union-attr]
    withdrawn = decision.make(desk, receive(desk, ticket="MMD-9-T"), Proposal("withdrawn"))
    assert state(withdrawn, DAY) == "withdrawn"
    with pytest.raises(Refused):
        letter.issue(desk, withdrawn)


def test_a_letter_whose_file_is_gone_is_an_environment_error(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says what to do."""
    _, issued = letter.issue(desk, migration(desk))
    monkeypatch.setattr(type(desk.store), "document", lambda self, id: None)
    with pytest.raises(StoreError, match="verify"):
        letter.stored(desk, issued)


def test_b8_no_edition_in_force_is_said(desk: Desk) -> None:
    """B8: an edition before its first day falls back to the first; an unknown one is refused."""
    assert desk.edition(date(2019, 1, 1)).code == "2019-11"
    with pytest.raises(Refused) as refusal:
        replace(desk, editions={}).edition(DAY)
    assert refusal.value.rule == "B8"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The first notice went out on day 0."""
    (tmp_path / "course").mkdir()
    made = Course(tmp_path / "course")
    made.notified()
    return made


@pytest.mark.parametrize(
    "kind",
    [
        "retimed",
        "appeal_received",
        "appeal_outcome",
        "revocation_withdrawn",
        "cover_ended",
        "reinstated",
    ],
)
def test_c3_a_letter_that_nothing_calls_for_is_not_proposed(
    desk: Desk, course: Course, kind: str
) -> None:
    """C3: not in a course in which it did not happen, and not of a case without a revocation."""
    assert refused(lambda: letter.proposed(course.on(5), course.case(), kind)) == ("C3", "kind")
    assert refused(lambda: letter.issue(course.on(5), course.case(), kind)) == ("C3", "kind")
    case = migration(desk)
    with pytest.raises(Refused, match="that a letter could tell of") as refusal:
        letter.proposed(desk, case, kind)
    assert refusal.value.rule == "C3"


def test_c3_of_a_decided_case_only_the_letter_of_its_decision(desk: Desk) -> None:
    """C3, C2: an acknowledgement comes before the decision:
    one that waits then is void and never dispatched.
    """
    case, told = letter.issue(desk, receive(desk))
    case = decision.make(
        desk, assessment.answer(desk, case, FACTOR_3), Proposal("approve_migration")
    )
    assert refused(lambda: letter.proposed(desk, case, "acknowledgement")) == ("C3", "kind")
    assert letter.condition(desk, case, told) == "void"
    assert (
        letter.overtaken(desk, case, told)
        == "The case is decided: its letter is that of the decision"
    )
    act = lambda: letter.dispatched(desk, case, told.record.number, DAY, "MMD-1")
    assert refused(act) == ("C2", "letter")
    case, first = letter.issue(desk, case)
    case = decision.make(desk, case, Proposal("decline", "A new finding."))
    assert refused(lambda: letter.proposed(desk, case, "migration")) == ("C3", "kind")
    stored = case.letter(first.record.number)
    assert stored is not None
    assert letter.condition(desk, case, stored) == "void"
    assert letter.overtaken(desk, case, stored) == "It was overtaken by a newer letter or decision"


def test_c9_what_could_be_written_now(desk: Desk) -> None:
    """C9: the next one first; what is written is none of them,
    and then the newest letter is the one to look at.
    """
    case = receive(desk)
    assert (letter.wanted(desk, case), letter.choices(desk, case)) == (
        "acknowledgement",
        ("acknowledgement",),
    )
    case = migration(desk, ticket="MMD-2-B")
    assert (letter.wanted(desk, case), letter.choices(desk, case)) == ("migration", ("migration",))
    case, issued = letter.issue(desk, case)
    assert (letter.choices(desk, case), letter.condition(desk, case, issued)) == ((), "issued")
    case = letter.printed(desk, case, issued.record.number)
    assert letter.condition(desk, case, case.letters[-1]) == "printed"
    case = letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1")
    assert letter.condition(desk, case, case.letters[-1]) == "dispatched"
    now = desk.moment()
    assert letter.wanted(desk, case) == issued.record.number
    assert asked.wanted_kind(case, now.day, now.coming) == "migration"
    withdrawn = decision.make(desk, receive(desk, ticket="MMD-3-C"), Proposal("withdrawn"))
    assert refused(lambda: letter.wanted(desk, withdrawn)) == ("C3", "kind")
    assert letter.choices(desk, withdrawn) == ()


def test_c2_which_stored_letter_is_given_again(course: Course) -> None:
    """C2: by its number any; by its kind the one that waits while it says what is so;
    a notice that was dispatched.
    """
    case, received = course.case(), course.case().letters[-1]
    assert letter.given_again(course.on(1), case, received.record.number) == received
    assert letter.given_again(course.on(1), case, "notice_first") == received
    assert letter.given_again(course.on(1), case, "notice_second") is None
    appeal.raise_appeal(course.on(5), case, day(5), "upgrade", "Version 6.1 is deployed.")
    case, waiting = letter.issue(course.on(5), course.case(), "appeal_received")
    assert letter.given_again(course.on(5), case, "appeal_received") == waiting
    appeal.decide_appeal(course.on(6), case, "stands", "It hangs all the same.")
    assert letter.given_again(course.on(6), course.case(), "appeal_received") is None
    assert refused(lambda: letter.issue(course.on(6), course.case(), "appeal_received")) == (
        "C3",
        "kind",
    )
    case = revocation.withdraw(course.on(7), course.case(), "A fixed driver.")
    assert letter.given_again(course.on(7), case, "notice_first") == received
    assert letter.given_again(course.on(7), case, "notice_second") is None


def test_d3_no_letter_bears_a_past_day(desk: Desk) -> None:
    """D3: it bears the day on which it is to be dispatched, today or later."""
    case = migration(desk)
    assert refused(lambda: letter.issue(desk, case, dated=day(-1))) == ("D3", "for")
    assert letter.issue(desk, case, dated=day(2))[1].record.day == day(2)


def test_d3_the_ticket_of_another_case_is_kept_only_with_a_reason(desk: Desk) -> None:
    """D3: it would find another message in the portal;
    this case's own ticket is taken without a question.
    """
    receive(desk)
    case, issued = letter.issue(desk, migration(desk, ticket="MMD-2-B"))

    def dispatched(reference: str, reason: str = "") -> Case:
        return letter.dispatched(desk, case, issued.record.number, DAY, reference, reason=reason)

    with pytest.raises(Refused, match="is the ticket of A-0001") as refusal:
        dispatched("mmd-1465058-r5v8p")
    assert (refusal.value.rule, refusal.value.field) == ("D3", "reference")
    case = dispatched("MMD-1465058-R5V8P", "The customer asked in that ticket.")
    assert case.letters[-1].reference == "MMD-1465058-R5V8P"
    case, issued = letter.issue(desk, migration(desk, ticket="MMD-3-C"))
    assert dispatched("mmd-3-c").letters[-1].dispatched == DAY


@pytest.mark.parametrize("notice", ["first", "second", "third", "final"])
def test_c2_d1_a_second_revocation_gives_no_notice_of_the_first(
    course: Course, notice: str
) -> None:
    """C2, D1: while a revocation is open, a notice is one of its own;
    one of a revocation that ended is given by its number.
    """
    for on, name in ((30, "second"), (60, "third"), (83, "final")):
        course.send(on, name)
    case = revocation.withdraw(course.on(84), course.case(), "A fixed driver.")
    old = asked.sent_notice(case, notice)
    assert old is not None
    again = course.revoke(95)
    desk = course.on(95)
    assert letter.given_again(desk, again, f"notice_{notice}") is None
    assert letter.given_again(desk, again, old.record.number) == old
    case = course.send(95, "first")
    assert (letter.given_again(desk, case, f"notice_{notice}") == case.letters[-1]) == (
        notice == "first"
    )
    desk = course.on(96)
    sent = case.letters[-1].record.number
    case = letter.correct_dispatch(desk, case, sent, day(95), "R", "Never sent.", taken_back=True)
    assert letter.given_again(desk, case, f"notice_{notice}") is None


def test_c9_d1_the_letter_of_a_second_revocation_is_its_own_first_notice(course: Course) -> None:
    """C9, D1: asked without a kind, it is the next letter of the revocation that is open."""
    revocation.withdraw(course.on(5), course.case(), "A fixed driver.")
    case, told = letter.issue(course.on(5), course.case(), "revocation_withdrawn")
    letter.dispatched(course.on(5), case, told.record.number, day(5), "R")
    course.revoke(9)
    desk = course.on(9)
    assert letter.given_again(desk, course.case(), "") is None
    proposed = letter.proposed(desk, course.case())
    assert (proposed.kind, proposed.day) == ("notice_first", day(9))
