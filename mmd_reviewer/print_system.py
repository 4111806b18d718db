"""The print system, by the commands of CUPS: files go over as they are, so that text stays text.

Nothing is asked of it before a person opens a print dialog: no socket is opened by the start.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mmd_reviewer.domain.print_run import NotTaken, Printer, PrintWish

PATIENCE = 60  # seconds that the print system may take to take a file
_JOB = re.compile(r"request id is (\S+)")
_CALLED = re.compile(r"^\S*lp: (?:Error - )?")  # which command speaks says nothing to a person
_TRAYS = re.compile(r"^(?:InputSlot|media-source)/[^:]*:(.*)$", re.MULTILINE)


class CupsPrintSystem:
    """`services.surroundings.PrintSystem`; without the commands of CUPS there are no printers."""

    def there_is_one(self) -> bool:
        """Can files be handed over at all?"""
        return shutil.which("lp") is not None

    def printers(self) -> tuple[Printer, ...]:
        """Those that take jobs now or later, by name."""
        usual = _said("lpstat", "-d").rpartition(": ")[2].strip()
        names = sorted(line.split()[0] for line in _said("lpstat", "-e").splitlines() if line)
        return tuple(Printer(name, name == usual, self._trays(name)) for name in names)

    def _trays(self, printer: str) -> tuple[str, ...]:
        found = _TRAYS.search(_said("lpoptions", "-p", printer, "-l"))
        return tuple(word.lstrip("*") for word in found[1].split()) if found else ()

    def hand_over(
        self, pdf: bytes, name: str, wish: PrintWish, *, pages: Sequence[int] = (), copies: int = 1
    ) -> str:
        """The print system's name for the job; NotTaken, in its own words, if it does not take it.

        `name` stands in the printer's queue for all to see: never a customer's. `pages` from 1, ()
        for all.
        """
        lp = shutil.which("lp")
        if lp is None:
            raise NotTaken("There is no print system that takes files (no command lp).")
        with tempfile.TemporaryDirectory(prefix="mmd-reviewer-print-") as folder:
            file = Path(folder) / "sheets.pdf"
            file.write_bytes(pdf)
            command = [lp, *options_of(name, wish, pages, copies), "--", str(file)]
            try:
                done = subprocess.run(
                    command, capture_output=True, text=True, timeout=PATIENCE, check=False
                )
            except subprocess.TimeoutExpired:
                raise NotTaken(
                    f"The print system did not answer within {PATIENCE} seconds."
                ) from None
            except OSError as error:
                raise NotTaken(f"The print system could not be called: {error}.") from error
        if done.returncode:
            words = _CALLED.sub("", " ".join(done.stderr.split()))
            words = words or f"The print system refused it ({done.returncode})."
            raise NotTaken(words if wish.printer in words else f"{wish.printer}: {words}")
        found = _JOB.search(done.stdout)
        return found[1] if found else wish.printer


def options_of(name: str, wish: PrintWish, pages: Sequence[int], copies: int) -> list[str]:
    """What the print system is told: where, under which name, how often, which pages, on what."""
    options = ["-d", wish.printer, "-t", name, "-n", str(copies), "-o", f"media={wish.paper}"]
    options += ["-o", "fit-to-page"]
    options += ["-o", f"InputSlot={wish.tray}"] if wish.tray else []
    options += ["-o", f"sides={wish.sides}"] if wish.sides else []
    return [*options, "-o", f"page-ranges={pages[0]}-{pages[-1]}"] if pages else options


def _said(*command: str) -> str:
    """What a question to the print system brings; "" where there is none, or no answer."""
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
