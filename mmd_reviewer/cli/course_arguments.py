"""Commands from deployment to the end of cover and their options (interfaces.md)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mmd_reviewer.domain.appeal import GROUNDS, OUTCOMES
from mmd_reviewer.domain.period import not_sensible, sensible
from mmd_reviewer.domain.register_filter import ENDS, STATES
from mmd_reviewer.domain.retiming import KINDS
from mmd_reviewer.domain.revocation import NOTICES

EDITION_ACTIONS = ("replay", "announce", "letters", "publish", "impact")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Command = Callable[[str, str, str], argparse.ArgumentParser]


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day written as YYYY-MM-DD") from None
    if not sensible(found):
        raise argparse.ArgumentTypeError(not_sensible(found).rstrip("."))
    return found


def amount(text: str) -> int:
    """A whole number from 0 to a million."""
    if text.isascii() and text.isdigit() and len(text) <= 7 and int(text) <= 1_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 1,000,000")


def reading_arguments(it: argparse.ArgumentParser) -> None:
    """How a table is read, where the program cannot tell or should read otherwise."""
    it.add_argument("--encoding", default="", metavar="E", help="of a CSV file: cp1250, cp850, mac-roman, shift-jis, …")
    it.add_argument("--sheet", default="", metavar="S", help="of a workbook: the name of the sheet to read")


def course_arguments(command: Command) -> None:
    """Add the commands."""
    _course(command)
    _register(command)


def _course(command: Command) -> None:
    it = command("deploy", "an approval is in force on devices", "deploy A-0142 --on 2026-12-01 --devices devices.csv")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--on", type=day, required=True, metavar="D")
    it.add_argument("--devices", type=Path, default=None, metavar="FILE", help="JSON, CSV, XLSX, or serial numbers")
    reading_arguments(it)
    it = command(
        "revoke",
        "prepare a revocation; no clock runs before the first notice is dispatched",
        'revoke A-0142 --conditions stability --why "61 stop errors on 40 devices" '
        '--actions "Remove the client" --not-evident "The driver came with version 6.0.4"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--conditions", required=True, metavar="LIST", help="codes of key conditions, with commas")
    it.add_argument("--why", required=True)
    it.add_argument("--actions", required=True)
    it.add_argument("--not-evident", required=True, help="why it was not evident at approval")
    it = command("notice", "issue a notice of the course", "notice A-0142 first --out first.pdf")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("notice", choices=NOTICES)
    it.add_argument("--for", dest="for_day", type=day, default=None, metavar="D", help="the day it is dispatched on")
    it.add_argument("--out", type=Path, default=None, metavar="FILE")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
    it.add_argument("--sent-elsewhere", action="store_true", help="it was given before this program was used")
    it.add_argument("--reference", default="", metavar="REF", help="with --sent-elsewhere")
    it.add_argument("--second-person", default="", metavar="NAME", help="who confirms it, with --sent-elsewhere")
    it.add_argument("--correct", default="", metavar="REASON", help="what was wrong with one recorded before")
    it = command(
        "retime",
        "change the deadline",
        'retime A-0142 --kind late_notice --deadline 2026-11-30 --reason "The final notice was late"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--kind", required=True, choices=tuple(KINDS), metavar="K", help=", ".join(KINDS))
    it.add_argument("--deadline", type=day, required=True, metavar="D")
    it.add_argument("--reason", required=True)
    it.add_argument("--incident", default="", metavar="REF", help="needed to shorten")
    it.add_argument("--approved-by", default="", metavar="NAME", help="a second person; needed to shorten")
    it = command(
        "appeal",
        "record an appeal, or more information that joins it",
        'appeal A-0142 --received 2026-11-17 --grounds upgrade --text "Version 6.1 is deployed"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--received", type=day, required=True, metavar="D")
    it.add_argument("--grounds", required=True, choices=tuple(GROUNDS), metavar="G", help=", ".join(GROUNDS))
    it.add_argument("--text", required=True)
    it = command(
        "appeal-outcome",
        "record how the open appeal ended",
        'appeal-outcome A-0142 stands --reason "The new version still hangs"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("outcome", choices=tuple(OUTCOMES), metavar="OUTCOME", help=", ".join(OUTCOMES))
    it.add_argument("--reason", required=True)
    it.add_argument("--deadline", type=day, default=None, metavar="D", help="a later one, with varied")
    it.add_argument("--actions", default="", help="changed actions, with varied")
    it.add_argument("--release", default="", metavar="SERIALS", help="devices that may keep it, with varied")
    it.add_argument("--terms", default="", help="with withdrawn")
    it = command(
        "ground",
        "add a ground found later; the next notice carries it",
        'ground A-0142 --conditions security --why "CVE-2026-1" --not-evident "Published in December"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--conditions", required=True, metavar="LIST", help="codes of key conditions, with commas")
    it.add_argument("--why", required=True)
    it.add_argument("--not-evident", required=True, help="why it was not evident at approval")
    it = command("withdraw-revocation", "take a revocation back", 'withdraw-revocation A-0142 --reason "Fixed driver"')
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--reason", required=True)
    it.add_argument("--terms", default="")
    it = command(
        "removal",
        "record that devices no longer carry the exemption",
        'removal A-0142 --devices all --on 2026-12-01 --confirmed-by "Jana Hofer"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--devices", required=True, metavar="SERIALS", help="serial numbers with commas, or all")
    it.add_argument("--on", type=day, required=True, metavar="D")
    it.add_argument("--confirmed-by", required=True, metavar="WHO")
    it.add_argument("--by", choices=("customer", "service"), default="customer")
    it.add_argument("--left-service", action="store_true", help="scrapped, lost or unenrolled")
    it.add_argument("--reinstate", default="", metavar="REASON", help="after the deadline: give cover back as well")
    it = command("found", "a device carries it again", 'found A-0142 --devices 5CG1 --on 2026-12-03 --by "Ines Moreau"')
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--devices", required=True, metavar="SERIALS", help="serial numbers with commas")
    it.add_argument("--on", type=day, required=True, metavar="D")
    it.add_argument("--by", required=True, metavar="WHO")
    it.add_argument("--undeclared", action="store_true", help="they were never deployed: they join it")
    it = command(
        "reinstate",
        "give cover back to devices that no longer carry the exemption",
        'reinstate A-0142 --devices all --reason "Removed on day 93"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--devices", required=True, metavar="SERIALS", help="serial numbers with commas, or all")
    it.add_argument("--reason", required=True)
    it = command(
        "consent",
        "record the customer's consent to a removal by the service",
        'consent A-0142 --by "Jana Hofer" --on 2026-12-01 --text "Please remove it"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--by", required=True, metavar="WHO")
    it.add_argument("--on", type=day, required=True, metavar="D")
    it.add_argument("--text", required=True)
    it = command("cover", "the cover of every device on a day", "cover A-0142 --on 2027-02-21")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--on", type=day, default=None, metavar="D")
    it = command("device", "the cover of one device across all exemptions", "device 5CG1 --on 2027-02-21")
    it.add_argument("serial", metavar="SERIAL")
    it.add_argument("--on", type=day, default=None, metavar="D")
    it = command(
        "print-batch",
        "issue due notices and put letters into one file for printing on both sides",
        "print-batch --due-by 2026-11-27 --out batch.pdf",
    )
    it.add_argument("--due-by", type=day, default=None, metavar="D", help="issue the notices due by that day as well")
    it.add_argument("--out", type=Path, required=True, metavar="FILE", help="a PDF file, or a folder for one file each")
    it.add_argument("--reprint", action="store_true", help="also letters that were printed and not dispatched")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
    it = command(
        "editions",
        "editions of the key conditions: list, replay FILE, announce FILE, letters, publish FILE, impact CODE",
        "editions replay draft.json; editions publish edition-4.json --announced 2026-11-23 --effective 2027-01-01",
    )
    it.add_argument("action", nargs="?", choices=EDITION_ACTIONS, metavar="ACTION")
    it.add_argument("what", nargs="?", metavar="FILE|CODE")
    it.add_argument("--announced", type=day, default=None, metavar="D", help="the day of the last letter's dispatch")
    it.add_argument("--effective", type=day, default=None, metavar="D", help="30 days or more after that")
    it = command("desk", "what letters and dates depend on; choose whose holidays are shown", "desk --region BE")
    it.add_argument("--region", default=None, metavar="R", help="as BE or US-WA; empty for weekends only")
    it = command("due", "overdue, due today and coming", "due --within 14")
    it.add_argument("--on", type=day, default=None, metavar="D")
    it.add_argument("--within", type=amount, default=14, metavar="DAYS")


def _register(command: Command) -> None:
    it = command(
        "register",
        "every deviation from the standard template on a day",
        "register --on 2026-11-23 --out register.xlsx",
    )
    it.add_argument("--on", type=day, default=None, metavar="D", help="that day; else today")
    it.add_argument(
        "--as-known", type=day, default=None, metavar="D", help="by the facts recorded until D (rule E3); sets --on too"
    )
    it.add_argument("--out", type=Path, default=None, metavar="FILE", help="a .xlsx, .csv or .pdf file")
    it.add_argument("--customer", default="", metavar="C")
    it.add_argument("--state", default="", choices=("", *STATES), metavar="S", help=", ".join(STATES))
    it.add_argument("--type", default="", metavar="T", help="an exemption type's code")
    it.add_argument("--ends", default="", metavar="E", help=", ".join(ENDS) + ", or a month as 2027-03")
    it.add_argument("--search", default="", metavar="WORDS")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
    it = command(
        "calendar",
        "what stands on the calendar from one day to another",
        "calendar --from 2026-12-01 --to 2026-12-31 --out december.pdf",
    )
    it.add_argument("--from", dest="first", type=day, required=True, metavar="D")
    it.add_argument("--to", dest="last", type=day, required=True, metavar="D")
    it.add_argument("--out", type=Path, default=None, metavar="FILE", help="an .ics or .pdf file")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
