"""Sentences of one's own, from the terminal."""

from mmd_reviewer import paths
from tests.cli.terminal import NEW, Terminal


def test_own_files_are_listed_with_their_faults(terminal: Terminal) -> None:
    """C3: a fault is a sentence with line and column, and the command says so by its code."""
    terminal(*NEW)
    assert "There are no sentences of your own in" in terminal("wording")
    path = paths.own_letters() / "de" / "declined.toml"
    path.parent.mkdir(parents=True)
    try:
        path.write_text('[declined]\ntitle = "Leider nein"\n', "utf-8")
        assert terminal("wording").strip() == f"{path}: in order."
        path.write_text('[declined]\ntitel = "Leider nein"\n', "utf-8")
        said = terminal("wording", code=1)
        assert "line 2, column 1: the letters have no sentence of that name." in said
    finally:
        path.unlink()
        path.parent.rmdir()
        path.parent.parent.rmdir()
