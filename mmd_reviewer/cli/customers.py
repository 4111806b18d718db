"""What customers said by telephone, spellings joined, two in one case separated (A1, A5)."""

from __future__ import annotations

import argparse

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import NUMBER, arg, command, facts_answer
from mmd_reviewer.domain.triage import TOLD
from mmd_reviewer.services import customers, request_queue
from mmd_reviewer.services.desk import Desk

DETAILS_SAID = ("title", "type", "requirement", "proposal", "timeline", "contact", "email")


@command(
    "amend",
    "what the customer said by telephone or mail amends the request (rule A1)",
    'amend A-0142 --source telephone --timeline "18 months"',
    NUMBER,
    arg("--source", required=True, choices=TOLD),
    *(arg(f"--{name}", default="", metavar="TEXT") for name in DETAILS_SAID),
)
def amend(options: argparse.Namespace, desk: Desk) -> Answer:
    """Record an amendment by telephone or mail."""
    words = {name: getattr(options, name) for name in DETAILS_SAID}
    case = request_queue.amend(desk, desk.case(options.number), options.source, **words)
    return facts_answer((case,))


@command(
    "join",
    "a spelling of a customer's name counts as that customer (rule A5)",
    'join "Contoso Ltd" Contoso',
    arg("name", metavar="NAME", help="the spelling"),
    arg(
        "into",
        metavar="INTO",
        nargs="?",
        default="",
        help="the customer; new letters print this name",
    ),
    arg("--undo", action="store_true", help="NAME is a customer of its own again"),
)
def join(options: argparse.Namespace, desk: Desk) -> Answer:
    """Join two spellings, or take it back."""
    if options.undo:
        customers.part(desk, options.name)
        data = {"name": options.name, "into": None, "head": desk.standing().heads[-1]}
        return Answer(data, f"{options.name} is a customer of its own again.")
    into = customers.join(desk, options.name, options.into)
    return Answer(
        {"name": options.name, "into": into, "head": desk.standing().heads[-1]},
        f"{options.name} counts as {into} from now on: new letters print that name, issued ones "
        f"keep theirs.",
    )


@command(
    "separate",
    "words of another customer in a case, by an earlier import, become a case of their own (rule "
    "A5)",
    "separate A-0142",
    NUMBER,
)
def separate(options: argparse.Namespace, desk: Desk) -> Answer:
    """Separate the words of two customers."""
    case, other = customers.separate(desk, desk.case(options.number))
    return Answer(
        {
            "number": case.number,
            "customer": case.request.customer,
            "separated": other.number,
            "separated_customer": other.request.customer,
        },
        f"{case.number} is {case.request.customer} alone; the words of {other.request.customer} "
        f"are {other.number}.",
    )


COMMANDS = (amend, join, separate)
