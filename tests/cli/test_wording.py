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


def test_own_sentences_are_looked_at_with_sample_data(terminal: Terminal) -> None:
    """C2, C3: made-up cases, marked so; as text, or as pages; nothing is recorded."""
    terminal(*NEW)
    out = terminal.folder / "preview.pdf"
    said = terminal.json("wording", "notice_first", "--language", "fr", "--out", str(out))
    assert said["kind"] == "notice_first"
    assert said["text"].startswith("Exemple\u00a0: un cas inventé")
    assert "Premier avis\u00a0: votre exception est en cours de révocation" in said["text"]
    assert out.read_bytes().startswith(b"%PDF")
    terminal("wording", "poem", code=2)
    assert "is no letter of this case" in terminal.err
