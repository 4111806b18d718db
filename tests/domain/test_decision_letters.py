"""Letters of decisions: every one reads without contradiction,
and says what truly decided (B4, B5, B8, C1, C3).
"""

from dataclasses import replace

import pytest

from mmd_reviewer.domain.decision import Proposal, decide
from mmd_reviewer.domain.letters.compose import as_text
from tests.domain import decision_letter_table as written
from tests.domain.letter_cases import closed, decided, write
from tests.making import DAY, FACTOR_3, FACTOR_4, case, edition, request, write_letter

CAN, CANNOT = "Microsoft technology can meet", "Microsoft technology cannot meet"
LETTERS = [part for part in written.FILE.read_text("utf-8").split("=== ") if " -> " in part]


def test_every_decision_has_the_letter_it_was_agreed_to_have() -> None:
    """B5, C3: every recommendation with every decision, kept as a text that a person can read."""
    assert written.table() == written.FILE.read_text("utf-8")


@pytest.mark.parametrize("text", LETTERS, ids=lambda text: text.split("\n")[0])
def test_b4_b5_no_letter_contradicts_itself(text: str) -> None:
    """B4, B5: one factor, its consequence, an overridden condition with it,
    and no end where there is one.
    """
    head, _, body = text.partition("\n")
    if body.startswith("Refused by B4"):
        assert "undetermined" in head
        return
    assert not (CAN in body and CANNOT in body)
    assert not (
        "No key condition is broken" in body and "breaks" in body.partition("What would change")[0]
    )
    assert not (
        "has no end date" in body and "approve the exemption for a migration period" in body
    )
    factor = head.partition(",")[0].removeprefix("factor ")
    ordinal = {"1": "first", "2": "second", "3": "third", "4": "fourth"}.get(factor)
    assert ordinal is None or f"({ordinal} factor of the assessment)" in body
    departs = written.REASON in body
    assert departs == ("reason given" in body)
    if "The facts" in body and "No key condition is broken" in body:
        assert "key condition" not in body.partition("What would change the answer")[2]


@pytest.mark.parametrize("found", list(written.assessments()), ids=lambda found: found.name)
@pytest.mark.parametrize(
    "wish",
    [
        Proposal("return", reason="Which devices?"),
        Proposal("no_exemption_needed", "No driver.", route="routine_change"),
    ],
    ids=["return", "no exemption"],
)
def test_c1_returns_and_routes_do_not_speak_of_the_recommendation(
    found: written.Found, wish: Proposal
) -> None:
    """C1: the same letter, whatever was recommended."""
    made = decide(found.case(), edition(), found.recommendation(), wish, DAY)
    text = as_text(written.letter(case(made, asked=found.asked)))
    plain = decide(case(), edition(), written.Found("", {}).recommendation(), wish, DAY)
    name = edition().type_name("productivity_software")
    said = as_text(written.letter(case(plain))).replace("Security agents & VPNs", name)
    assert text.replace("Security agents & VPNs", name) == said


def test_a1_one_detail_is_asked_for_as_one() -> None:
    """A1: one missing detail is "this detail", in the return and in the acknowledgement."""
    one = as_text(write(decided("return", {}, asked=request(proposal=""))))
    assert "Please give us this detail in" in one
    two = as_text(write(decided("return", {}, asked=request(proposal="", timeline=""))))
    assert "Please give us these details in" in two
    assert "a migration period is 3 to 12 months" in two
    assert "until this detail is given: proposal." in as_text(
        write(case(asked=request(proposal="")))
    )
    assert "by the four factors" in as_text(write(case()))


def test_c1_a_request_closed_unanswered_is_told_so() -> None:
    """C1, C3: that no answer came, what was missing, that an answer opens it again."""
    text = as_text(write(closed()))
    assert "Your request is closed: we had no answer from you" in text
    assert "We returned the request to you on Saturday 24 October 2026" in text
    assert "Proposal: the solution you would like." in text
    assert "Your answer opens the request again" in text


def test_b8_a_decision_keeps_the_words_of_its_edition() -> None:
    """B8: the sentences are recorded with the decision,
    in force or not when its letter is written.
    """
    of = decided("approve", FACTOR_4)
    made = of.decision.made  # type: ignore[union-attr]
    assert made.said == {"no_microsoft_technology": edition().factors[3].words.finding}
    later = write_letter(of, under=edition("2022-12"))
    assert "(fourth factor of the assessment)" in as_text(later)


def test_b8_a_decision_recorded_before_takes_the_words_of_its_edition_or_plain_ones() -> None:
    """B8: facts without sentences are said by their edition,
    or by the question or rule they recorded.
    """
    broken = {
        **written.CANNOT,
        "conditions": written.findings(security="broken"),
        "notes": written.NOTES,
    }
    for answers, outcome, words in (
        (FACTOR_4, "approve", "The factor that decides is: Microsoft technology cannot meet it"),
        (
            broken,
            "decline",
            "breaks a key condition: an exemption must not harm the security of the system.",
        ),
    ):
        now = decided(outcome, answers).decision.made  # type: ignore[union-attr]
        before = replace(now, said={}, change="", language="", band=None, open=())
        assert "(fourth factor of the assessment)" in as_text(write(case(before)))
        gone = as_text(write(case(replace(before, edition="1999"))))
        assert words in gone
    early = decided("decline", {}, reason="x").decision.made  # type: ignore[union-attr]
    gone = as_text(write(case(replace(early, said={}, open=(), edition="1999", wording={}))))
    assert "The assessment has not been completed." in gone
    first = decided("decline", {"non_negotiable": "yes"}, reason="x").decision.made  # type: ignore[union-attr]
    gone = as_text(write(case(replace(first, said={}, change="", edition="1999"))))
    assert "A proposal to which this factor does not apply" in gone


def test_b8_words_that_exist_in_another_language_only_are_said_to_be_so() -> None:
    """B8: a missing language falls back to the edition's own and says so."""
    made = decided("approve_migration", FACTOR_3).decision.made  # type: ignore[union-attr]
    german = case(replace(made, language="de", edition="de-1"))
    assert "stand here in the language of the edition" in as_text(write(german))
    assert "language of the edition" not in as_text(write(case(made)))


def test_b5_an_approval_against_a_broken_condition_says_what_is_not_assessed() -> None:
    """B4, B5: the broken condition is named, and nobody reads the others as holding."""
    conditions = written.findings(security="broken", cost="unknown")
    found = written.Found("", {**written.CANNOT, "conditions": conditions, "notes": written.NOTES})
    wish = Proposal("approve", reason=written.REASON, open_ended=True)
    made = decide(found.case(), edition(), found.recommendation(), wish, DAY)
    text = as_text(written.letter(case(made, asked=found.asked)))
    assert "breaks a key condition" in text
    assert "Not every key condition was assessed." in text
