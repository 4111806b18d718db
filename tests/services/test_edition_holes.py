"""An edition with a hole, or one that does not hold together, is refused (rules B1, B8)."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.edition_check import check_edition
from mmd_reviewer.domain.errors import Refused
from tests.services.edition_files import WHOLE, accepted, factor_row


@pytest.mark.parametrize("code", ["2027 01", "2027/01", "", "2027\n01"])
def test_b8_the_code_of_an_edition_is_one_word(code: str) -> None:
    """B8: letters and facts name it by its code."""
    with pytest.raises(Refused, match="no code of an edition"):
        check_edition(replace(bootstrap.editions()["2019-11"], code=code))


PATHS = (
    ("code",),
    ("name",),
    ("since",),
    ("types",),
    ("factors",),
    ("conditions",),
    ("routes",),
    ("types", "code"),
    ("types", "name"),
    ("types", "description"),
    ("factors", "code"),
    ("factors", "question"),
    ("factors", "if_yes"),
    ("factors", "months"),
    ("factors", "words"),
    *(("factors", "words", name) for name in ("name", "yes", "no", "finding", "change")),
    ("conditions", "code"),
    ("conditions", "name"),
    ("conditions", "text"),
    ("conditions", "words"),
    ("conditions", "words", "broken"),
    ("conditions", "words", "open"),
)


def holed(path: tuple[str, ...], value: Any = None) -> dict[str, Any]:
    """The whole edition with one value gone, or another one in its place."""
    data: Any = copy.deepcopy(WHOLE)
    place = data
    for name in path[:-1]:
        place = place[name][0] if isinstance(place[name], list) else place[name]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return data  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", PATHS, ids=".".join)
@pytest.mark.parametrize("value", [None, " "], ids=["missing", "empty"])
def test_b8_every_hole_is_refused_naming_row_and_field(
    path: tuple[str, ...], value: str | None
) -> None:
    """B8: whatever is missing or empty is named; the whole edition is taken."""
    assert accepted(WHOLE).migration_months == (3, 18)
    with pytest.raises(Refused) as refusal:
        accepted(holed(path, value))
    assert refusal.value.rule == "B8"
    if value is None or path[-1] not in (
        "types",
        "factors",
        "conditions",
        "routes",
        "months",
        "words",
        "since",
    ):
        assert path[-1] in refusal.value.message
        assert path[0] in (*refusal.value.message.split('"'), refusal.value.field)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("since",), "2400-01-01", "out of range"),
        (("types", "code"), "A Type", "is no code"),
        (("types", "synonyms"), [" "], "synonyms"),
        (("factors", "code"), "months", "name in use"),
        (("conditions", "code"), "factor_1", "code of a factor"),
        (("factors", "months"), [3, 1300], "no least and most"),
        (("factors", "if_yes"), "approve", 'go with "approve_migration" only'),
        (("factors", "types"), ["gone"], "no type of the edition"),
        (("factors", "words", "yes"), "It {breaks}.", "holds a brace"),
        (("factors", "words", "yes"), "It breaks}.", "holds a brace"),
        (("factors", "words", "yes"), "It {breaks.", "holds a brace"),
        (("ticks",), [{"code": "x", "kind": "y", "text": "z"}], "can be prohibited"),
    ],
)
def test_b8_what_does_not_hold_together_is_refused(
    path: tuple[str, ...], value: Any, words: str
) -> None:
    """B8: codes, months, types and sentences that nothing could be done with."""
    with pytest.raises(Refused, match=words):
        accepted(holed(path, value))


def test_b8_the_last_factor_decides_for_every_type() -> None:
    """B1, B8: without types of its own; linked types need types to be linked to."""
    data = copy.deepcopy(WHOLE)
    data["factors"][1]["types"] = ["t"]
    with pytest.raises(Refused, match="decides for every type"):
        accepted(data)
    data = copy.deepcopy(WHOLE)
    data["factors"][0] = {**factor_row(0, "approve", (1, 1), [], True), "linked_types": ["t"]}
    with pytest.raises(Refused, match='need "types"'):
        accepted(data)


def test_b1_b8_only_the_last_factor_follows_from_the_others() -> None:
    """B1, B8: every other one is asked, and without such a last one an assessment would not end."""
    for place, asked in ((0, False), (-1, True)):
        data = copy.deepcopy(WHOLE)
        data["factors"][place] |= {"asked": asked, "types": []}
        with pytest.raises(Refused, match="only it has"):
            accepted(data)
