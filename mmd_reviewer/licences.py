"""The licences of what is bundled with the program: their page, and the texts behind it.

A built program carries the texts as files; from sources they are those of the installed packages.
The page is made by `release/licences.py`.
"""

from __future__ import annotations

import re
import sysconfig
from importlib import metadata
from pathlib import Path

from mmd_reviewer import paths
from mmd_reviewer.domain.errors import Refused

PAGE = "licences"  # of the help
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
_OF_ITSELF = {
    "fonts": ("fonts/OFL.txt", "fonts/press/OFL.txt", "fonts/press/sRGB.txt"),
    "icons": ("icons/LICENSE",),
    "pyside6-essentials": ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt"),
    "shiboken6": ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt"),
}  # what comes without a text of its own package
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


def page() -> str:
    """The page of all that is bundled, in Markdown."""
    return (paths.resources() / "help" / f"{PAGE}.md").read_text("utf-8")


def bundled() -> dict[str, str]:
    """The terms of everything bundled, by its name."""
    rows = _ROW.findall(page())
    return {name.strip(): terms.strip() for name, terms in rows if name.strip() != "what"}


def text_of(name: str) -> str:
    """The licence of something bundled, whole; refuses a name that is not on the page.

    "" where the package is not installed beside these sources.
    """
    if name not in bundled():
        raise Refused(f"{name} is not bundled: `licences` names what is.", "", "name")
    carried = paths.resources() / "licences" / f"{name}.txt"
    return carried.read_text("utf-8") if carried.is_file() else gathered(name)


def gathered(name: str) -> str:
    """The texts that lie with the package, or among the resources, one behind the other."""
    if name in _OF_ITSELF:
        files = [paths.resources() / file for file in _OF_ITSELF[name]]
    elif name == "python":
        files = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"]
    else:
        files = _of_package(name)
    return "\n\n".join(file.read_text("utf-8", "replace").strip() for file in files) + "\n"


def _of_package(name: str) -> list[Path]:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return []
    files = [file for file in found.files or () if ".dist-info" in file.parts[0]]
    texts = [file for file in files if "licenses" in file.parts or _TEXT.search(file.name)]
    return sorted(Path(str(file.locate())) for file in texts)
