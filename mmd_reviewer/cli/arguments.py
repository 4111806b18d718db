"""The commands and their options, each with a help text that shows an example (interfaces.md)."""

from __future__ import annotations

import argparse
from pathlib import Path

from mmd_reviewer import __version__
from mmd_reviewer.cli.course_arguments import Command, amount, course_arguments, day, reading_arguments
from mmd_reviewer.cli.customer_commands import add_customer_arguments
from mmd_reviewer.cli.disposal_commands import add_disposal_arguments
from mmd_reviewer.cli.keeping_commands import add_keeping_arguments
from mmd_reviewer.cli.owed_arguments import add_arguments
from mmd_reviewer.domain.case import STATES
from mmd_reviewer.domain.decision import OUTCOMES
from mmd_reviewer.domain.request import DETAILS
from mmd_reviewer.domain.request_queue import OPEN, OWED, SORTS


def _common(default: object) -> argparse.ArgumentParser:
    """The options that stand before or after the command."""
    parser = argparse.ArgumentParser(add_help=False)
    group = parser.add_argument_group("everywhere")
    group.add_argument("--store", type=Path, default=default, metavar="PATH", help="the store's file")
    group.add_argument("--today", type=day, default=default, metavar="YYYY-MM-DD", help="the day worked under")
    group.add_argument("--reviewer", default=default, metavar="NAME", help="who acts; else the account's name")
    group.add_argument("--json", action="store_true", default=default, help="print one JSON document")
    group.add_argument(
        "--seen", default=default, metavar="HEAD", help="the newest fact you saw (`head` of show): newer ones refuse"
    )
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
    course_arguments(command)
    add_arguments(command)
    add_customer_arguments(command)
    add_keeping_arguments(command)
    add_disposal_arguments(command)
    _keep(command)
    return parser, made


def _intake(command: Command) -> None:
    it = command("import", "requests from files into cases", "import tickets.json requests.csv --dry-run")
    it.add_argument("files", nargs="+", type=Path, metavar="FILE")
    it.add_argument("--customer", default="", metavar="NAME", help="the customer where a row names none")
    reading_arguments(it)
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
    states = ("", OPEN, OWED, *STATES)
    it.add_argument("--state", default="", choices=states, metavar="S", help="a state, open, or owed")
    it.add_argument("--type", default=None, metavar="T", help="an exemption type's code")
    it.add_argument("--customer", default="", metavar="C")
    it.add_argument("--search", default="", metavar="WORDS")
    it.add_argument("--sort", default="received", metavar="KEY", help=", ".join(SORTS) + "; -KEY turns it round")
    it.add_argument("--limit", type=amount, default=100, metavar="N")
    it.add_argument("--out", type=Path, default=None, metavar="FILE", help="the requests as .csv or .xlsx")
    it.add_argument("--force", action="store_true", help="overwrite FILE")
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
    it.add_argument("--extends", action="store_true", help="NUMBER asks for an extension of OTHER (rule E2)")
    it = command("attach", "keep a file with a case", "attach A-0142 crash-report.pdf --about stability")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("file", type=Path, metavar="FILE")
    it.add_argument("--about", default="case", help="case, revocation, appeal, or the code of a finding")
    it = command(
        "judge",
        "mark a given detail as not sufficient, or correct how type, timeline or customer were read",
        'judge A-0142 requirement --why "No business need is named"; judge A-0142 timeline --as "24 months"',
    )
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("detail", choices=(*DETAILS, "customer"))
    it.add_argument("--why", default="")
    it.add_argument("--sufficient", action="store_true", help="take the mark back")
    words = "the type's code (any other word lists the types with their descriptions), the period, the customer"
    it.add_argument("--as", dest="choose", default=None, metavar="VALUE", help=words)


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
    it.add_argument("--devices", type=Path, default=None, metavar="FILE", help="portal JSON, CSV, or serial numbers")
    it = command("letter", "issue a letter, or write it again as stored", "letter A-0142 --out decision.pdf")
    it.add_argument("number", metavar="NUMBER")
    it.add_argument("kind", nargs="?", default="", metavar="KIND", help="a kind of letter, or a letter’s number")
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
    it.add_argument("--reason", default="", help="why a notice went out on another day than it bears (rule D3)")
    it.add_argument("--correct", default="", metavar="REASON", help="correct what was recorded (rule D11)")
    it.add_argument("--taken-back", action="store_true", help="with --correct: it was not dispatched at all")
    it = command("proof", "keep a file that proves a dispatch", "proof A-0142-L1 portal.png")
    it.add_argument("letter", metavar="LETTER")
    it.add_argument("file", type=Path, metavar="FILE")


def _keep(command: Command) -> None:
    it = command("verify", "check hashes, links, documents and projections", "verify --json")
    it.add_argument("--seal", default="", metavar="COUNT:DIGEST", help="a seal from a cover list: was a tail cut?")
    command("rebuild", "make the queue and the search index again from the facts", "rebuild")
    it = command("demo", "a throw-away store of sample cases", "demo --headless build/demo")
    it.add_argument("--headless", type=Path, default=None, metavar="OUT", help="no window: letters and pictures to OUT")
