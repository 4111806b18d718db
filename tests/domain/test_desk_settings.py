"""What a person may set the desk to (rules A2, C1, C3, D3, F1)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mmd_reviewer.domain.desk_facts import DeskRules, DeskSet
from mmd_reviewer.domain.desk_settings import (
    Known,
    desk_changed,
    desk_settings,
    desk_values,
    own_changed,
)
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services.own_settings import OWN, own_values, with_own
from mmd_reviewer.settings import Settings
from tests.making import edition, refused

NOW = DeskSet("UTC", "A", {"service": "S", "unit": "U", "contact": "C", "more": "kept"})
EVERYTHING = Known()


def changed(wish: Mapping[str, str], known: Known = EVERYTHING) -> DeskSet:
    return desk_changed(NOW, wish, "Ines Moreau", edition(), known)


def test_every_setting_has_a_value_a_label_and_a_line() -> None:
    rows = desk_settings(edition())
    of_files = ["logo"]  # a fact of its own, named by its file
    assert [row.name for row in rows if row.name not in of_files] == [*desk_values(NOW, "")]
    assert [row.name for row in OWN] == [*own_values(Settings())]
    for row in (*rows, *OWN):
        assert row.label
        assert row.section
        assert row.words.endswith(".")


def test_what_is_set_is_read_again() -> None:
    """C1, F1: several at once are one fact; what is not named stays."""
    wish = {
        "zone": "Europe/Brussels",
        "region": "BE",
        "contact": " The  desk ",
        "signature": "Ines Moreau, reviewer",
        "answer_days": "14",
        "review_months": "6",
        "second_types": "policies, drivers",
        "second_devices": "500",
        "second_broken": "yes",
        "paper": "Letter",
    }
    now = changed(wish)
    assert now.sender == {"service": "S", "unit": "U", "contact": "The desk", "more": "kept"}
    assert now.paper == "Letter"
    assert now.rules == DeskRules(14, 6, ("drivers", "policies"), 500, True)
    values = desk_values(now, "Ines Moreau")
    assert values == {
        **desk_values(NOW, ""),
        **wish,
        "contact": "The desk",
        "second_types": "drivers,policies",
    }
    assert desk_values(now, "Jonas Weber")["signature"] == ""
    again = desk_changed(now, {"signature": ""}, "Ines Moreau", edition(), Known())
    assert again.signatures == {}


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("service", "", "C3"),
        ("unit", " ", "C3"),
        ("contact", "", "C3"),
        ("answer_days", "0", ""),
        ("answer_days", "366", ""),
        ("answer_days", "soon", ""),
        ("answer_days", "-1", ""),
        ("review_months", "61", ""),
        ("review_months", "", ""),
        ("second_devices", "1000001", ""),
        ("second_devices", "9" * 12, ""),
        ("second_types", "drivers,cars", "A2"),
        ("second_broken", "perhaps", ""),
        ("paper", "A5", "C2"),
    ],
)
def test_a_value_without_a_meaning_is_refused_in_its_field(
    name: str, value: str, rule: str
) -> None:
    """A2, C1, C3: the refusal names the field."""
    assert refused(lambda: changed({name: value})) == (rule, name)


def test_what_a_library_does_not_know_is_refused() -> None:
    """D3, F1: zones and holidays."""
    assert refused(lambda: changed({"zone": "Mars"}, Known(zone=False))) == ("F1", "zone")
    assert refused(lambda: changed({"region": "ZZ"}, Known(region=False))) == ("D3", "region")


def test_nothing_changed_and_no_such_setting_are_refused() -> None:
    assert refused(lambda: changed({"zone": "UTC"})) == ("", "value")
    assert refused(lambda: changed({"colour": "red"})) == ("", "name")
    assert refused(lambda: own_changed(OWN, own_values(Settings()), {"zone": "x"})) == ("", "name")


def test_settings_of_a_person_are_texts_and_back() -> None:
    wish = {"theme": "dark", "size": "125", "single_keys": "no", "reviewer": "Ines Moreau"}
    now = with_own(Settings(), wish)
    assert (now.theme, now.size, now.single_keys) == ("dark", 125, False)
    assert own_values(now) == {**own_values(Settings()), **wish}
    for name, value in (("theme", "pink"), ("size", "300"), ("single_keys", "1")):
        assert refused(lambda n=name, v=value: with_own(Settings(), {n: v})) == ("", name)  # type: ignore[misc]


def test_a_station_is_one_to_four_letters_and_that_of_a_pack_stays() -> None:
    """A pack's own code has a figure, so that no station has it too."""
    codes = ("", "b", " AbCd ", "ABCDE", "A1", "É")
    kept = {}
    for code in codes:
        try:
            kept[code] = changed({"station": code}).station
        except Refused as refusal:
            kept[code] = refusal.field
    assert kept == {
        "": "station",
        "b": "B",
        " AbCd ": "ABCD",
        "ABCDE": "station",
        "A1": "station",
        "É": "station",
    }
    pack = replace(NOW, station="A1")
    inside = Known(in_pack="A1")
    wish = {"contact": "Another desk"}
    now = desk_changed(pack, wish, "Ines Moreau", edition(), inside)
    assert (now.station, now.sender["contact"]) == ("A1", "Another desk")
    wish = {"station": "B"}
    assert refused(lambda: desk_changed(pack, wish, "Ines Moreau", edition(), inside)) == (
        "",
        "station",
    )
