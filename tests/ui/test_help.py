"""The bundled help: every page that is named exists,
every link leads to a page, every page is reached.
"""

import re
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.ui.commands.help_page import help_folder, help_pages
from mmd_reviewer.ui.commands.registry import key_text
from mmd_reviewer.ui.commands.table import all_commands
from mmd_reviewer.ui.forms.deed_form import PAGES

LINK = re.compile(r"\]\(([^)]+)\)")
NAMED = re.compile(r'(?:setProperty\("helpPage", |page=)"([a-z0-9-]+)"')
FILES = sorted(help_folder().glob("*.md"))
UI = Path(__file__).parents[2] / "mmd_reviewer" / "ui"


def named_in_the_source() -> dict[str, str]:
    """Pages that widgets name, each with a file that does."""
    found = {
        page: file.name
        for file in UI.rglob("*.py")
        for page in NAMED.findall(file.read_text("utf-8"))
    }
    return {**found, **dict.fromkeys(PAGES.values(), "deed_form.py")}


def test_f1_finds_the_page_of_every_command_and_place() -> None:
    pages = {file.stem for file in FILES}
    lost = {spec.id: spec.help for spec in all_commands() if spec.help and spec.help not in pages}
    assert lost == {}
    named = named_in_the_source()
    assert {"letters", "assessment", "calendar", "cover", "appeal", "editions"} <= set(named)
    assert {page: file for page, file in named.items() if page not in pages} == {}
    views = {spec.scope for spec in all_commands()} - {
        "global",
        "letter",
    }  # without one of its own, a view's name
    assert views <= pages


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_link_leads_to_a_page_and_every_line_is_short(file: Path) -> None:
    text = file.read_text("utf-8")
    assert [link for link in LINK.findall(text) if not (file.parent / link).is_file()] == []
    assert [line for line in text.splitlines() if len(line) > 120] == []
    assert text.startswith("# ")
    assert text.endswith("\n")


def test_every_page_is_reached_from_the_start() -> None:
    seen, todo = set(), ["index.md"]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += LINK.findall((help_folder() / name).read_text("utf-8"))
    assert seen == {file.name for file in FILES}
    assert len(help_pages()) == len(FILES)


def test_every_key_of_the_course_stands_in_the_help() -> None:
    """Each on the page that F1 opens for its command."""
    lost = []
    for spec in all_commands():
        page = help_folder() / f"{spec.help}.md"
        if (
            spec.scope == "global"
            and spec.id.startswith(("course.", "letters.", "case."))
            and spec.keys
        ):
            key = key_text(spec.keys).split(" or ")[0]
            if key not in page.read_text("utf-8"):
                lost.append(f"{key} on {page.name}")
    assert lost == []


def test_a2_the_types_are_explained_as_the_editions_have_them() -> None:
    """A2: the descriptions of the service plan's table, of each bundled edition."""
    text = " ".join((help_folder() / "types.md").read_text("utf-8").split())
    for edition in bootstrap.editions().values():
        for row in edition.types:
            assert row.name in text
            assert row.description in text
