"""`copy-store`, `team-roles`: what a team on one server needs beside the daily commands."""

from __future__ import annotations

import argparse

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import arg, job_of, without_desk
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.period import count
from mmd_reviewer.settings import Choices, place_of
from mmd_reviewer.store.dialects.postgresql_roles import REVIEWER, ROLES
from mmd_reviewer.store.opening import move_store, team_store


@without_desk(
    "copy-store",
    "all of a store into an empty one, between file and server",
    "copy-store reviewer.sqlite postgresql://desk.example/reviews",
    arg("source", metavar="FROM", help="a file or postgresql://…; it stays as it is"),
    arg("target", metavar="TO", help="a file that does not exist yet, or an empty database"),
)
def copy_store(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """Facts, files and drafts, as they stand; both content seals are compared."""
    source, target = place_of(options.source), place_of(options.target)
    made = move_store(source, target, job_of(options, "Copying"))
    data = {
        "from": str(source),
        "to": str(target),
        "facts": made.facts,
        "documents": made.documents,
        "seal": made.seal,
    }
    text = (
        f"{target}: {count(made.facts, 'fact')} and {count(made.documents, 'file')} copied and "
        f"verified; both content seals are {made.seal[:16]}…. {source} is as it was."
    )
    return Answer(data, text)


@without_desk(
    "team-roles",
    "roles of the server for auditors, reviewers, approvers and administrators",
    "team-roles --store postgresql://desk.example/reviews",
    arg("--print", dest="shown", action="store_true", help="show the statements; run none"),
)
def team_roles(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """By whom the database belongs to; each login is granted one of them afterwards."""
    statements = team_store(choices.store).roles(make=not options.shown)
    if options.shown:
        return Answer(statements, "\n".join(f"{statement};" for statement in statements))
    lines = [f"{role}: {words}" for role, words in ROLES.items()]
    lines.append(f'Now grant each login one of them, as in: GRANT {REVIEWER} TO "jonas"')
    return Answer(dict(ROLES), "\n".join(lines))


COMMANDS = (copy_store, team_roles)
