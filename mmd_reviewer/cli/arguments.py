"""The commands and their options, each with a help text that shows an example (interfaces.md)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mmd_reviewer import __version__
from mmd_reviewer.domain.case import STATES
from mmd_reviewer.domain.decision import OUTCOMES
from mmd_reviewer.domain.request import DETAILS
from mmd_reviewer.domain.request_queue import OPEN, SORTS
from mmd_reviewer.domain.revocation import NOTICES

Run = Callable[..., object]


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day written as YYYY-MM-DD") from None


def _common(default: object) -> argparse.ArgumentParser:
    """The options that stand before or after the command."""
    parser = argparse.ArgumentParser(add_help=False)
    group = parser.add_argument_group("everywhere")
    group.add_argument("--store", type=Path, default=default, metavar="PATH", help="the store's file")
    group.add_argument("--today", type=day, default=default, metavar="YYYY-MM-DD", help="the day worked under")
    group.add_argument("--reviewer", default=default, metavar="NAME", help="who acts; else the account's name")
    group.add_argument("--json", action="store_true", default=default, help="print one JSON document")
    group.add_argument("--quiet", action="store_true", default=default, help="print no progress and no hints")
    return parser


def build_parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser and its commands by name."""
    parser = argparse.ArgumentParser(
        prog="mmd-reviewer",
        parents=[_common(None)],
        description="Review exemption requests of Microsoft Managed Desktop. Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"mmd-reviewer {__version__}")
    parser.add_argument("--self-test", action="store_true", help="off-screen: import, assess, print a letter, quit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    made: dict[str, argparse.ArgumentParser] = {}

    def command(name: str, words: str, example: str) -> argparse.ArgumentParser:
        made[name] = commands.add_parser(
            name,
            parents=[_common(argparse.SUPPRESS)],
            help=words,
            description=words[:1].upper() + words[1:] + ".",
            epilog=f"Example: mmd-reviewer {example}",
        )
        return made[name]

    _intake(command)
    _queue(command)
    _decide(command)
    _course(command)
    _keep(command)
    return parser, made


Command = Callable[[str, str, str], argparse.ArgumentParser]


def _intake(command: Command) -> None:
    it = command("import", "requests from files into cases", "import tickets.json requests.csv --dry-run")
    it.add_argument("files", nargs="+", type=Path, metavar="FILE")
    it.add_argument("--customer", default="", metavar="NAME", help="the customer where a row names none")
    it.add_argument("--dry-run", action="store_true", help="say what would happen; store nothing")
    it = command(
        "new",
        "a request typed in",
        'new --customer Fabrikam --type "Drivers" --title "Zebra driver" --requirement "Label printing" '
        '--proposal "Vendor package by Intune" --timeline permanent',
    )
    it.add_argument("--customer", required=True)
    for name in ("type", "title", "requirement", "proposal", "timeline", "ticket", "contact", "email"):
        it.add_argument(f"--{name}", default="")
    it.add_argument("--submitted", type=day, default=None, metavar="YYYY-MM-DD")


def _queue(command: Command) -> None:
    it = command("list", "the queue", 'list --state in_assessment --search "vpn"')
    it.add_argument("--state", default="", choices=("", OPEN, *STATES), metavar="S", help="a state, or open")
    it.add_argument("--type", default=None, metavar="T", help="an exemption type's code")
    it.add_argument("--customer", default="", metavar="C")
    it.add_argument("--search", default="", metavar="WORDS")
    it.add_argument("--sort", default="received", metavar="KEY", help=", ".join(SORTS) + "; -KEY turns it round")
    it.add_argument("--limit", type=int, default=100, metavar="N")
    for name, words, example in (
        ("show", "one case, whole", "show A-0142"),
        ("undo", "take back the newest deed that still counts", "undo A-0142"),
        ("redo", "take back the newest undo", "redo A-0142"),
    ):
        command(name, words, example).add_argument("number", metavar="NUMBER", help="case number or ticket")
    it = command("assign", "give cases to a reviewer", "assign A-0142 A-0143 --to me")
    it.add_argument("numbers", nargs="+", metavar="NUMBER")
    it.add_argument("--to", default="me", metavar="WHO", help='a name, "me", or "nobody"')
    it = command("park", "put cases aside until a day", 'park A-0142 --until 2026-12-07 --reason "Study starts then"')
    it.add_argument("numbers", nargs="+", metavar="NUMBER")
    it.add_argument("--until", type=day, required=True, metavar="D")
    it.add_argument("--reason", required=True)
    it = command("unpark", "take parked cases back early", "unpark A-0142")
    it.add_argument("numbers", nargs="+", metavar="NUMBER")
    it = command("note", "add a note that is never printed", 'note A-0142 "Vendor asked for crash data"')
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("text", metavar="TEXT")
    it = command("link", "link two cases", "link A-0142 A-0143")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("other", metavar="OTHER")
    it = command(
        "judge", "mark a given detail as not sufficient", 'judge A-0142 requirement --why "No business need is named"'
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("detail", choices=DETAILS)
    it.add_argument("--why", default="")
    it.add_argument("--sufficient", action="store_true", help="take the mark back")


def _decide(command: Command) -> None:
    it = command("assess", "patch the answers, print the recommendation", "assess A-0142 --answers answers.json")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--answers", required=True, metavar="FILE", help="a JSON file, or - for standard input")
    it.add_argument("--dry-run", action="store_true", help="print the recommendation; record nothing")
    it = command("decide", "record a decision", "decide A-0142 approve_migration --months 9")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("outcome", choices=OUTCOMES, metavar="OUTCOME", help=", ".join(OUTCOMES))
    period = it.add_mutually_exclusive_group()
    period.add_argument("--months", type=int, default=None, metavar="N")
    period.add_argument("--until", type=day, default=None, metavar="D")
    period.add_argument("--open-ended", action="store_true")
    it.add_argument("--reason", default="")
    it.add_argument("--terms", default="")
    it.add_argument("--route", default="", metavar="R")
    it.add_argument("--devices", type=Path, default=None, metavar="FILE", help="one serial number a line")
    it = command("letter", "issue a letter, or write it again as stored", "letter A-0142 --out decision.pdf")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("kind", nargs="?", default="", metavar="KIND")
    it.add_argument("--out", type=Path, required=True, metavar="FILE")
    form = it.add_mutually_exclusive_group()
    form.add_argument("--draft", action="store_true", help="pages marked DRAFT; issues nothing")
    form.add_argument("--text", action="store_true", help="the plain-text twin; issues nothing")
    it.add_argument("--replace", default="", metavar="REASON", help="a new letter that replaces the issued one")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
    it = command("printed", "record that a letter was printed", "printed A-0142-L1")
    it.add_argument("letter", metavar="LETTER")
    it = command(
        "dispatch", "record that a letter was sent", "dispatch A-0142-L1 --on 2026-11-23 --reference MMD-1465058-R5V8P"
    )
    it.add_argument("letter", metavar="LETTER")
    it.add_argument("--on", type=day, required=True, metavar="D")
    it.add_argument("--reference", required=True, metavar="REF")
    it.add_argument("--to", default="", metavar="WHOM")


def _course(command: Command) -> None:
    it = command("deploy", "an approval is in force on devices", "deploy A-0142 --on 2026-12-01 --devices devices.csv")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--on", type=day, required=True, metavar="D")
    it.add_argument("--devices", type=Path, default=None, metavar="FILE", help="portal JSON, CSV, or serial numbers")
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
    it.add_argument("--out", type=Path, required=True, metavar="FILE")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
    it = command("withdraw-revocation", "take a revocation back", 'withdraw-revocation A-0142 --reason "Fixed driver"')
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("--reason", required=True)
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
    it = command("due", "overdue, due today and coming", "due --within 14")
    it.add_argument("--on", type=day, default=None, metavar="D")
    it.add_argument("--within", type=int, default=14, metavar="DAYS")


def _keep(command: Command) -> None:
    command("verify", "check hashes, links, documents and projections", "verify --json")
    command("rebuild", "make the queue and the search index again from the facts", "rebuild")
    it = command("demo", "a throw-away store of sample cases", "demo --headless build/demo")
    it.add_argument("--headless", type=Path, default=None, metavar="OUT", help="no window: letters and pictures to OUT")
