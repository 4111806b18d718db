"""Settings of the desk are facts; what depends on them follows (rules C1, C2, E1)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.bootstrap import MachineClock, open_desk
from mmd_reviewer.domain.calendar_entry import REVIEW
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.frame import ENGLISH
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.register_filter import RegisterFilter
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.sample_store import sample_choices
from mmd_reviewer.services import decision, desk_settings, letter, register
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.case_page import read_page
from mmd_reviewer.services.read.register_file import make_file
from mmd_reviewer.services.read.register_rows import Arranged
from tests.making import (
    DAY,
    FACTOR_4,
    Course,
    QuickPress,
    assessed,
    day,
    new_desk,
    png,
    receive,
    refused,
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def value(desk: Desk, name: str) -> str:
    return {row.name: text for row, text in desk_settings.desk_rows(desk)}[name]


def test_what_is_set_is_a_fact_of_the_desk(desk: Desk) -> None:
    desk_settings.change(desk, {"zone": "Europe/Lisbon", "region": "BE"})
    assert (value(desk, "zone"), value(desk, "region")) == ("Europe/Lisbon", "BE")
    assert desk.standing().facts[-1].by == "Ines Moreau"
    assert refused(lambda: desk_settings.change(desk, {"zone": "Mars"})) == ("F1", "zone")
    assert refused(lambda: desk_settings.change(desk, {"region": "ZZ"})) == ("D3", "region")


def test_c1_days_of_silence_count_for_returns_decided_from_then_on(desk: Desk) -> None:
    """C1: the letter names the days, so one that was decided before keeps them."""
    old = decision.make(desk, receive(desk), Proposal("return", "Which version?"))
    desk_settings.change(desk, {"answer_days": "14"})
    new = decision.make(
        desk, receive(desk, ticket="MMD-1465059-R5V8P"), Proposal("return", "Which version?")
    )
    for case, days in ((desk.case(old.number), 30), (new, 14)):
        case, issued = letter.issue(desk, case)
        assert f"within {days} days" in as_text(issued.record)
        case = letter.dispatched(desk, case, issued.record.number, DAY, "P-1")
        (row,) = desk.store.page(QueueFilter(words=case.number, state="returned"), DAY, 9)
        assert row.next_date == day(days)
        asked = read_page(desk, case.number).headline.more
        assert asked.endswith(f"asked after from {on_screen(day(days))}")
        early, due = (replace(desk, clock=MachineClock(day(wait))) for wait in (days - 1, days))
        assert closing(early, case.number) == ("C1", "outcome")
        assert closing(due, case.number) == ("", "")


def closing(desk: Desk, number: str) -> tuple[str, str]:
    """Rule and field of the refusal to close the case unanswered, if it is refused."""
    try:
        decision.make(desk, desk.case(number), Proposal("closed_unanswered"))
    except Refused as refusal:
        return refusal.rule, refusal.field
    return "", ""


def test_c1_the_interval_of_reviews_moves_the_next_one(tmp_path: Path) -> None:
    """C1: the calendar's rows are made again when the setting changes."""
    course = Course(tmp_path)
    desk = course.on(0)

    def reviews() -> list[date]:
        return [row.day for row in desk.store.entries_of("A-0001") if row.code == REVIEW]

    assert reviews() == [date(2027, 11, 23)]
    desk_settings.change(desk, {"review_months": "6"})
    assert reviews() == [date(2027, 5, 23)]
    assert not desk.store.verify().findings


def test_c2_a_signature_line_states_nothing(desk: Desk) -> None:
    """C2: it is printed under the letters of who has one, and makes no letter void."""
    desk_settings.change(desk, {"signature": "Ines Moreau, exemption reviewer"})
    case = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve"))
    case, issued = letter.issue(desk, case)
    signed = next(block for block in issued.record.blocks if block.kind == "signature")
    assert signed.rows[0] == ("Ines Moreau, exemption reviewer",)
    other = replace(desk, reviewer="Jonas Weber")
    assert not letter.overtaken(other, case, issued)
    assert letter.issue(other, case)[1].record.number == issued.record.number
    desk_settings.change(desk, {"signature": ""})
    assert not letter.overtaken(desk, case, issued)


def test_every_page_of_a_sample_says_so(tmp_path: Path) -> None:
    """Letters, their text, and printed lists; another store says nothing of the kind."""
    for choices, marked in (
        (sample_choices(tmp_path / "sample.sqlite"), True),
        (replace(sample_choices(tmp_path / "own.sqlite"), sample=False), False),
    ):
        desk = open_desk(choices, create=True)
        assert desk.standing().desk_set.sample is marked
        case = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve"))
        _, issued = letter.issue(desk, case)
        assert (ENGLISH["sample"] in as_text(issued.record)) is marked
        press = desk.press
        assert isinstance(press, Press)
        for page in press.read_back(letter.stored(desk, issued)):
            assert (ENGLISH["sample"] in page.text) is marked
        book = register.book(desk, desk.today())
        printed = make_file(desk, book, Arranged(RegisterFilter(), ()), "pdf", Job())
        for page in press.read_back(printed):
            assert ("Sample" in page.text) is marked


PNG = png(3, 2)


def test_c2_the_head_of_letters_is_frozen_with_them(desk: Desk, tmp_path: Path) -> None:
    """C2: address, colour and logo are facts of the desk; an issued letter keeps its own."""
    case, first = letter.issue(desk, assessed_and_approved(desk))
    assert set(first.record.sender) == {"service", "unit", "contact"}
    file = tmp_path / "logo.png"
    file.write_bytes(PNG)
    wish = {"address": "1 Main Street; ; Anytown", "accent": "#0f6cbd", "logo": str(file)}
    desk_settings.change(desk, wish)
    assert value(desk, "address") == "1 Main Street; Anytown"
    assert (value(desk, "accent"), value(desk, "logo")) == ("#0F6CBD", "logo.png")
    assert letter.condition(desk, case, first) == "issued"
    case, second = letter.issue(desk, case, replace="With our head.")
    digest = second.record.sender["logo"]
    document = desk.store.document(digest)
    assert document is not None
    assert (document.content, document.media) == (PNG, "image/png")
    assert second.record.sender["accent"] == "#0F6CBD"
    assert "1 Main Street\nAnytown\n" in as_text(second.record)
    assert not desk.store.verify().findings
    desk_settings.change(desk, {"logo": "", "address": "", "accent": ""})
    assert value(desk, "logo") == ""
    assert set(desk.moment().issuer.sender) == {"service", "unit", "contact"}


def test_c2_the_paper_is_frozen_with_a_letter(desk: Desk) -> None:
    """C2: an issued letter keeps the paper it was laid out for; a replacing one takes the new."""
    case, first = letter.issue(desk, assessed_and_approved(desk))
    assert first.record.paper == "A4"
    desk_settings.change(desk, {"paper": "Letter"})
    assert letter.condition(desk, case, first) == "issued"
    case, second = letter.issue(desk, case, replace="On our paper.")
    kept = case.letter(first.record.number)
    assert kept is not None
    assert (kept.record.paper, second.record.paper) == ("A4", "Letter")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"hello", "neither a PNG nor an SVG"),
        ("a.png", PNG[:-30], "cannot be read"),
        ("a.svg", b'<svg viewBox="0 0 9 9"><text>x</text></svg>', "it holds “text”"),
        ("a.svg", b"<svg><script>x</script></svg>", "<script"),
        ("a.svg", b'<svg><use href="https://a.example/b.svg"/></svg>', "href"),
        ("a.svg", b"<!--x--><svg onload='x()'></svg>", "onload="),
        ("a.svg", b'<?xml version="1.0"?><!DOCTYPE svg><svg/>', "<!DOCTYPE"),
        ("a.png", PNG + bytes(1024 * 1024), "larger than 1 MB"),
    ],
)
def test_c3_a_logo_shows_itself_alone(
    desk: Desk, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    """C3: a picture that neither runs nor fetches anything."""
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        desk_settings.change(desk, {"logo": str(file)})
    assert words in refusal.value.message
    assert refusal.value.field == "logo"


def test_c3_a_head_that_cannot_be_is_refused(desk: Desk, tmp_path: Path) -> None:
    """C3: no file, no colour, no address of a page."""
    missing = str(tmp_path / "none.png")
    assert refused(lambda: desk_settings.change(desk, {"logo": missing})) == ("C3", "logo")
    assert refused(lambda: desk_settings.change(desk, {"accent": "blue"})) == ("C3", "accent")
    assert refused(lambda: desk_settings.change(desk, {"address": "a;" * 7})) == ("C3", "address")
    good = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9z"/></svg>'
    (tmp_path / "good.svg").write_bytes(good)
    desk_settings.change(desk, {"logo": str(tmp_path / "good.svg")})
    assert desk.standing().logo is not None


def assessed_and_approved(desk: Desk) -> Case:
    """A case that calls for the letter of its approval."""
    return decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve"))
