"""The words of letters: required contents, replacement, the plain-text twin."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mmd_reviewer.bootstrap import wordings
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.assessment import patch_from
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.checks import CONFIRM, FAILED, PASSED, check_letter
from mmd_reviewer.domain.letters.compose import (
    Replacement,
    Why,
    as_text,
    check_complete,
    lacking,
    says_the_same,
)
from mmd_reviewer.domain.letters.kinds import KINDS
from mmd_reviewer.domain.letters.owed import letters_next, letters_owed
from mmd_reviewer.domain.letters.signs import legible
from tests.domain.letter_cases import BROKEN, CASES, decided, write
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_3, HOLDING, case, edition, request, write_letter


@pytest.mark.parametrize("kind", KINDS)
def test_c3_every_kind_has_its_required_contents(kind: str) -> None:
    """C3: number, date, addressee, ticket, type, contact and the contents of the kind."""
    record = write(CASES[kind], kind)
    assert record.kind == kind
    assert lacking(record) == ()
    check_complete(record)
    text = as_text(record)
    for words in (
        "A-0001-L",
        "Monday 23 November 2026",
        "Fabrikam",
        "Jana Hofer",
        "MMD-1465058-R5V8P",
        "Contact:",
    ):
        assert words in text
    assert "{" not in text.replace("{b}", "")


@pytest.mark.parametrize(
    ("kind", "content"), [(kind, content) for kind in KINDS for content in KINDS[kind].required]
)
def test_c3_issuing_is_refused_while_a_content_is_missing(kind: str, content: str) -> None:
    """C3: each content alone is missed and named."""
    record = write(CASES[kind], kind)
    holed = replace(
        record,
        blocks=tuple(
            replace(
                block, content=" ".join(name for name in block.content.split() if name != content)
            )
            for block in record.blocks
        ),
    )
    with pytest.raises(Refused, match="it lacks") as refusal:
        check_complete(holed)
    assert (refusal.value.rule, refusal.value.field) == ("C3", content)


def test_c3_a_letter_without_addressee_is_not_complete() -> None:
    """C3: the head counts too."""
    record = replace(write(CASES["approved"]), addressee=(), number="")
    assert lacking(record)[:2] == ("number", "addressee")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "acknowledgement",
            ["24 months", "All four details are given".replace("All", "all"), "not a decision"],
        ),
        (
            "returned",
            ["Proposal: the solution", "Timeline: how long", "we count its age from the day"],
        ),
        (
            "approved",
            [
                "Microsoft technology cannot meet the requirement",
                "Thursday 23 November 2028",
                "Test group first.",
                "5CG1235",
                "one week before the deadline",
                "We remove nothing from your devices without your consent",
            ],
        ),
        (
            "migration",
            [
                "Always On VPN by Intune",
                "The period you asked for: 24 months",
                "We grant 12 months",
                "Tuesday 23 November 2027",
            ],
        ),
        (
            "declined",
            [
                "two key conditions",
                "The driver is unsigned.",
                "61 stop errors",
                "file a new request",
                "would change",
            ],
        ),
        ("no_exemption", ["Intune", "It has no driver."]),
    ],
)
def test_what_letters_say(kind: str, words: list[str]) -> None:
    """C1, C3, C5: the facts of the case stand in its letter."""
    text = as_text(write(CASES[kind]))
    for expected in words:
        assert expected in text, expected


def test_letters_of_special_cases() -> None:
    """C1, B5: one broken condition, an overridden one, no ticket,
    open-ended, no technology, missing details.
    """
    one = {**BROKEN, "conditions": {**HOLDING, "security": "broken"}}
    assert "breaks a key condition: an exemption must not" in as_text(
        write(decided("decline", one))
    )
    overridden = decided("approve", one, reason="A fixed driver is due.", open_ended=True)
    text = as_text(write(overridden))
    assert "We nevertheless approve the exemption" in text
    assert "has no end date" in text
    assert "A fixed driver is due." in text
    first = decided(
        "decline",
        {"non_negotiable": "yes"},
        reason="It replaces Defender.",
        asked=request(ticket=""),
    )
    text = as_text(write(first))
    assert "filed without a portal ticket" in text
    assert "Please quote A-0001." in text
    assert "not negotiable" in text
    early = decided("decline", {}, reason="The customer's site closes.")
    assert "has not been completed" in as_text(write(early))
    weeks = decided(
        "approve_migration", FACTOR_3, asked=request(timeline="six weeks"), reason="A study."
    )
    assert "We grant 6 weeks." in as_text(write(weeks))
    with pytest.raises(Refused, match="Microsoft technology, by name"):
        check_complete(write(decided("approve_migration", {**FACTOR_3, "technology": ""})))
    lacking_details = case(asked=request(type="", type_words="Toys", timeline=""))
    text = as_text(write(lacking_details))
    assert "exemption type, timeline" in text
    assert "Toys" in text
    wordy = request(timeline="24 months, while the ERP moves")
    assert "In your words: 24 months, while the ERP moves" in as_text(write(case(asked=wordy)))
    advised = decided(
        "decline", {**FACTOR_3, "technology": "Always On VPN"}, reason="No budget on our side."
    )
    assert "A Microsoft alternative\nAlways On VPN" in as_text(write(advised))
    until = decided("approve_migration", FACTOR_3, asked=request(timeline="until 30 June 2027"))
    assert "You asked for: Until Wednesday 30 June 2027" in as_text(write(until))
    assert "2027-06" not in as_text(write(until))
    assert "Until Wednesday 30 June 2027" in as_text(
        write(case(asked=request(timeline="until 30 June 2027")))
    )
    assert "We grant a period until Wednesday 30 June 2027." in as_text(write(until))
    insufficient = write(decided("return", {}, judged="requirement", reason="Please say why."))
    assert "Please say why." in as_text(insufficient)


def test_a1_a_judged_detail_is_named_with_its_why() -> None:
    """A1: the returned letter says which detail is not sufficient and why."""
    judged = case(kinds.DetailJudged("requirement", False, "It names no business need."))
    made = try_to("return", {}, of=judged)
    of = case(kinds.DetailJudged("requirement", False, "It names no business need."), made)
    assert "Requirement: what you sent is not sufficient. It names no business need." in as_text(
        write(of)
    )


def test_c3_facts_of_a_decline_are_asked_for() -> None:
    """C3: a decline without a reason or note has no facts and is not issued."""
    bare = {**BROKEN, "notes": {}}
    with pytest.raises(Refused, match="the facts"):
        check_complete(write(decided("decline", bare)))


def test_c3_a_kind_the_case_does_not_call_for_is_refused() -> None:
    """C3: no approval letter of a decline, none of a withdrawal, none of an unknown kind."""
    for of, kind in ((CASES["declined"], "approved"), (case(), "declined"), (case(), "poem")):
        with pytest.raises(Refused) as refusal:
            write(of, kind)
        assert refusal.value.rule == "C3"
    assert letters_next(decided("withdrawn", {}), DAY) == ()  # C9: a withdrawal owes no letter
    assert [row.kind for row in letters_next(case(), DAY)] == ["acknowledgement"]
    assert letters_owed(case(), DAY) == ()  # C9: an acknowledgement is never owed


def test_c2_a_replacing_letter_says_which_one_it_replaces() -> None:
    """C2: a correction is a new letter that names the first and why."""
    record = write(CASES["declined"])
    made: DecisionMade = CASES["declined"].decision.made  # type: ignore[union-attr]
    issued = case(made, kinds.LetterIssued(record, "ab", 1))
    again = write(issued, "declined", Replacement(issued.letters[0], Why("A name was misspelt.")))
    assert again.number == "A-0001-L2"
    assert again.replaces == "A-0001-L1"
    assert "replaces letter A-0001-L1 of Monday 23 November 2026" in as_text(again)
    both = case(made, kinds.LetterIssued(record, "ab", 1), kinds.LetterIssued(again, "cd", 1))
    assert [row.void for row in both.letters] == [True, False]


def results(record: LetterRecord, pages: list[str] | None = None, **given: Any) -> dict[str, str]:
    """Check words by result for a letter."""
    made = given.get("made")
    shown = pages if pages is not None else [as_text(record)]
    return {
        check.words: check.result
        for check in check_letter(
            record, made, shown, given.get("annotations", 0), wordings().standard("en")
        )
    }


def test_c3_a_record_without_its_route_or_end_is_not_issued() -> None:
    """C1, C3: what the decision should hold and does not is found before issuing."""
    for kind, change in (("no_exemption", {"route": "gone"}), ("migration", {"until": None})):
        whole = CASES[kind]
        assert whole.decision is not None
        made = replace(whole.decision.made, **change)
        with pytest.raises(Refused) as refusal:
            check_complete(write(case(patch_from(FACTOR_3, edition(), request()), made)))
        assert refusal.value.rule == "C3"
    unanswered = CASES["closed"].decision
    assert unanswered is not None
    assert set(lacking(write(case(unanswered.made), "closed"))) == {
        "no_answer",
        "missing",
        "reopens",
    }


def test_b6_a_migration_under_an_edition_without_months_says_no_band() -> None:
    """B6, B8: a decision of before records carried their months,
    and an edition here that has none.
    """
    whole = CASES["migration"].decision
    assert whole is not None
    of = case(patch_from(FACTOR_3, edition(), request()), replace(whole.made, band=None))
    assert "3 to 12 months" in as_text(write(of))
    factors = tuple(replace(row, if_yes="approve", months=None) for row in edition().factors)
    text = as_text(write_letter(of, under=replace(edition(), factors=factors)))
    assert "3 to 12 months" not in text
    assert "We grant 12 months." in text


def test_checks_of_a_sound_letter_all_pass() -> None:
    """Ux, "Letter preview": nothing red, nothing amber."""
    record = write(CASES["migration"])
    made = CASES["migration"].decision.made  # type: ignore[union-attr]
    assert set(results(record, made=made).values()) == {PASSED}


def with_text(record: LetterRecord, text: str, source: str = "reason") -> LetterRecord:
    """The letter with one more paragraph."""
    return replace(record, blocks=(*record.blocks, Block("text", text, source=source)))


def test_c6_checks_find_what_is_wrong() -> None:
    """C6, C3: a wrong weekday, a date in digits, an empty place,
    a missing content, a page without its case.
    """
    record = write(CASES["migration"])
    made = CASES["migration"].decision.made  # type: ignore[union-attr]
    assert (
        results(with_text(record, "Until Monday 19 February 2027."))["A weekday is wrong"] == FAILED
    )
    assert (
        results(with_text(record, "Until Monday 31 February 2027."))["A date does not exist"]
        == FAILED
    )
    assert results(with_text(record, "Until 3/4/2027."))["A date has digits only"] == CONFIRM
    assert results(with_text(record, "Ask {name}."))["A place may be left empty"] == CONFIRM
    assert results(with_text(record, "Ask {name}.", ""))["A place may be left empty"] == FAILED
    other = replace(made, until=date(2027, 1, 1))
    assert results(record, made=other)["The last day is not the decision’s"] == FAILED
    assert (
        results(replace(record, blocks=record.blocks[:2]))["A required content is missing"]
        == FAILED
    )
    assert results(record, pages=["nothing"])["A page does not say whose it is"] == FAILED
    half = [as_text(record).replace("Always On VPN by Intune", "")]
    assert results(record, pages=half)["A sentence is not on the page"] == FAILED
    assert results(record, annotations=1)["No link, no active content"] == FAILED
    signs, words = frozenset("中"), wordings().standard("en")
    written = legible(with_text(record, "Plant 中."), signs, words, leave=True)
    assert results(written)["Characters are written out as numbers"] == CONFIRM
    assert results(replace(record, addressee=()))["A required content is missing"] == FAILED


@pytest.mark.parametrize("wish", ["TBD", "???", "{name}", "[ ]", "___"])
@pytest.mark.parametrize("also", ["", "de"])
def test_c6_what_the_customer_wrote_is_no_place_left_empty(wish: str, also: str) -> None:
    """C6, A1: it is quoted; only the program's own words are looked through for such places."""
    asked = request(type="", type_words=wish, requirement=wish)
    record = write_letter(case(asked=asked), also=also)
    assert f"“{wish}”" in as_text(record)
    assert results(record)["No empty place left"] == PASSED
    subject = replace(record.blocks[0], text=f"TODO: {record.blocks[0].text}")
    found = results(replace(record, blocks=(subject, *record.blocks[1:])))
    assert found["A place may be left empty"] == FAILED
    left = with_text(record, f"Ask {wish} for it.", "")  # the same words, and not quoted
    assert results(left)["A place may be left empty"] == FAILED


def test_c6_words_read_leftwards_are_on_the_page_whichever_way_their_brackets_look() -> None:
    """C6: readers of files turn brackets round there; a word that is missing is still missed."""
    record = with_text(write_letter(case(asked=request())), "שרה (ירושלים) asks.")
    turned = as_text(record).replace("(ירושלים)", ")ירושלים(")
    assert "A sentence is not on the page" not in results(record, pages=[turned])
    cut = as_text(record).replace("ירושלים", "")
    assert results(record, pages=[cut])["A sentence is not on the page"] == FAILED


def test_a2_an_acknowledgement_that_asks_for_the_type_explains_the_types() -> None:
    """A2, A1: the table stands wherever a type is asked for; one that is given needs none."""
    asks = as_text(write_letter(case(asked=request(type="", type_words="A toy"))))
    assert "- Policies: Settings of Windows 10 or Office 365 ProPlus." in asks
    assert "exemption types" not in as_text(write_letter(case()))


def test_a1_a_letter_of_a_request_without_a_type_says_so() -> None:
    """A1: words that are no known type are quoted as they are; of no words nothing is made up."""
    untyped = as_text(write_letter(case(asked=request(type="", type_words=""))))
    assert "Exemption type: Not stated. Ticket MMD-1465058-R5V8P." in untyped
    unknown = as_text(write_letter(case(asked=request(type="", type_words="A toy"))))
    assert "Exemption type: not recognised (you wrote “A toy”)." in unknown


def test_c1_an_approval_told_after_its_last_day_says_that_it_is_over() -> None:
    """C1, C5: the letter is owed all the same;
    it does not read as if the exemption were in force.
    """
    made = case(try_to("approve_migration", FACTOR_3, months=3))
    assert "This day has passed" not in as_text(write_letter(made))
    assert "This day has passed, so the exemption is no longer approved." in as_text(
        write_letter(made, day=DAY + timedelta(days=100))
    )


def test_c2_a_letter_of_an_earlier_version_is_compared_by_its_sentences() -> None:
    """C2: what it states was written down in other terms then; the same sentences are the same."""
    record = write(CASES["declined"])
    signed = next(block for block in record.blocks if block.kind == "signature")
    under = replace(signed, rows=(("Ines Moreau",), *signed.rows))
    blocks = tuple(under if block is signed else block for block in record.blocks)
    before = replace(record, stated="ab" * 32, blocks=blocks, wording="en-10")
    assert says_the_same(before, record)
    other = tuple(replace(block, text=block.text.replace("We", "I")) for block in blocks)
    assert not says_the_same(replace(before, blocks=other), record)
    assert not says_the_same(replace(before, tells=("another fact",)), record)
