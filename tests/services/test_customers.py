"""One customer, several spellings; one reference, several customers (rule A5)."""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.fact import RequestAmended, RequestReceived
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.identity import by_ticket_alone
from mmd_reviewer.domain.intake import FAILED, Imported, ReadFile, Reading, ReadRow
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import assessment, customers, decision, intake, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed
from tests.making import DAY, FACTOR_4, QuickPress, new_desk, refused, request


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def bring(desk: Desk, *requests: Request) -> Imported:
    rows = tuple(ReadRow(place, one) for place, one in enumerate(requests, 1))
    return intake.carry_out(
        desk, intake.plan_import(desk, [ReadFile("list.csv", Reading("csv"), rows)])
    )


def test_a5_two_customers_with_one_running_number_are_two_cases(desk: Desk) -> None:
    """A5: and the number alone names neither of them."""
    done = bring(desk, request(ticket="1"), request(ticket="1", customer="Contoso"))
    assert (done.imported, done.cases) == (2, ("A-0001", "A-0002"))
    assert bring(desk, request(ticket="1", proposal="Other words")).amended == 1
    assert len(desk.case("A-0001").versions) == 2
    assert refused(lambda: desk.case("1")) == ("A5", "number")


def test_a5_a_placeholder_is_dropped_and_a_damaged_number_is_kept_to_look_at(desk: Desk) -> None:
    """A5: neither is a reference, and no letter asks to quote it."""
    bring(desk, request(ticket="N/A"), request(ticket="1.00E+12", customer="Contoso"))
    first, second = desk.case("A-0001").request, desk.case("A-0002").request
    assert (first.ticket, dict(first.notes)) == ("", {})
    assert (second.ticket, second.notes["Ticket"]) == ("", "1.00E+12")


def test_a5_a_case_that_once_had_a_placeholder_is_found_by_its_own_words_only(desk: Desk) -> None:
    """A5: by the earlier rule "N/A" was a ticket;
    its file again is nothing new, other words are another request.
    """
    body = RequestReceived("A-0001", request(ticket="N/A"), "f.csv")
    chained = chain(by_ticket_alone("N/A"), (), new_deed(), desk.moment().author, [body])
    desk.store.record([Change((), chained)])
    assert bring(desk, request(ticket="N/A")).skipped == 1
    assert bring(desk, request(ticket="n/a", proposal="Another wish")).imported == 1


def test_a5_a_row_that_would_change_the_customer_is_refused(desk: Desk) -> None:
    """A5: a ticket of the portal belongs to one customer; joined spellings are one."""
    bring(desk, request())
    plan = intake.plan_import(
        desk, [ReadFile("l.csv", Reading("csv"), (ReadRow(7, request(customer="Contoso")),))]
    )
    (row,) = plan.rows
    assert (row.result, row.problem is not None) == (FAILED, True)
    assert "A-0001 is a case of Fabrikam, this row says Contoso" in row.why
    customers.join(desk, "Contoso", "Fabrikam")
    assert bring(desk, request(customer="Contoso")).skipped == 1


def test_a5_joined_spellings_are_one_customer(desk: Desk) -> None:
    """A5, E2: new letters print the chosen name,
    issued ones keep theirs, each case shows its own.
    """
    bring(desk, request(ticket="5", customer="Contoso Ltd"))
    case = decision.make(
        desk, assessment.answer(desk, desk.case("A-0001"), FACTOR_4), Proposal("decline", "No.")
    )
    case, before = letter.issue(desk, case)
    assert customers.join(desk, "Contoso Ltd", "Contoso") == "Contoso"
    assert bring(desk, request(ticket="5", customer="Contoso", proposal="Other")).amended == 1, (
        "found by its spelling"
    )
    assert desk.case("A-0001").versions[0].request.customer == "Contoso Ltd"
    bring(desk, request(ticket="6", customer="Contoso Ltd"))
    assert bring(desk, request(ticket="6", customer="contoso")).skipped == 1
    other = decision.make(
        desk, assessment.answer(desk, desk.case("A-0002"), FACTOR_4), Proposal("decline", "No.")
    )
    _, after = letter.issue(desk, other)
    assert (before.record.addressee[0], after.record.addressee[0]) == ("Contoso Ltd", "Contoso")
    assert not letter.overtaken(desk, desk.case("A-0001"), before), (
        "a name chosen later voids nothing"
    )
    customers.part(desk, "Contoso Ltd")
    assert not desk.standing().customers.same("Contoso", "Contoso Ltd")
    assert refused(lambda: customers.part(desk, "Contoso Ltd")) == ("A5", "name")


def test_e2_an_extension_of_a_joined_spelling(desk: Desk) -> None:
    """E2, A5: of another customer it is refused, of a joined one it is not."""
    bring(desk, request(ticket="5"), request(ticket="6", customer="Fabrikam Inc"))
    answered = assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    old = decision.make(desk, answered, Proposal("approve", until=DAY.replace(year=2027)))
    new = desk.case("A-0002")
    assert refused(lambda: request_queue.link(desk, new, old, extends=True)) == ("E2", "other")
    customers.join(desk, "Fabrikam Inc", "Fabrikam")
    assert request_queue.link(desk, new, old, extends=True).links


def shared(desk: Desk) -> Case:
    """A case as the earlier rule made it: one running number, words of two customers."""
    first, other = (
        request(ticket="1"),
        request(ticket="1", customer="Contoso", proposal="The words of Contoso"),
    )
    more = replace(other, proposal="More words of Contoso")
    bodies = [
        RequestReceived("A-0001", first, "f.csv"),
        RequestAmended(other, "c.csv"),
        RequestAmended(more, "d.csv"),
    ]
    author = desk.moment().author
    desk.store.record([Change((), chain(by_ticket_alone("1"), (), new_deed(), author, bodies))])
    return desk.case("A-0001")


def test_a5_a_reference_that_two_customers_share_is_reported_and_separated(desk: Desk) -> None:
    """A5: its key never changes;
    the other customer's words become a case that its file finds again.
    """
    case = shared(desk)
    assert "two_customers" in flags(case, DAY)
    mine, theirs = customers.separate(desk, case)
    assert (mine.number, theirs.number) == ("A-0001", "A-0002")
    assert tell(mine.facts[-1]) == "Words of another customer are the request A-0002 now."
    assert [row.request.customer for row in mine.versions] == ["Fabrikam"]
    assert [row.request.proposal for row in theirs.versions] == [
        "The words of Contoso",
        "More words of Contoso",
    ]
    assert "two_customers" not in flags(mine, DAY)
    assert bring(desk, request(ticket="1")).skipped == 1
    assert bring(desk, theirs.request).skipped == 1
    assert refused(lambda: customers.separate(desk, mine)) == ("A5", "number")


def test_a5_an_earlier_identity_is_found_for_the_same_customer_only(desk: Desk) -> None:
    """A5: another customer with that number is a case of its own;
    then there is nothing left to separate it to.
    """
    case = shared(desk)
    assert bring(desk, request(ticket="1", customer="Adatum")).imported == 1
    assert bring(desk, request(ticket="1", proposal="Later words")).amended == 1, (
        "by the key of the earlier rule"
    )
    bring(desk, request(ticket="1", customer="Contoso"))
    assert refused(lambda: customers.separate(desk, desk.by_key(case.key))) == ("A5", "number")


def test_c2_letters_are_written_in_the_language_of_the_joined_customer(desk: Desk) -> None:
    """A5, C2: it is kept with the customer under every spelling; an issued letter stays as it is,
    and is void by no change of language.
    """
    bring(desk, request(), request(ticket="5", customer="Fabrikam Ltd"))
    for number in ("A-0001", "A-0002"):
        assessment.answer(desk, desk.case(number), FACTOR_4)
        decision.make(desk, desk.case(number), Proposal("approve"))
    case, first = letter.issue(desk, desk.case("A-0001"))
    assert first.record.language == "en-GB"
    customers.join(desk, "Fabrikam Ltd", "Fabrikam")
    assert customers.set_language(desk, "fabrikam ltd", "de") == "Fabrikam"
    assert letter.issue(desk, case)[1] == first
    assert letter.condition(desk, case, first) == "issued"
    _, second = letter.issue(desk, desk.case("A-0002"))
    assert (second.record.language, second.record.title) == ("de-DE", "Ihre Ausnahme ist genehmigt")
    _, again = letter.issue(desk, case, replace="It was to be German.")
    assert again.record.blocks[0].text.endswith("Grund: It was to be German.")
    assert refused(lambda: customers.set_language(desk, "Fabrikam", "de")) == ("C3", "language")
    assert refused(lambda: customers.set_language(desk, "Fabrikam", "nl")) == ("C3", "language")
    assert refused(lambda: customers.set_language(desk, "Nobody", "fr")) == ("A5", "name")


def test_c2_a_courtesy_translation_is_asked_for_with_the_letter(desk: Desk) -> None:
    """C2: frozen with it; behind a letter that is issued without it only by a new letter."""
    bring(desk, request())
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    case = decision.make(desk, desk.case("A-0001"), Proposal("approve"))
    assert refused(lambda: letter.issue(desk, case, also="en")) == ("C3", "also")
    assert refused(lambda: letter.issue(desk, case, also="nl")) == ("C3", "language")
    case, first = letter.issue(desk, case)
    assert refused(lambda: letter.issue(desk, case, also="fr")) == ("C2", "replace")
    case, both = letter.issue(desk, case, replace="With a translation.", also="fr")
    assert both.record.replaces == first.record.number
    assert {block.language for block in both.record.blocks} == {"", "fr-FR"}
    assert letter.issue(desk, case, also="fr")[1] == both
    assert letter.condition(desk, case, both) == "issued"


def test_a5_a_filter_by_customer_has_every_spelling(desk: Desk) -> None:
    """A5: joined ones, and those that differ in capitals; without a customer it stays as it is."""
    bring(desk, request(ticket="1"), request(ticket="2", customer="FABRIKAM"))
    bring(
        desk, request(ticket="3", customer="Fabrikam Ltd"), request(ticket="4", customer="Adatum")
    )
    customers.join(desk, "Fabrikam Ltd", "Fabrikam")
    wish = customers.spelled(desk, QueueFilter(customer="fabrikam ltd"))
    rows = desk.store.page(wish, DAY, 9)
    assert [row.number for row in rows] == ["A-0001", "A-0002", "A-0003"]
    assert customers.spelled(desk, QueueFilter()) == QueueFilter()
    at_once = customers.with_joined(desk, QueueFilter(customer="Fabrikam"))
    assert [row.number for row in desk.store.page(at_once, DAY, 9)] == ["A-0001", "A-0003"]
