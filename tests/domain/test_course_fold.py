"""The fold of the course: facts that have lost their footing change nothing;
what the others do (rules D1 to D11).
"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from mmd_reviewer.bootstrap import wordings
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import boundaries, state
from mmd_reviewer.domain.course_history import tell_course
from mmd_reviewer.domain.deed import Seal
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.edition_impact import BREAKS, TO_JUDGE, impact_of
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters import edition as letters_edition
from mmd_reviewer.domain.letters.checks import FAILED, PASSED, check_letter
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.kind import News, Telling, Writing
from mmd_reviewer.domain.letters.words import Statements
from mmd_reviewer.domain.request_queue import next_date
from mmd_reviewer.domain.revocation import FIRST, Revocation, Schedule, Sent
from mmd_reviewer.domain.revocation_changed import notice_dispatched
from tests.domain.letter_cases import APPEAL, GROUNDS, IN_FORCE, LAPTOP, decided, notified, write
from tests.making import DAY, called_for, case, edition, request

LOST: tuple[Body, ...] = (
    kinds.GroundAdded(("cost",), "w", "n", "2019-11", "Edition 1", {"cost": "x"}),
    kinds.Retimed("stay", None, DAY, "w"),
    APPEAL,
    kinds.AppealDecided("stands", "w"),
    kinds.RevocationWithdrawn("w"),
    kinds.NoticeSentElsewhere("first", DAY, "R", "Petra"),
    kinds.DispatchCorrected("A-0001-L9", DAY, "R", "w"),
    kinds.LetterDispatched("A-0001-L9", DAY, "R", ""),
    kinds.RemovalConfirmed(("nobody",), DAY, "Jana"),
    kinds.CarriedOver(("nobody",), DAY, "A-0002"),
    kinds.FoundAgain((LAPTOP.key,), DAY, "Ines"),
)


@pytest.mark.parametrize("body", LOST, ids=lambda body: type(body).__name__)
def test_a_fact_without_its_footing_changes_nothing(body: Body) -> None:
    """D1 to D11: on an exemption in force without a revocation, after an undo or a merge."""
    before, after = case(*IN_FORCE[:2]), case(*IN_FORCE[:2], body)
    assert (after.revocations, after.spans, after.letters) == (
        before.revocations,
        before.spans,
        before.letters,
    )
    assert state(after, DAY) == "in_force"
    assert tell_course(after.facts[-1])


def test_d1_words_prepared_after_the_first_notice_change_nothing() -> None:
    """D1, D2: the four contents are frozen with the first dispatch."""
    after = notified(5, replace(GROUNDS, why="Another reason."))
    assert after.revocation is not None
    assert after.revocation.prepared.why == "61 stop errors."


def test_d5_a_notice_recorded_twice_counts_once() -> None:
    """D5, D3: sent elsewhere and by letter: the first of them stands."""
    after = notified(5, kinds.NoticeSentElsewhere("first", DAY, "R2", "Petra"))
    assert after.revocation is not None
    assert after.revocation.sent["first"].reference == "R"


def test_d10_without_a_list_of_devices_nothing_closes() -> None:
    """D10: a removal closes a revocation only if there were devices;
    a released device never closes it.
    """
    made = try_released()
    assert made.revocation is not None
    assert [device.serial for device in made.under_revocation(DAY)] == ["016520771357"]


def try_released() -> Case:
    return notified(5, APPEAL, kinds.AppealDecided("varied", "The pilot.", None, "", (LAPTOP.key,)))


def test_d8_all_released_leaves_no_revocation_to_remove_from() -> None:
    """D8: every device released and none removed: still open, nobody concerned."""
    keys = tuple(device.key for device in IN_FORCE[1].devices)
    made = notified(5, APPEAL, kinds.AppealDecided("varied", "All may stay.", None, "", keys))
    assert made.revocation is not None
    assert made.under_revocation(DAY) == ()
    assert called_for(made, DAY) == ("appeal_outcome", "approved")  # C9: both are owed
    removed = notified(
        5,
        APPEAL,
        kinds.AppealDecided("varied", "w", None, "", (LAPTOP.key,)),
        kinds.RemovalConfirmed((IN_FORCE[1].devices[0].key,), DAY, "Jana"),
    )
    assert removed.revocation is None
    assert state(removed, DAY) == "in_force"


def test_d3_the_deadline_is_the_later_of_day_90_and_the_day_named() -> None:
    """D3: a first notice that names a later day keeps it."""
    first = notice_dispatched(
        Revocation(GROUNDS, DAY), FIRST, Sent("L", DAY, "R"), DAY + timedelta(days=95)
    )
    assert first.dates == Schedule(DAY, DAY + timedelta(days=95))


def test_d11_before_the_first_dispatch_there_is_nothing_to_correct() -> None:
    """D11: a correction of a letter that is no notice of the course leaves the dates alone."""
    made = notified(5, kinds.DispatchCorrected("A-0001-L9", DAY, "R", "w"))
    assert made.revocation is not None
    assert made.revocation.dates == Schedule(DAY - timedelta(days=5), DAY + timedelta(days=85))


def test_a6_the_state_of_every_day_of_a_course() -> None:
    """A6, D8, D9: by all facts known, also for days that are past;
    the boundaries name every change.
    """
    made = notified(
        100,
        APPEAL,
        kinds.AppealDecided("varied", "w", DAY + timedelta(days=30)),
        kinds.RemovalConfirmed(
            tuple(device.key for device in IN_FORCE[1].devices), DAY + timedelta(days=3), "Jana"
        ),
    )
    days = {name: DAY + timedelta(days=n) for name, n in (("gap", -5), ("back", 0), ("clean", 3))}
    assert {name: state(made, on) for name, on in days.items()} == {
        "gap": "cover_ended",
        "back": "in_revocation",
        "clean": "removed",
    }
    changes = boundaries(made)
    for before, after in pairwise(changes):
        inside = {state(made, before + timedelta(days=n)) for n in range((after - before).days)}
        assert len(inside) == 1
    assert next_date(made, state(made, days["clean"])) is None


def test_letters_that_the_course_calls_for() -> None:
    """C9, D5: the notice that is near, then what is owed,
    oldest first; the approval was never told here.
    """
    assert called_for(case(*IN_FORCE), DAY) == ("notice_first", "approved")
    assert called_for(notified(20), DAY) == ("approved",)
    assert called_for(notified(27), DAY) == ("notice_second", "approved")
    assert called_for(notified(95), DAY) == ("cover_ended", "approved")
    assert called_for(notified(5, APPEAL), DAY) == ("appeal_received", "approved")
    assert called_for(case(*IN_FORCE[:2]), DAY) == ("approved",)
    told = case(*IN_FORCE[:1])
    assert told.decision is not None
    known = kinds.ToldElsewhere("approved", (told.decision.fact,), DAY, "R", "Petra")
    assert called_for(case(*IN_FORCE[:1], known, *IN_FORCE[1:2]), DAY) == ()


def test_d7_a_stay_is_said_in_the_letter_of_the_appeal() -> None:
    """D8, D7: an appeal alone stops nothing; a stay is a retiming."""
    stay = kinds.Retimed(
        "stay", DAY + timedelta(days=85), DAY + timedelta(days=120), "While the driver is tested."
    )
    text = as_text(write(notified(5, APPEAL, stay), "appeal_received"))
    assert "While we look at it, the deadline is Tuesday 23 March 2027." in text
    made = notified(
        5, kinds.Retimed("severe_incident", None, DAY + timedelta(days=9), "w", "I-7", "Petra")
    )
    assert "incident I-7, approved by Petra" in tell_course(made.facts[-1])
    assert "retimed" not in called_for(made, DAY)


@pytest.mark.parametrize("dispatched", [True, False])
def test_c2_d7_a_decided_shortening_makes_the_waiting_letter_void(dispatched: bool) -> None:
    """C2, D7: the letter of an earlier change would tell half of it now; one that went out told it,
    and stays what the customer has.
    """
    longer = kinds.Retimed("agreement", DAY + timedelta(days=85), DAY + timedelta(days=120), "w")
    record = write(notified(5, longer), "retimed")
    sent = [kinds.LetterDispatched(record.number, DAY, "R", "")] if dispatched else []
    shorter = kinds.Retimed(
        "severe_incident", DAY + timedelta(days=120), DAY + timedelta(days=20), "w", "I-7", "Petra"
    )
    made = notified(5, longer, kinds.LetterIssued(record, "ef", 1), *sent, shorter)
    assert made.letters[-1].void is not dispatched
    assert [row.void for row in made.letters[:-1]] == [False]  # the first notice went out


def test_d8_varied_without_a_new_deadline() -> None:
    """D8: only the actions change; the dates are as they were."""
    made = notified(5, APPEAL, kinds.AppealDecided("varied", "w", None, "Bring it to 6.2."))
    text = as_text(write(made, "appeal_outcome"))
    assert "Bring it to 6.2." in text
    assert "The deadline is now" not in text


def test_d9_the_record_letter_after_a_course_without_gaps() -> None:
    """D9, D4: every notice sent, so none is named as missing."""
    later = [
        kinds.NoticeSentElsewhere(name, DAY - timedelta(days=n), "R", "P")
        for name, n in (("second", 65), ("third", 35), ("final", 12))
    ]
    assert "Not sent in the course" not in as_text(write(notified(95, *later), "cover_ended"))


def test_checks_of_a_notice_and_its_annex() -> None:
    """D2, C3: days left agree with the deadline; every line of the annex stands on a page."""
    record = write(notified(30), "notice_second")
    words = as_text(record)
    page = f"A-0001 Fabrikam {words}"

    def results(letter: LetterRecord, text: str) -> dict[str, str]:
        return {
            check.words: check.result
            for check in check_letter(letter, None, [text], 0, wordings().standard("en"))
        }

    assert results(record, page)["Dates and days left agree with the schedule"] == PASSED
    moved = replace(record, deadline=DAY + timedelta(days=61))
    assert results(moved, page)["The days left do not agree with the deadline"] == FAILED
    cut = page.replace("5CG1", "")
    assert results(record, cut)["A line of the annex is not on the page"] == FAILED


def test_b8_the_letter_of_an_edition_and_its_impact() -> None:
    """B8: what changes is listed; where only wording changes it says so;
    known broken conditions break it.
    """
    old = edition()

    def texts_of(new: Edition) -> list[str]:
        news, words = News(new, old, date(2027, 1, 1)), Statements()
        telling = Telling("edition", "", DAY, ())
        return [
            block.text
            for block in letters_edition.blocks(Writing(case(), DAY, words, old, telling, news))
        ]

    texts = texts_of(old)
    assert "<edition.wording>" in texts
    fewer = replace(
        old,
        types=old.types[:1],
        conditions=(replace(old.conditions[0], text="harm anybody"), *old.conditions[2:]),
    )
    kinds_of = texts_of(fewer)
    assert {f"<edition.headings.{name}>" for name in ("changed", "gone", "types")} <= set(kinds_of)
    made = case(*IN_FORCE[:2])
    assert made.decision is not None
    broken = replace(
        made.decision.made,
        findings={**made.decision.made.findings, "security": "broken"},
        wording={"cost": "An exemption must not cost anything"},
    )
    found = impact_of(
        replace(made, decision=replace(made.decision, made=broken)), "in_force", fewer
    )
    assert [row.verdict for row in found if row.what.endswith("its approval")] == [BREAKS]
    assert [row.what for row in found if row.verdict == TO_JUDGE] == [
        "Its exemption type is no longer used"
    ]
    again = replace(old, conditions=tuple(replace(row, text="be other") for row in old.conditions))
    found = impact_of(
        replace(made, decision=replace(made.decision, made=broken)), "in_force", again
    )
    assert any(row.what.endswith("worded anew") for row in found)


def test_b8_a_condition_that_was_not_judged_at_the_approval_is_to_be_judged() -> None:
    """B8, B5: who approves what factor 1 declines need not have assessed the key conditions;
    an edition in the same words may break them all the same.
    """
    asked = request()
    answers = {"non_negotiable": "yes", "conditions": {"security": "holds"}}
    made = decided("approve", answers, asked=asked, reason="The board decided so.", months=12)
    found = impact_of(made, "in_force", edition())
    assert {row.verdict for row in found} == {TO_JUDGE}
    assert [row.what for row in found] == [
        f"{one.name}: not judged at its approval"
        for one in edition().conditions
        if one.code != "security"
    ]


def test_a_seal_is_written_and_read() -> None:
    """A cover list prints it; anything else is refused."""
    seal = Seal(12, "ab" * 32)
    assert Seal.read(str(seal)) == seal
    assert Seal.read(f" {10**15 - 1}:{'ab' * 32} ").facts == 10**15 - 1
    for text in ("12", "12:xyz", "x:" + "ab" * 32, "٣:" + "ab" * 32, f"{10**15}:{'ab' * 32}"):
        with pytest.raises(ValueError, match=r".*"):
            Seal.read(text)


def test_d8_a_dispatch_after_the_revocation_is_over_starts_nothing() -> None:
    """D8: recorded at another station and merged,
    the letter is dispatched and the course stays closed.
    """
    second = kinds.LetterIssued(write(notified(30), "notice_second"), "cd", 1)
    withdrawn = kinds.RevocationWithdrawn("A fixed driver.")
    after = notified(
        30, second, withdrawn, kinds.LetterDispatched(second.record.number, DAY, "R2", "")
    )
    assert (after.revocation, list(after.revocations[-1].sent)) == (None, ["first"])
    assert after.letters[-1].reference == "R2"
    with pytest.raises(Refused, match="no open revocation"):
        write(after, "notice_third")


def test_d7_a_shortening_told_after_the_old_deadline_never_held() -> None:
    """D7: recorded at another station and merged;
    the old deadline came first, so that one stays.
    """
    shorter = kinds.Retimed(
        "severe_incident", DAY + timedelta(days=1), DAY, "It spreads.", "I-7", "Petra"
    )
    waiting = notified(89, shorter)
    assert waiting.revocation is not None
    assert waiting.revocation.shortening is not None
    told = kinds.ToldElsewhere(
        "retimed", (waiting.revocation.shortening.fact,), DAY + timedelta(days=2), "Mail 7", "Petra"
    )
    after = notified(89, shorter, told)
    assert after.revocation is not None
    assert after.revocation.dates == waiting.revocation.dates
    assert after.revocation.retimings == ()
