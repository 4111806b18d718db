"""What a screen reader is told: elements in order, empty ones left out, headings to go by."""

import io
from typing import Any

import pytest

from mmd_reviewer.pdf.structure import Node
from tests.pdf.drawn import watched_sheet

pikepdf = pytest.importorskip("pikepdf", reason="no wheel of pikepdf for this system")


def tree() -> tuple[Node, dict[str, Node]]:
    """A document with a heading, a list of two points and a table of one row."""
    root = Node("Document")
    found = {"H1": root.add("H1"), "L": root.add("L")}
    for point in ("first", "second"):
        found[point] = found["L"].add("LI").add("LBody")
    found["TD"] = root.add("Table").add("TR").add("TD")
    return root, found


def test_elements_are_walked_in_the_order_in_which_they_are_read() -> None:
    root, _ = tree()
    assert [node.tag for node in root.walk()] == [
        "Document",
        "H1",
        "L",
        "LI",
        "LBody",
        "LI",
        "LBody",
        "Table",
        "TR",
        "TD",
    ]


@pytest.mark.parametrize(
    ("drawn", "left"),
    [
        (["H1"], ["Document", "H1"]),
        (["second"], ["Document", "L", "LI", "LBody"]),
        (["TD", "H1"], ["Document", "H1", "Table", "TR", "TD"]),
        ([], ["Document"]),
    ],
)
def test_what_holds_no_words_is_not_told(drawn: list[str], left: list[str]) -> None:
    root, found = tree()
    assert root.prune({found[name] for name in drawn}) is bool(drawn)
    assert [node.tag for node in root.walk()] == left


def test_two_elements_that_look_alike_are_two() -> None:
    """Each stands for its own words, so that none is taken for another."""
    root = Node("Document")
    one, other = root.add("P"), root.add("P")
    assert one != other
    root.prune({other})
    assert root.below == [other]


def test_an_element_has_its_scope_and_language() -> None:
    root = Node("Document")
    head = root.add("TH", "Column", "fr")
    assert (head.scope, head.language, head.span) == ("Column", "fr", 1)
    assert (root.add("P").scope, root.add("P").language) == ("", "")


def opened(*pages: list[tuple[str, str]]) -> Any:
    """A list whose pages hold these elements, as another reader opens it."""
    sheet, _ = watched_sheet()
    for rows in pages:
        sheet.new_page((300, 400))
        for place, (tag, words) in enumerate(rows):
            sheet.words(20, 350 - 20 * place, words, node=tag)
    return pikepdf.open(io.BytesIO(sheet.stored()))


def elements(pdf: Any) -> list[str]:
    """Tags below the document, in reading order."""
    return [str(kid.S)[1:] for kid in pdf.Root.StructTreeRoot.K.K]


def test_the_file_tells_the_elements_in_reading_order_with_their_places() -> None:
    pdf = opened([("H1", "Deviations"), ("P", "Two of them.")], [("H2", "More"), ("P", "Last")])
    assert elements(pdf) == ["H1", "P", "H2", "P", "P"], "the last is the foot"
    assert bool(pdf.Root.MarkInfo.Marked)
    pages = [page.obj for page in pdf.pages]
    heads = [kid for kid in pdf.Root.StructTreeRoot.K.K if str(kid.S) in ("/H1", "/H2")]
    assert [pages.index(head.Pg) for head in heads] == [0, 1]
    assert [int(page.StructParents) for page in pages] == [0, 1]


def titles(pdf: Any) -> list[str]:
    """The headings by which one goes about, from the first to the last by their links."""
    found, entry = [], pdf.Root.Outlines.First
    while entry is not None:
        found.append(str(entry.Title))
        entry = entry.get("/Next")
    return found


def test_a_file_of_several_pages_has_its_headings_to_go_by() -> None:
    pdf = opened([("H1", "Deviations (2)"), ("P", "Two.")], [("H2", "Žižek")], [("H2", "王小明")])
    assert titles(pdf) == ["Deviations (2)", "Žižek", "王小明"]
    assert int(pdf.Root.Outlines.Count) == 3
    pages = [page.obj for page in pdf.pages]
    entry, at = pdf.Root.Outlines.First, []
    while entry is not None:
        at.append((pages.index(entry.Dest[0]), round(float(entry.Dest[3]))))
        entry = entry.get("/Next")
    assert at == [(0, 358), (1, 358), (2, 358)]
    assert str(pdf.Root.Outlines.Last.Title) == "王小明"
    assert str(pdf.Root.Outlines.Last.Prev.Title) == "Žižek"


def test_one_page_needs_no_headings_to_go_by() -> None:
    assert "/Outlines" not in opened([("H1", "Deviations")]).Root


def test_pages_without_headings_say_that_there_are_none() -> None:
    pdf = opened([("P", "one")], [("P", "two")])
    outlines = pdf.Root.Outlines
    assert int(outlines.Count) == 0
    assert "/First" not in outlines
