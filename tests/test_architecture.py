"""The shape of the code, said as sentences.

Who may import whom is said in pyproject.toml (import-linter).
"""

import ast
import sys
from pathlib import Path

import pytest

import mmd_reviewer
from tests.syntax import PACKAGE, nodes_of, nodes_with, texts

RESOURCES = PACKAGE.parent / "resources"
MODULES = sorted(PACKAGE.rglob("*.py"))
OF_TESTS = sorted(Path(__file__).parent.rglob("*.py"))
pytestmark = pytest.mark.tree
MODULE_LINES, CLASS_LINES = 400, 200
HIDING_PLACES = {"utils", "util", "common", "helpers", "helper", "misc"}
ASSETS = {".svg", ".png", ".jpg", ".ico", ".ttf", ".otf", ".woff2"}
LICENCES = {"LICENSE", "LICENSE.txt", "OFL.txt"}


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def test_a_module_can_be_read_in_one_sitting() -> None:
    lines = {m: len(m.read_text(encoding="utf-8").splitlines()) for m in (*MODULES, *OF_TESTS)}
    assert [_name(module) for module, many in lines.items() if many > MODULE_LINES] == []


def test_a_class_can_be_read_in_one_sitting() -> None:
    assert [
        f"{module}: {node.name}"
        for module, text in texts().items()
        if text.count("\n") > CLASS_LINES
        for node in nodes_of(module)
        if isinstance(node, ast.ClassDef)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > CLASS_LINES
    ] == []


def test_a_module_is_named_for_what_it_is_about() -> None:
    parts = {module: set(module.relative_to(PACKAGE).with_suffix("").parts) for module in MODULES}
    assert [_name(module) for module in MODULES if HIDING_PLACES & parts[module]] == []


def test_nothing_changes_module_level_names() -> None:
    assert [
        f"{module}:{node.lineno}"
        for module, nodes in nodes_with("global ").items()
        for node in nodes
        if isinstance(node, ast.Global)
    ] == []


def test_the_rules_need_nothing_but_python() -> None:
    imported = set[str]()
    for nodes in nodes_with("import ", below="domain/").values():
        for node in nodes:
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                imported.add((node.module or "").split(".")[0])
    assert imported - sys.stdlib_module_names == {"mmd_reviewer"}


def test_one_module_chooses_the_sqlite_library() -> None:
    """Two of them in a process would lock one file without knowing of one another."""
    importing = {
        module
        for module, nodes in nodes_with("sqlite3", "sqlcipher3").items()
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (*(alias.name for alias in node.names), getattr(node, "module", None) or "")
        if name.split(".")[0] in ("sqlite3", "sqlcipher3")
    }
    assert importing == {"store/dialects/library.py"}


def test_every_refusal_is_a_rule_of_the_domain() -> None:
    """Services carry out what the rules allow; what they refuse stands where the rule does."""
    refusing = {
        f"{module}:{node.lineno}"
        for module, nodes in nodes_with("Refused(", below="services/").items()
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refused"
    }
    assert refusing == set()


def test_every_folder_of_bundled_assets_carries_a_licence() -> None:
    folders = {file.parent for file in RESOURCES.rglob("*") if file.suffix in ASSETS}
    assert folders
    assert not [f.name for f in folders if not LICENCES & {entry.name for entry in f.iterdir()}]


def test_the_map_of_the_package_fits_a_screen() -> None:
    assert len((mmd_reviewer.__doc__ or "").strip().splitlines()) <= 32
