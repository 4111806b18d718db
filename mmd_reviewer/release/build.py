"""The build: sources → one folder that runs, looked through, tried and packed.

Steps, each a function: `describe` says what is built, `pictures` draws the icons, `freeze` runs
PyInstaller, `complete` lays beside the program what a desktop wants, `look_through` looks for the
builder's machine, `try_out` runs the self-test, `pack` writes the archive and its SHA-256. The same
sources give the same bytes: times are the commit's, names are sorted, hashes have no seed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import lzma
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from mmd_reviewer.paths import HAN_FONTS
from mmd_reviewer.pdf.faces import HAN
from mmd_reviewer.release.contents import files_below, names_of_this_machine, seal, traces
from mmd_reviewer.release.icu import slim
from mmd_reviewer.release.licences import take_copyrights, write_texts

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)  # of the icon, in pixels
OF_WINDOWS = (16, 24, 32, 48, 64, 256)  # those in the .ico
LARGEST = 160  # megabytes of the folder, without those fonts
MOST_NAMED = 12  # largest files that are named
NEVER_CALLED = {
    "aiohttp": "def __getattr__(name: str) -> type:\n    return type(name, (), {})\n",
    "certifi": "",
}  # modules that stand in for packages, by what they hold
BROUGHT_AGAIN = {
    "psycopg_binary.libs/libcrypto-*.so.3": "libcrypto.so.3",
    "psycopg_binary.libs/libssl-*.so.3": "libssl.so.3",
    "pillow.libs/libXau-*.so.*": "libXau.so.6",
}  # by wheels, in other copies than those that Python and Qt have and that do as well


def version() -> str:
    """That of pyproject.toml."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return str(found)


def moment() -> int:
    """Seconds of SOURCE_DATE_EPOCH, else of the newest commit: the only time in what is built."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        given = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    if not given.isdecimal():
        sys.exit("There is no commit to take the day from: set SOURCE_DATE_EPOCH.")
    return int(given)


def sources() -> str:
    """The seal of all that the program is made of."""
    files = [ROOT / "requirements.txt", ROOT / "build.spec"]
    for folder in ("mmd_reviewer", "resources"):
        files += files_below(ROOT / folder)
    return seal(ROOT, files)


def describe(work: Path, at: int) -> None:
    """`built.json` and the licences, which the program reads as resources."""
    day = datetime.fromtimestamp(at, UTC).date().isoformat()
    told = {"version": version(), "day": day, "sources": sources()}
    write_texts(work / "licences")
    shutil.copy(ROOT / "CHANGELOG.md", work / "changes.md")
    (work / "built.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def pictures(work: Path) -> None:
    """The icon in its sizes, and as .ico."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    drawing = QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(work / f"icon-{size}.png"))
    del app
    largest, *others = (Image.open(work / f"icon-{n}.png") for n in reversed(OF_WINDOWS))
    sizes = [(size, size) for size in OF_WINDOWS]
    largest.save(work / "icon.ico", sizes=sizes, append_images=others)


def stand_in(work: Path) -> None:
    """What Python knows of how it was made, without the folders of this machine; and what pyHanko
    imports to ask the web for certificates, which this program never does.
    """
    for name, text in NEVER_CALLED.items():
        package = work / "stand_in" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(text, "utf-8")
    if sys.platform == "win32":
        return
    name = sysconfig._get_sysconfigdata_name()  # type: ignore[attr-defined]
    made = importlib.import_module(name).build_time_vars
    plain = {key: value for key, value in made.items() if "/" not in str(value)}
    plain["TZPATH"] = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
    (work / "stand_in" / f"{name}.py").write_text(f"build_time_vars = {plain!r}\n", "utf-8")


def freeze(work: Path, at: int) -> Path:
    """PyInstaller by `build.spec`; the folder it made."""
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(at)}
    environment |= {"MMD_BUILD": str(work), "PYINSTALLER_CONFIG_DIR": str(work / "cache")}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "work"), "build.spec"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return work / "dist" / "mmd-reviewer"


def complete(folder: Path, work: Path) -> None:
    """What is made smaller and forgotten inside, and what lies beside the program."""
    shutil.copy(ROOT / "LICENSE", folder)
    if sys.platform.startswith("linux"):
        slim(next(folder.glob("_internal/PySide6/Qt/lib/libicudata.so.*")))
        forget_python(folder)
        share(folder / "_internal")
        lay_beside(folder, work)


def share(inside: Path) -> None:
    """One copy of each library that several packages bring: 9 MB less, and one to mend.

    A copy stays where what would stand in for it is not there. The self-test uses them all.
    """
    for pattern, name in BROUGHT_AGAIN.items():
        kept = inside / name
        for copy in inside.glob(pattern) if kept.exists() else ():
            copy.unlink()
            copy.symlink_to(Path("..", name))


def lay_beside(folder: Path, icons: Path) -> None:
    """What a desktop wants, and `install`, which makes it known to one's own."""
    share = folder / "share"
    for size in SIZES:
        place = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        shutil.copy(icons / f"icon-{size}.png", place / "mmd-reviewer.png")
    for pattern, kind in (("*.desktop", "applications"), ("*.xml", "mime")):
        (share / kind).mkdir()
        for file in HERE.glob(pattern):
            shutil.copy(file, share / kind)
    shutil.copy(HERE / "install", folder)


def forget_python(folder: Path) -> None:
    """Python's libraries know the folder it was installed in; frozen they never look there.

    Its last part stays: where it is the version, the linker has laid `sys.version` into the same
    bytes.
    """
    known = Path(sys.base_prefix)
    above, rest = str(known.parent).encode(), b"/" + known.name.encode()
    neutral = (b"/python" * len(above))[: len(above)]
    for library in folder.rglob("*.so*"):
        content = library.read_bytes()
        if above + rest in content:
            library.write_bytes(content.replace(above + rest, neutral + rest))


def copyrights(folder: Path) -> list[str]:
    """Libraries of the system that came along without their licence."""
    return take_copyrights(folder / "_internal") if sys.platform.startswith("linux") else []


def take_out(folder: Path, beside: Path) -> None:
    """The Chinese, Japanese and Korean fonts, into the file that lies beside the folder."""
    press = folder / "_internal" / "resources" / "fonts" / "press"
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(press.iterdir()):
            if file.name.split("-")[0] in HAN or file.name == "OFL.txt":
                member = zipfile.ZipInfo(file.name)  # with the earliest time that there is
                member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(member, file.read_bytes())
            if file.name.split("-")[0] in HAN:
                file.unlink()


def look_through(folder: Path) -> list[str]:
    """What is wrong with it: too large, or it tells where it was made."""
    size = sum(path.lstat().st_size for path in files_below(folder)) / 1e6
    wrong = traces(folder, names_of_this_machine(ROOT))
    print(f"{size:.1f} MB in {len(files_below(folder))} files; the largest:")
    for path in sorted(files_below(folder), key=lambda path: -path.lstat().st_size)[:MOST_NAMED]:
        print(f"  {path.lstat().st_size / 1e6:6.1f} MB  {path.relative_to(folder)}")
    return wrong + ([f"{size:.1f} MB is more than {LARGEST} MB"] if size > LARGEST else [])


def try_out(folder: Path) -> None:
    """The self-test of what was built, in an environment that has nothing of the sources."""
    program = folder / ("mmd-reviewer.exe" if sys.platform == "win32" else "mmd-reviewer")
    kept = ("PATH", "TEMP", "TMP", "TMPDIR", "SYSTEMROOT", "HOME", "LANG")
    bare = {name: value for name, value in os.environ.items() if name.upper() in kept}
    bare["PSYCOPG_IMPL"] = "binary"  # the one that is bundled, not what this machine has besides
    subprocess.run([program, "--self-test"], cwd=folder.parent, env=bare, check=True)


def pack(folder: Path, archive: Path, at: int) -> None:
    """A `.tar.xz` with neither the builder's name nor any time but the commit's."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = at
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        lzma.open(archive, "wb", preset=6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for member in (folder, *sorted(folder.rglob("*"))):
            name = member.relative_to(folder.parent).as_posix()
            tar.add(member, name, recursive=False, filter=plain)


def write_sums(out: Path, files: Iterable[Path]) -> None:
    """`SHA256SUMS`, as `sha256sum -c` reads it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (out / "SHA256SUMS").write_text("".join(lines), "utf-8")


def build(out: Path, *, packed: bool) -> list[str]:
    """All steps; what is wrong with the result."""
    at, name = moment(), f"mmd-reviewer-{version()}-{system()}"
    folder, fonts = out / name, out / HAN_FONTS
    shutil.rmtree(folder, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=out) as making:
        work = Path(making)
        describe(work, at)
        pictures(work)
        stand_in(work)
        freeze(work, at).rename(folder)
        complete(folder, work)
    take_out(folder, fonts)
    wrong = [f"no licence of {name}" for name in copyrights(folder)] + look_through(folder)
    if not wrong:
        try_out(folder)
    if packed and not wrong:
        archive = out / f"{name}.tar.xz"
        pack(folder, archive, at)
        write_sums(out, (archive, fonts))
    print(f"Content {seal(folder, files_below(folder))}\n{folder}")
    return wrong


def system() -> str:
    """The system and processor that it is for, as in `linux-x86_64`."""
    names = {"win32": "windows", "darwin": "macos"}
    machine = os.environ.get("PROCESSOR_ARCHITECTURE") or os.uname().machine
    return f"{names.get(sys.platform, 'linux')}-{machine.lower()}"


def main() -> int:
    """`dev.py build`."""
    parser = argparse.ArgumentParser(prog="dev.py build", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="else dist")
    parser.add_argument("--no-archive", action="store_true", help="the folder alone")
    options = parser.parse_args()
    wrong = build(options.out.resolve(), packed=not options.no_archive)
    print("\n".join(f"WRONG: {line}" for line in wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
