"""The parser of the terminal's words, made from the commands (interfaces.md)."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from mmd_reviewer.cli.command import Command, day


def _common(default: object) -> argparse.ArgumentParser:
    """The options that stand before or after the command."""
    parser = argparse.ArgumentParser(add_help=False)
    group = parser.add_argument_group("everywhere")
    group.add_argument(
        "--store", default=default, metavar="PATH|URL", help="the store's file, or postgresql://…"
    )
    group.add_argument(
        "--listen-url",
        default=default,
        metavar="URL",
        help="the server itself, where a bouncer stands in --store",
    )
    group.add_argument(
        "--read-from",
        default=default,
        metavar="URL",
        help="a replica for register, calendar and search",
    )
    group.add_argument(
        "--passphrase-file",
        type=Path,
        default=default,
        metavar="FILE",
        help="its first line opens the store",
    )
    group.add_argument(
        "--look", action="store_true", default=default, help="read a copy of the store"
    )
    group.add_argument(
        "--today", type=day, default=default, metavar="YYYY-MM-DD", help="the day worked under"
    )
    group.add_argument(
        "--reviewer", default=default, metavar="NAME", help="who acts; else the account's name"
    )
    group.add_argument(
        "--json", action="store_true", default=default, help="print one JSON document"
    )
    group.add_argument(
        "--seen",
        default=default,
        metavar="HEAD",
        help="the newest fact you saw (`head` of show): newer ones refuse",
    )
    group.add_argument(
        "--quiet", action="store_true", default=default, help="print no progress and no hints"
    )
    return parser


def build_parser(
    commands: Iterable[Command],
) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of these commands, and theirs by name;
    `run` of what is parsed carries the command out.
    """
    parser = argparse.ArgumentParser(
        prog="mmd-reviewer",
        parents=[_common(None)],
        allow_abbrev=False,  # `--to D` would be taken for `--today D`, and recorded under that day
        description="Review exemption requests of Microsoft Managed Desktop. Without a command the "
        "window opens.",
    )
    parser.set_defaults(run=None)
    parser.add_argument(
        "--version", action="store_true", help="which program this is, and of which sources"
    )
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="off-screen: try everything once, in a folder that goes again",
    )
    places = parser.add_subparsers(dest="command", metavar="COMMAND")
    made: dict[str, argparse.ArgumentParser] = {}
    for one in commands:
        made[one.name] = places.add_parser(
            one.name,
            parents=[_common(argparse.SUPPRESS)],
            allow_abbrev=False,
            help=one.words,
            description=one.words[:1].upper() + one.words[1:] + ".",
            epilog=f"Example: mmd-reviewer {one.example}",
        )
        for option in one.options:
            option(made[one.name])
        made[one.name].set_defaults(run=one.run)
    return parser, made
