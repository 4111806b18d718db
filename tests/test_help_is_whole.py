"""Every refusal leads to a line of the help; every link of README and help leads somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.syntax import nodes_with
from tests.test_architecture import RESOURCES

pytestmark = pytest.mark.tree
ROOT = RESOURCES.parent
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
PAGES += sorted((RESOURCES / "help").glob("*.md"))
LINK = re.compile(r"\]\(([^)]+)\)")
RULES = (RESOURCES / "help" / "rules.md").read_text("utf-8")
OUTSIDE = ("https://semver.org/", "https://docs.astral.sh/uv/")  # what is meant, by its own page


def refusals() -> Iterator[tuple[str, str, str]]:
    """Module, rule and field of every refusal; "?" for one that is only known when it runs."""
    for module, nodes in nodes_with("Refused(").items():
        for node in nodes:
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused"):
                continue
            given = [*node.args[1:], *(word.value for word in node.keywords)]
            words = [str(one.value) if isinstance(one, ast.Constant) else "?" for one in given]
            rule, field = (*words, "", "")[:2]
            yield Path(module).name, rule, field


def test_every_refusal_has_its_rule_or_its_field_in_the_help() -> None:
    found = list(refusals())
    assert len(found) > 200
    told = set(re.findall(r"^- \*\*([A-F]\d+)\*\*", RULES, re.MULTILINE))
    fields = set(re.findall(r"`([\w-]+)`", RULES.partition("## Fields")[2]))
    lacking = [row for row in found if row[1] not in ("", "?") and row[1] not in told]
    assert lacking == []
    unnamed = [row for row in found if not row[1] and row[2] not in ("", "?", *fields)]
    assert unnamed == []
    assert {rule for _, rule, _ in found} >= told - {"B5"}, "a rule that nothing refuses by"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        target, _, part = link.partition("#")
        if "://" in link:
            assert link in OUTSIDE
        elif target:
            assert (page.parent / target).exists(), link
        if part:
            text = ((page.parent / target) if target else page).read_text("utf-8")
            heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
            assert part in {
                re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads
            }


def test_every_picture_is_made_by_the_program() -> None:
    """Under the names that `demo --headless` gives them; none lies there that no page shows."""
    there = {path.name for path in (RESOURCES / "help" / "pictures").glob("*.png")}
    words = {
        node.value
        for nodes in nodes_with("", below="ui/demo/").values()
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {name.rpartition("-")[0] for name in there} <= words
    shown = {Path(link).name for page in PAGES for link in LINK.findall(page.read_text("utf-8"))}
    assert there <= shown
