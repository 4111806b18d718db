"""The build's steps: what is sealed, looked for, made smaller, packed and made known."""

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import PySide6
import pytest
from PIL import Image

from mmd_reviewer import __version__
from mmd_reviewer.release import build, icu, windows
from mmd_reviewer.release.contents import files_below, names_of_this_machine, seal, traces
from tests.test_dev import ROOT

LINUX = sys.platform.startswith("linux")
PYSIDE = Path(PySide6.__path__[0])


def made(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def test_the_seal_is_of_names_and_contents_alone(tmp_path: Path) -> None:
    one, other = made(tmp_path / "a", x="1", y__z="2"), made(tmp_path / "b", y__z="2", x="1")
    assert seal(one, files_below(one)) == seal(other, files_below(other))
    made(other, __pycache__="x")
    (other / "x").write_text("3", "utf-8")
    assert seal(one, files_below(one)) != seal(other, files_below(other))


def test_a_trace_of_the_builder_is_found_in_files_and_archives(tmp_path: Path) -> None:
    folder = made(tmp_path / "a", clean="nothing", told="made in /home/ines/work/x")
    with zipfile.ZipFile(folder / "base.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.py", "/home/ines/work/y" * 9)
    words = {b"/home/ines/work/"}
    assert traces(folder, words) == [
        "base.zip > inner.py: /home/ines/work/",
        "told: /home/ines/work/",
    ]
    assert f"{ROOT}/".encode() in names_of_this_machine(ROOT)


def test_what_is_packed_has_neither_owner_nor_day(tmp_path: Path) -> None:
    archives = []
    for name in ("a", "b"):
        folder = made(tmp_path / name / "program", run="#!", inner__text="x")
        (folder / "run").chmod(0o700)
        (folder / "inner" / "text").chmod(0o600 if name == "a" else 0o664)
        archives.append(tmp_path / f"{name}.tar.xz")
        build.pack(folder, archives[-1], 1_700_000_000)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with tarfile.open(archives[0]) as tar:
        members = {member.name: (member.mode, member.uid, member.mtime) for member in tar}
    assert members["program/run"] == (0o755, 0, 1_700_000_000)
    assert members["program/inner/text"] == (0o644, 0, 1_700_000_000)
    build.write_sums(tmp_path, archives)
    if LINUX:
        subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_the_fonts_of_east_asia_lie_beside(tmp_path: Path) -> None:
    press = made(tmp_path / "_internal" / "resources" / "fonts" / "press", **{"OFL.txt": "free"})
    made(press, **{"SC-Regular.ttf": "s", "JP-SemiBold.ttf": "j", "Arabic-Regular.ttf": "a"})
    build.take_out(tmp_path, tmp_path / "beside.zip")
    with zipfile.ZipFile(tmp_path / "beside.zip") as archive:
        assert archive.namelist() == ["JP-SemiBold.ttf", "OFL.txt", "SC-Regular.ttf"]
    assert sorted(file.name for file in press.iterdir()) == ["Arabic-Regular.ttf", "OFL.txt"]


def test_it_is_said_what_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795860000")
    build.describe(tmp_path, build.moment())
    told = json.loads((tmp_path / "built.json").read_bytes())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (told["version"], told["day"]) == (project["version"], "2026-11-28")
    assert told["sources"] == build.sources()
    assert (tmp_path / "licences" / "python.txt").stat().st_size > 1000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="SOURCE_DATE_EPOCH"):
        build.moment()


def test_the_version_is_one_and_the_changelog_begins_with_it() -> None:
    """With its day, for its users; what comes after stands above as unreleased."""
    assert build.version() == __version__
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    newest = next(head for head in heads if head != "Unreleased")
    assert re.fullmatch(rf"{re.escape(__version__)} · \d{{4}}-\d\d-\d\d", newest)


def test_the_icon_is_there_in_every_size(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from mmd_reviewer.release.build import pictures; "
        "pictures(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)
    for size in build.SIZES:
        with Image.open(tmp_path / f"icon-{size}.png") as image:
            assert image.size == (size, size)
            assert image.getpixel((size // 2, size // 8)) != (0, 0, 0, 0)
    with Image.open(tmp_path / "icon.ico") as image:
        assert {wide for wide, _ in image.info["sizes"]} == set(build.OF_WINDOWS)


@pytest.mark.skipif(sys.platform == "win32", reason="Python keeps no such file on Windows")
def test_what_stands_in_for_pythons_own_making_names_no_folder(tmp_path: Path) -> None:
    build.stand_in(tmp_path)
    (file,) = (tmp_path / "stand_in").glob("*.py")
    told: dict[str, Any] = {}
    exec(file.read_text("utf-8"), told)  # as Python imports it
    values = told["build_time_vars"]
    assert values["SOABI"] in file.name or values["SOABI"].startswith("cpython")
    assert [key for key, value in values.items() if "/" in str(value)] == ["TZPATH"]


@pytest.mark.skipif(not LINUX, reason="the linker is that of Linux")
def test_data_of_icu_is_small_and_words_are_in_order(tmp_path: Path) -> None:
    """Qt's own library reads it, in the languages that are kept."""
    qt = PYSIDE / "Qt" / "lib"
    (data,) = qt.glob("libicudata.so.*")
    mine = tmp_path / data.name
    mine.write_bytes(data.read_bytes())
    icu.slim(mine)
    assert mine.stat().st_size < 5_000_000
    assert [file.name for file in tmp_path.iterdir()] == [data.name]
    version = data.name.rpartition(".")[2]
    program = (
        "import ctypes, sys; every = ctypes.RTLD_GLOBAL; ctypes.CDLL(sys.argv[1], every)\n"
        f"ctypes.CDLL(sys.argv[2] + '/libicuuc.so.{version}', every)\n"
        f"icu = ctypes.CDLL(sys.argv[2] + '/libicui18n.so.{version}')\n"
        f"icu.ucol_open_{version}.restype = ctypes.c_void_p\n"
        "def order(name, one, other):\n"
        "    wrong = ctypes.c_int(0)\n"
        f"    made = icu.ucol_open_{version}(name, ctypes.byref(wrong))\n"
        "    assert made and wrong.value <= 0, wrong.value\n"
        "    words = [word.encode('utf-16-le') for word in (one, other)]\n"
        f"    compare = icu.ucol_strcoll_{version}\n"
        "    made = ctypes.c_void_p(made)\n"
        "    return compare(made, words[0], len(one), words[1], len(other))\n"
        "assert order(b'de', 'Äpfel', 'Zebra') < 0 < order(b'fr', 'f', 'é')\n"
        "assert order(b'en_GB', 'a', 'B') < 0\n"
    )
    subprocess.run([sys.executable, "-c", program, str(mine), str(qt)], check=True)


def test_windows_is_told_version_and_sharpness(tmp_path: Path) -> None:
    (tmp_path / "built.json").write_text(
        json.dumps({"version": "1.2.3", "day": "2026-11-28", "sources": "5ea1" * 16}), "utf-8"
    )
    words = windows.words_of_version(tmp_path / "built.json")
    assert words["FileVersion"] == "1.2.3"
    assert words["ProductVersion"].startswith("1.2.3 2026-11-28 5ea1")
    assert "PerMonitorV2" in windows.MANIFEST
    __import__("xml.etree.ElementTree").etree.ElementTree.fromstring(windows.MANIFEST.encode())


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_one_spec_is_for_every_system(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs to its end as PyInstaller would run it, and names what each system wants."""
    asked: dict[str, dict[str, Any]] = {}

    class Part:
        pure, scripts = (), ()

        def __init__(self, *given: Any, **named: Any) -> None:
            self.binaries = [("PySide6/Qt/plugins/tls/x.so", "", ""), ("libkept.so", "", "")]
            self.datas = [
                ("babel/locale-data/sv.dat", "", ""),
                ("babel/locale-data/de_AT.dat", "", ""),
            ]
            asked[named.pop("_name", type(self).__name__)] = named

    names = ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")
    parts = {name: type(name, (Part,), {}) for name in names}
    monkeypatch.setenv("MMD_BUILD", str(tmp_path))
    (tmp_path / "built.json").write_text(
        json.dumps({"version": "1.2.3", "day": "2026-11-28", "sources": ""}), "utf-8"
    )
    monkeypatch.setattr(windows, "version_resource", lambda file: f"of {file.name}")
    code = compile((ROOT / "build.spec").read_text("utf-8"), "build.spec", "exec")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", system)
        scope: dict[str, Any] = dict(parts)
        exec(code, scope)
    assert [row[0] for row in scope["analysis"].binaries] == ["libkept.so"]
    assert [row[0] for row in scope["analysis"].datas] == ["babel/locale-data/de_AT.dat"]
    program = asked["EXE"]
    assert program["console"] == (system == "linux")
    assert program.get("version") == ("of built.json" if system == "win32" else None)
    assert ("BUNDLE" in asked) == (system == "darwin")
    assert {"pytest", "hypothesis", "pikepdf"} <= set(asked["Analysis"]["excludes"])
    assert not {"PySide6", "reportlab", "babel"} & set(asked["Analysis"]["excludes"])


@pytest.mark.skipif(not LINUX, reason="a menu as on Linux")
def test_the_desktop_is_told_and_forgets_again(tmp_path: Path) -> None:
    folder, home = tmp_path / "my & own" / "mmd-reviewer-1.0", tmp_path / "home"
    (tmp_path / "icon").mkdir()
    for size in build.SIZES:
        (tmp_path / "icon" / f"icon-{size}.png").write_bytes(b"png")
    folder.mkdir(parents=True)
    build.lay_beside(folder, tmp_path / "icon")
    known = {**os.environ, "HOME": str(home)}
    known.pop("XDG_DATA_HOME", None)
    subprocess.run([folder / "install"], env=known, check=True)
    share = home / ".local" / "share"
    entry = (share / "applications" / "mmd-reviewer.desktop").read_text("utf-8")
    assert f'Exec="{folder}/mmd-reviewer"\n' in entry
    assert "MimeType" not in entry
    pack = (share / "applications" / "mmd-reviewer-pack.desktop").read_text("utf-8")
    assert f'Exec="{folder}/mmd-reviewer" --store %f\n' in pack
    assert "MimeType=application/x-mmd-reviewer-pack;" in pack
    assert "*.mmdpack" in (share / "mime" / "packages" / "mmd-reviewer.xml").read_text("utf-8")
    assert len([*share.glob("icons/hicolor/*/apps/mmd-reviewer.png")]) == len(build.SIZES)
    subprocess.run([folder / "install", "--remove"], env=known, check=True)
    assert list(share.rglob("mmd-reviewer*.*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links as on Linux")
def test_a_library_that_two_packages_bring_is_there_once(tmp_path: Path) -> None:
    """But not where the one that would stand in for it is lacking."""
    inside = made(tmp_path, **{"libcrypto.so.3": "one", "pillow.libs__libXau-15.so.6": "alone"})
    made(inside, **{"psycopg_binary.libs__libcrypto-3a.so.3": "another"})
    build.share(inside)
    assert (inside / "psycopg_binary.libs" / "libcrypto-3a.so.3").read_text("utf-8") == "one"
    assert (inside / "psycopg_binary.libs" / "libcrypto-3a.so.3").is_symlink()
    assert (inside / "pillow.libs" / "libXau-15.so.6").read_text("utf-8") == "alone"


def test_the_folder_of_python_is_forgotten_and_its_version_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The linker keeps `3.11.7` once where a folder's name ends so."""
    library = tmp_path / "libpython3.11.so.1.0"
    library.write_bytes(b"\0/home/ines/versions/3.11.7\0")
    monkeypatch.setattr(sys, "base_prefix", "/home/ines/versions/3.11.7")
    build.forget_python(tmp_path)
    content = library.read_bytes()
    assert content.endswith(b"/3.11.7\0")
    assert b"ines" not in content
    assert len(content) == 28


def test_signing_is_loaded_without_what_asks_the_web(tmp_path: Path) -> None:
    """The stand-ins have all that pyHanko asks of them when it is imported."""
    build.stand_in(tmp_path)
    known = {**os.environ, "PYTHONPATH": str(tmp_path / "stand_in")}
    code = "import pyhanko.sign, aiohttp; assert 'stand_in' in aiohttp.__file__"
    subprocess.run([sys.executable, "-c", code], env=known, check=True)
