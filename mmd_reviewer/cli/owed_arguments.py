"""The options of what is owed and told: `owed`, `told`, `told-elsewhere`, `amendment` and their kin."""

from __future__ import annotations

from pathlib import Path

from mmd_reviewer.cli.course_arguments import Command, day
from mmd_reviewer.domain.amendment import WAYS
from mmd_reviewer.domain.letters.kinds import KINDS


def add_arguments(command: Command) -> None:
    """The options of these commands."""
    it = command("owed", "the letters that customers are owed, oldest first", "owed --on 2026-11-23")
    it.add_argument("--on", type=day, default=None, metavar="D")
    it = command("told", "what the customer of a case was told, and what differs", "told A-0142")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--on", type=day, default=None, metavar="D", help="by the facts and letters of that day")
    it = command(
        "told-elsewhere",
        "record that what cases owe was told in another way (rule C9)",
        'told-elsewhere A-0142 A-0143 --on 2026-11-23 --reference MMD-1 --second-person "Jonas Weber"',
    )
    it.add_argument("numbers", nargs="+", metavar="NUMBER")
    it.add_argument("--kind", default="", choices=("", *KINDS), metavar="K", help="only letters of this kind")
    it.add_argument("--on", type=day, required=True, metavar="D")
    it.add_argument("--reference", required=True, metavar="REF")
    it.add_argument("--second-person", required=True, metavar="NAME")
    it.add_argument("--reason", default="", help="why another case's ticket is right")
    it = command(
        "amendment",
        "settle an amendment after the decision: link, again or rest; without one, show it",
        'amendment A-0142 rest --reason "The same client in a newer version"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("how", nargs="?", default="", choices=("", *WAYS), metavar="HOW", help=", ".join(WAYS))
    it.add_argument("--reason", default="")
    it = command(
        "control-sheet",
        "all dates of a case on one page, old and new, with rule and arithmetic",
        "control-sheet A-0142 --out dates.pdf",
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--out", type=Path, default=None, metavar="FILE.pdf")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
    it = command(
        "exchange",
        "one machine in place of another, or with --same-machine a corrected serial number (rule D9)",
        'exchange A-0142 --device 5CG1 --to 5CG2 --on 2026-12-03 --reason "Repaired by exchange"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--device", required=True, metavar="SERIAL")
    it.add_argument("--to", required=True, metavar="SERIAL")
    it.add_argument("--manufacturer", default="")
    it.add_argument("--model", default="")
    it.add_argument("--on", type=day, default=None, metavar="D", help="the day of the exchange; else today")
    it.add_argument("--reason", required=True)
    it.add_argument("--same-machine", action="store_true", help="it was listed under a wrong serial number")
