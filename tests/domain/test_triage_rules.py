"""What may be recorded of a request before it is assessed, and in which words it is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.triage import (
    amended,
    assigned,
    check_link,
    judged,
    noted,
    parked,
    reading_corrected,
    the_one,
    to_unpark,
    type_chosen,
)
from tests.domain.refusing import refusal
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, case, day, edition, request

NEW = case()
DECIDED = case(try_to("approve", FACTOR_4))
RETURNED = case(try_to("return", {}, asked=request(proposal="")), asked=request(proposal=""))
PARKED = case(kinds.CaseParked(day(7), "Study"))
REFUSALS: list[tuple[Callable[[], object], str, str, str]] = [
    (
        lambda: the_one([], "A-9"),
        "",
        "number",
        'There is no case "A-9" in this store: give a case number or a ticket.',
    ),
    (
        lambda: the_one([NEW, case(asked=request(customer="Contoso"))], "MMD-1"),
        "A5",
        "number",
        '"MMD-1" is the ticket of A-0001 of Fabrikam, A-0001 of Contoso: give the case number.',
    ),
    (lambda: assigned([NEW], ""), "", "reviewer", "Already assigned to nobody."),
    (
        lambda: assigned([case(kinds.CaseAssigned("Kim"))], " Kim "),
        "",
        "reviewer",
        "Already assigned to Kim.",
    ),
    (
        lambda: parked([NEW], DAY, "Study", DAY),
        "A6",
        "until",
        "A case is parked until a day after today, 2026-11-23; 2026-11-23 is not.",
    ),
    (lambda: parked([NEW], day(1), "  ", DAY), "A6", "reason", "Write why the case waits."),
    (
        lambda: parked([NEW, DECIDED], day(1), "Study", DAY),
        "A6",
        "number",
        "A-0001 is decided: there is nothing to park.",
    ),
    (lambda: to_unpark([NEW], DAY), "A6", "number", "None of these cases is parked."),
    (lambda: to_unpark([PARKED], day(7)), "A6", "number", "None of these cases is parked."),
    (lambda: noted(" \n"), "", "text", "The note is empty."),
    (
        lambda: judged("customer", False, "x"),
        "A1",
        "detail",
        '"customer" is none of the four details.',
    ),
    (
        lambda: judged("requirement", False, " "),
        "A1",
        "why",
        "Write why the detail is not sufficient; the letter says it.",
    ),
    (
        lambda: type_chosen(DECIDED, "drivers", edition()),
        "C8",
        "type",
        "A-0001 is decided: its type is that of the decision.",
    ),
    (
        lambda: type_chosen(NEW, "security_agents_vpns", edition()),
        "A1",
        "type",
        "The type of A-0001 is Security agents & VPNs already.",
    ),
    (
        lambda: reading_corrected(DECIDED, "6 months", ""),
        "C8",
        "timeline",
        "A-0001 is decided: it is about what was read then.",
    ),
    (
        lambda: reading_corrected(NEW, "soon", ""),
        "A3",
        "timeline",
        "Write the period as 24 months, until 30 June 2027, or permanent.",
    ),
    (
        lambda: reading_corrected(NEW, " ", " "),
        "A1",
        "timeline",
        "Say what the timeline means, or who the customer is.",
    ),
    (
        lambda: amended(NEW, edition(), "fax", {"title": "Other"}),
        "A1",
        "source",
        '"fax" is no source of an amendment; it can be telephone, mail.',
    ),
    (
        lambda: amended(NEW, edition(), "mail", {}),
        "A5",
        "requirement",
        "This is what the request says, or said before: nothing is amended.",
    ),
    (lambda: check_link(NEW, NEW), "A5", "other", "A case cannot be linked to itself."),
]


@pytest.mark.parametrize(("act", "rule", "field", "message"), REFUSALS)
def test_what_cannot_be_recorded_is_refused_in_one_sentence(
    act: Callable[[], object], rule: str, field: str, message: str
) -> None:
    assert refusal(act) == (rule, field, message)


def test_the_one_case_of_a_name_is_found() -> None:
    assert the_one([NEW], "A-0001") is NEW


def test_only_cases_that_change_hands_are_assigned() -> None:
    mine = case(kinds.CaseAssigned("Kim"))
    changed, body = assigned([NEW, mine], "  Kim\n Lee ")
    assert (changed, body) == ([NEW, mine], kinds.CaseAssigned("Kim Lee"))
    changed, body = assigned([NEW, mine], "Kim")
    assert changed == [NEW]
    assert assigned([mine, NEW], "")[0] == [mine], "given back to nobody"


@pytest.mark.parametrize("of", [NEW, RETURNED, PARKED], ids=["new", "returned", "parked"])
def test_what_is_open_can_be_parked_also_while_it_waits_for_an_answer(of: Case) -> None:
    assert parked([of], day(1), " Study ", DAY) == kinds.CaseParked(day(1), "Study")


def test_those_that_are_parked_are_taken_out() -> None:
    assert to_unpark([NEW, PARKED], day(6)) == [PARKED]


def test_notes_and_judgements_are_kept_without_blanks_around_them() -> None:
    assert noted("  asked the vendor\n") == kinds.NoteAdded("asked the vendor")
    assert judged("proposal", False, " vague ") == kinds.DetailJudged("proposal", False, "vague")
    assert judged("proposal", True, "") == kinds.DetailJudged("proposal", True, "")


def test_a_type_is_one_of_the_edition_in_force_and_the_others_are_listed() -> None:
    found = refusal(lambda: type_chosen(NEW, "toys", edition()))
    assert (found.rule, found.field) == ("A2", "type")
    first, *rows = found.message.splitlines()
    assert first == '"toys" is no exemption type of Edition 1 of November 2019. Its types are:'
    assert [row.split(":")[0].strip() for row in rows] == [kind.code for kind in edition().types]
    assert all(kind.description in found.message for kind in edition().types)


def test_a_type_is_chosen_with_its_name_and_edition() -> None:
    chosen = type_chosen(NEW, "drivers", edition())
    assert (chosen.code, chosen.name, chosen.edition) == (
        "drivers",
        "Hardware or software drivers",
        "2019-11",
    )


def test_the_same_type_can_be_confirmed_where_it_was_judged_missing() -> None:
    judged_missing = case(kinds.DetailJudged("type", False, "Two are named."))
    assert type_chosen(judged_missing, "security_agents_vpns", edition()).code == (
        "security_agents_vpns"
    )


@pytest.mark.parametrize(
    ("timeline", "customer", "months", "name"),
    [
        ("6 months", "", 6, ""),
        ("", " Contoso\nLtd ", None, "Contoso Ltd"),
        ("permanent", "Contoso", None, "Contoso"),
    ],
)
def test_what_was_read_is_corrected_beside_the_words(
    timeline: str, customer: str, months: int | None, name: str
) -> None:
    found = reading_corrected(NEW, timeline, customer)
    assert found.customer == name
    assert (found.timeline.months if found.timeline else None) == months
    assert (found.timeline is None) == (not timeline)


AMENDMENTS: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"title": " New\ntitle "}, {"title": "New title"}),
    ({"requirement": " More planners. "}, {"requirement": "More planners."}),
    ({"proposal": "Two\nlines"}, {"proposal": "Two\nlines"}),
    ({"contact": "Eva"}, {"contact": "Eva", "email": ""}),
    ({"contact": "Eva", "email": "eva@x.example"}, {"contact": "Eva", "email": "eva@x.example"}),
    ({"type": "drivers"}, {"type": "drivers", "type_words": "Hardware or software drivers"}),
    ({"type": "A toaster"}, {"type": "", "type_words": "A toaster"}),
]


@pytest.mark.parametrize(("words", "wanted"), AMENDMENTS)
def test_what_was_said_takes_the_place_of_what_stood_there(
    words: dict[str, str], wanted: dict[str, Any]
) -> None:
    """A1, A5: all else stays as the customer wrote it."""
    body = amended(NEW, edition(), "telephone", words)
    assert body.source == "telephone"
    for name, value in wanted.items():
        assert getattr(body.request, name) == value
    before = NEW.newest
    for name in ("customer", "ticket", "requirement", "proposal", "title"):
        if name not in wanted:
            assert getattr(body.request, name) == getattr(before, name)


def test_another_timeline_is_read_again() -> None:
    body = amended(NEW, edition(), "mail", {"timeline": "until 30 June 2027"})
    assert body.request.timeline.until == date(2027, 6, 30)


def test_words_of_an_earlier_version_amend_nothing_while_those_of_now_are_others() -> None:
    """A5: coming back to what was said first is no third version."""
    first = request()
    second = amended(NEW, edition(), "mail", {"requirement": "Other words."})
    twice = case(second, asked=first)
    found = refusal(lambda: amended(twice, edition(), "mail", {"requirement": first.requirement}))
    assert (found.rule, found.field) == ("A5", "requirement")
