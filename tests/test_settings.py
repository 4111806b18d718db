"""Settings go to TOML and come back the same;
what is not understood is named and keeps its default.
"""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer import settings
from mmd_reviewer.settings import AFTER_DECISION, THEMES, Settings

_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
_MAPPING = st.dictionaries(_TEXT, _TEXT, max_size=4)
_ANY = st.builds(
    Settings,
    theme=st.sampled_from(THEMES),
    single_keys=st.booleans(),
    after_decision=st.sampled_from(AFTER_DECISION),
    geometry=_TEXT,
    backup_folder=_TEXT,
    window=_MAPPING,
    columns=_MAPPING,
    version=st.sampled_from(("", "1.2.3")),
    foreign=st.dictionaries(st.sampled_from(("shape", "tone")), _TEXT),
)


@given(_ANY)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, chosen: Settings
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings.save(chosen, file)
    assert settings.load(file)[0] == chosen


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == (Settings(), [])


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_named_and_gives_the_defaults(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    assert settings.load(file) == (Settings(), ["settings.toml"])


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('colour = "red"', "colour"),
        ('theme = "pink"', "theme"),
        ("theme = 3", "theme"),
        ('single_keys = "yes"', "single_keys"),
        ("single_keys = 1", "single_keys"),
        ('after_decision = "nowhere"', "after_decision"),
        ('columns = "undo"', "columns"),
        ("columns = [1]", "columns"),
        ("window = { rail = 40 }", "window"),
    ],
)
def test_what_is_not_understood_is_named_and_the_rest_counts(
    tmp_path: Path, line: str, key: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        f'{line}\ngeometry = "AdnQ"\npinned_filter = "of an earlier version"\n', encoding="utf-8"
    )
    found, unknown = settings.load(file)
    assert (replace(found, foreign={}), unknown) == (Settings(geometry="AdnQ"), [key])


def test_what_another_version_wrote_stays_in_the_file(tmp_path: Path) -> None:
    """A newer program's settings survive an older one, which says nothing of them."""
    file = tmp_path / "settings.toml"
    file.write_text('version = "99.0"\nshape = [1, 2]\ntheme = "dark"\n', encoding="utf-8")
    found, unknown = settings.load(file)
    assert (found.theme, unknown) == ("dark", [])
    settings.save(replace(found, theme="light"), file)
    assert tomllib.loads(file.read_text("utf-8"))["shape"] == [1, 2]
    file.write_text('version = "0.0.1"\nshape = 1\n', encoding="utf-8")
    assert settings.load(file)[1] == ["shape"]


@pytest.mark.parametrize("wrong", [{"theme": "pink"}, {"after_decision": ""}])
def test_a_value_without_meaning_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not one of"):
        Settings(**wrong)  # type: ignore[arg-type]  # any field, on purpose


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(TypeError):
        Settings(window={"rail": "40"}).window["rail"] = "50"  # type: ignore[index]


def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    settings.save(Settings(theme="dark"), file)

    def full(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        settings.save(Settings(theme="light"), file)
    assert settings.load(file)[0].theme == "dark"
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.toml"]
