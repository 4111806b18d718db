"""Likeness in words: what counts as one word, what the index is asked for, the order of texts."""

import tomllib

import pytest

from mmd_reviewer import paths
from mmd_reviewer.services.likeness import GROUPS, looked_up, ranked, said, table, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uninstalling", "uninstall"),
        ("VPN", "a virtual private network"),
        ("single sign-on", "SSO"),
        ("the licences", "licensing"),
        ("Drucker", "printers"),
        ("Lohnabrechnung", "payroll"),
        ("Cisco Secure Client", "AnyConnect"),
        ("pre-production", "preproduction"),
        ("Gerätetreiber für Łódź", "geratetreiber fur łodz"),
    ],
)
def test_words_that_count_as_one(one: str, other: str) -> None:
    assert set(said(one).terms) & set(said(other).terms)


def test_words_that_say_nothing_are_left_out() -> None:
    assert said("We would like to have the devices, please.").terms == ()
    assert said("").terms == ()
    assert said("… – !").letters == frozenset()


def test_neighbours_are_one_word_too() -> None:
    assert "mindmanag" in said("Mind Manager for us").joined


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The company's VPN", ("compan", "vpn", "virtual private network")),
        ("Power Shell", ("power", "shell", "powershell")),
        ("of the and", ()),
        ('"NEAR" (a OR b) *', ("near",)),
    ],
)
def test_the_index_is_asked_for_beginnings_and_every_wording(
    text: str, asked: tuple[str, ...]
) -> None:
    assert set(asked) <= set(looked_up(text))
    assert bool(looked_up(text)) == bool(asked)


TEXTS = (
    "Thermal printers for parcel labels in the warehouse",
    "Single sign-on for nurses at shared workstations",
    "A virtual private network for travelling consultants",
    "Drawings are annotated by designers",
)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Labelling of parcels by a thermal printer", 0),
        ("SSO for nursing staff", 1),
        ("VPN while consultants travel", 2),
        ("Designers annotate each drawing", 3),
        ("Zeichnung", 3),
        ("Privatenetwork", 2),  # two of its words, written as one
    ],
)
def test_the_most_alike_stands_first(asked: str, first: int) -> None:
    found = ranked(asked, TEXTS)
    assert found[0].place == first
    assert sorted(row.place for row in found) == [0, 1, 2, 3]
    assert 0 < found[0].share <= 1


def test_signs_lift_and_equal_ones_stay_in_order() -> None:
    """What else is in common counts as half a first place; nothing else is known of a text."""
    same = ["Zoom for webinars"] * 3
    assert [row.place for row in ranked("Zoom", same)] == [0, 1, 2]
    assert ranked("Zoom", same, [False, True, False])[0].place == 1
    assert ranked("Zoom", []) == []


def test_the_table_is_sound() -> None:
    """Each wording stands for one meaning, and none of them is a word that says nothing."""
    data = tomllib.loads((paths.resources() / "lookups" / "likeness.toml").read_text("utf-8"))
    groups = [group for name in GROUPS for group in data[name]]
    assert all(len(group) > 1 for group in groups)
    assert len({group[0] for group in groups}) == len(groups)
    wordings = [wording for group in groups for wording in group]
    lost = [wording for wording in wordings if wording != " ".join(words_of(wording))]
    assert lost == [], "without accents, in lower case"
    assert [wording for wording in wordings if wording in table().empty] == []
