"""Commands of customers: spellings joined, words of two customers in one case separated (rule A5)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.course_arguments import Command
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.services import customers
from mmd_reviewer.settings import Choices


def add_customer_arguments(command: Command) -> None:
    """The options of these commands."""
    it = command(
        "join",
        "a spelling of a customer's name counts as that customer (rule A5)",
        'join "Contoso Ltd" Contoso',
    )
    it.add_argument("name", metavar="NAME", help="the spelling")
    it.add_argument("into", metavar="INTO", nargs="?", default="", help="the customer; new letters print this name")
    it.add_argument("--undo", action="store_true", help="NAME is a customer of its own again")
    it = command(
        "separate",
        "words of another customer in a case, by an earlier import, become a case of their own (rule A5)",
        "separate A-0142",
    )
    it.add_argument("number", metavar="NUMBER")


def join(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Join two spellings, or take it back."""
    desk = open_desk(choices)
    if options.undo:
        customers.part(desk, options.name)
        return Answer({"name": options.name, "into": None}, f"{options.name} is a customer of its own again.")
    into = customers.join(desk, options.name, options.into)
    return Answer(
        {"name": options.name, "into": into},
        f"{options.name} counts as {into} from now on: new letters print that name, issued ones keep theirs.",
    )


def separate(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Separate the words of two customers."""
    desk = open_desk(choices)
    case, other = customers.separate(desk, desk.case(options.number))
    return Answer(
        {"number": case.number, "customer": case.request.customer, "separated": other.number,
         "separated_customer": other.request.customer},
        f"{case.number} is {case.request.customer} alone; the words of {other.request.customer} are {other.number}.",
    )  # fmt: skip


CUSTOMER_COMMANDS: Mapping[str, Any] = {"join": join, "separate": separate}
