"""Make the press's fonts anew from the published ones: `python resources/fonts/build.py`.

Needs npm (it packs the published fonts, nothing is installed) and fontTools. The whole of GB 2312,
JIS X 0208 and KS X 1001 is kept: the Korean face has only what neither of the other two has.
Hinting and what pages of print never use is left out.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
OUT = HERE / "press"
WEIGHTS = {"Regular": "400Regular", "SemiBold": "600SemiBold"}


def _blocks(*spans: tuple[int, int]) -> set[int]:
    return {code for first, last in spans for code in range(first, last + 1)}


def _charset(codec: str, leads: Iterable[int], trails: Iterable[int]) -> set[int]:
    """Every sign of two bytes of a national standard."""
    found = set()
    places = list(trails)
    for lead in leads:
        for trail in places:
            try:
                found.add(ord(bytes((lead, trail)).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                continue
    return found


GRAPHIC = range(0xA1, 0xFF)
CHINESE = _charset("gb2312", GRAPHIC, GRAPHIC)
JAPANESE = _charset("euc_jp", GRAPHIC, GRAPHIC)
KOREAN = _charset("euc_kr", GRAPHIC, GRAPHIC)
SIGNS = _blocks((0x2010, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF))


@dataclass(frozen=True)
class Source:
    """A published family, the signs to keep (None: all), and whether its shaping rules stay."""

    package: str
    family: str
    keep: set[int] | None = None
    shaped: bool = False
    weights: tuple[str, ...] = ("Regular", "SemiBold")


SOURCES = (
    Source("noto-sans-arabic", "Arabic", shaped=True),
    Source("noto-sans-hebrew", "Hebrew", shaped=True),
    Source("noto-sans-thai", "Thai", shaped=True),
    Source("noto-sans-sc", "SC", CHINESE),
    Source("noto-sans-jp", "JP", JAPANESE),
    Source("noto-sans-kr", "KR", KOREAN - CHINESE - JAPANESE),
    Source("noto-sans-math", "Math", SIGNS, weights=("Regular",)),
    Source("noto-sans-symbols", "Symbols", SIGNS, weights=("Regular",)),
    Source("noto-sans-symbols-2", "Symbols2", SIGNS, weights=("Regular",)),
)


def _subset(published: Path, source: Source, target: Path) -> None:
    options = Options()
    options.layout_features = ["*"] if source.shaped else []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "STAT", "MATH", "meta", "DSIG"]
    with TTFont(str(published), recalcTimestamp=False) as font:
        wanted = set(font.getBestCmap())
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted if source.keep is None else wanted & source.keep)
        subsetter.subset(font)
        font.save(str(target))


def main() -> int:
    """Build every face; prints their size."""
    OUT.mkdir(exist_ok=True)
    licences = []
    with tempfile.TemporaryDirectory() as folder:
        for source in SOURCES:
            name = f"@expo-google-fonts/{source.package}"
            packed = subprocess.check_output(["npm", "pack", "-s", name], cwd=folder, text=True)
            with tarfile.open(Path(folder) / packed.split()[-1]) as archive:
                archive.extractall(Path(folder) / source.package, filter="data")
            root = Path(folder) / source.package / "package"
            licences.append((root / "LICENSE_FONT").read_text("utf-8").strip())
            for weight in source.weights:
                (published,) = root.glob(f"{WEIGHTS[weight]}/*.ttf")
                target = OUT / f"{source.family}-{weight}.ttf"
                _subset(published, source, target)
                print(f"{target.name:26} {target.stat().st_size:>10,}")
    text = "\n\n\n".join(dict.fromkeys(licences))
    (OUT / "OFL.txt").write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
