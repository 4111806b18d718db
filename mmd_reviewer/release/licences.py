"""The page of licences (`resources/help/licences.md`): made of the lock and what is installed.

python -m mmd_reviewer.release.licences
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from mmd_reviewer.licences import PAGE, gathered

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = ("pyhanko", "sqlcipher3", "psycopg", "psycopg-binary")  # bundled too
DOCUMENTS = Path("/usr/share/doc")
_FILE_OF = re.compile(r"^([^:,\s]+)\S*: (\S+)$", re.MULTILINE)  # a line of `dpkg -S`
TERMS = {
    "fonts": "OFL-1.1",
    "icons": "ISC",
    "python": "PSF-2.0",
    "python-bidi": "LGPL-3.0-or-later",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "tomli-w": "MIT",
    "uniseg": "MIT",
    "aiosignal": "Apache-2.0",
    "uharfbuzz": "Apache-2.0",
}  # what is no package, or says its terms in free words
ABOUT = """# Licences of what is bundled

MMD Reviewer is free software under the MIT licence. It stands on the work of others, which comes
with it under these terms. `mmd-reviewer licences NAME` prints a licence whole.

PySide6 and Qt are used under the LGPL, as libraries of their own in the program’s folder, where
they can be exchanged. The folder for Linux also carries libraries of the system that it was built
on: the copyright file of each lies in `_internal/resources/licences/system`.

| what | terms |
|---|---|
{rows}

Back to the [start](index.md)
"""


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> set[str]:
    """Every package of the users' lock that is for this system, and what the extras bring."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    todo = [found[1] for line in lines if (found := re.match(r"([\w.-]+)==", line))]
    todo += EXTRAS
    names: set[str] = set()
    while todo:
        name = normal(todo.pop())
        if name in names or not _installed(name):
            continue
        names.add(name)
        wanted = metadata.requires(name) or []
        todo += [re.split(r"[^\w.-]", row)[0] for row in wanted if "extra ==" not in row]
    return names


def strangers() -> set[str]:
    """The modules of packages that are installed for developers alone."""
    known = locked()
    by_module = metadata.packages_distributions()
    return {
        module
        for module, packages in by_module.items()
        if not known & {normal(package) for package in packages}
    }


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def terms(name: str) -> str:
    """The terms of a package in the names of SPDX."""
    if name in TERMS:
        return TERMS[name]
    told = metadata.metadata(name).json
    return str(told.get("license_expression") or told.get("license") or "")


def made_page() -> str:
    """The page as it is to be."""
    names = sorted(locked() | {"fonts", "icons", "python"})
    return ABOUT.format(rows="\n".join(f"| {name} | {terms(name)} |" for name in names))


def write_texts(folder: Path) -> None:
    """A file of each licence, for a built program."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in locked() | {"fonts", "icons", "python"}:
        (folder / f"{name}.txt").write_text(gathered(name), "utf-8")


def take_copyrights(inside: Path) -> list[str]:
    """Lay the copyright files of the system's own libraries beside the other texts; the names of
    libraries of which none is found. Debian's packages name them.
    """
    libraries = [file.name for file in inside.glob("lib*.so*") if not file.is_symlink()]
    libraries = [name for name in libraries if not name.startswith("libpython")]  # has its own
    asked = ["dpkg", "-S", *(f"*/{name}" for name in libraries)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    packages = {Path(row[2]).name: row[1] for row in _FILE_OF.finditer(told)}
    target = inside / "resources" / "licences" / "system"
    target.mkdir(parents=True, exist_ok=True)
    lacking = []
    for name in sorted(libraries):
        package = packages.get(name, "")
        text = DOCUMENTS / package / "copyright"
        if package and text.is_file():
            (target / f"{package}.txt").write_bytes(text.read_bytes())
        else:
            lacking.append(name)
    return lacking


if __name__ == "__main__":
    (ROOT / "resources" / "help" / f"{PAGE}.md").write_text(made_page(), "utf-8")
    sys.exit(0)
