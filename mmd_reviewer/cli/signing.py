"""`sign`: an issued letter signed by the reviewer's certificate (C2)."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import FORCE, LETTER, arg, command, write_out
from mmd_reviewer.cli.letter import of_letter
from mmd_reviewer.cli.passphrase import first_line
from mmd_reviewer.domain.letters.dispatch import letter_of
from mmd_reviewer.domain.signature import BIGGEST_KEY, SigningWish
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import signing
from mmd_reviewer.services.desk import Desk


@command(
    "sign",
    "sign an issued letter by your certificate, or write its signed copy again",
    "sign A-0142-L1 --key ines.p12 --out signed.pdf",
    LETTER,
    arg(
        "--key",
        type=Path,
        default=None,
        metavar="FILE",
        help="PKCS#12, or PEM; without it the signed copy there is",
    ),
    arg(
        "--certificate",
        type=Path,
        default=None,
        metavar="FILE",
        help="PEM, where it does not stand in the file of the key",
    ),
    arg(
        "--key-passphrase",
        type=Path,
        default=None,
        metavar="FILE",
        help="a file whose first line opens the key; else it is asked for",
    ),
    arg("--timestamp", default="", metavar="URL", help="an authority of time-stamps (RFC 3161)"),
    arg("--out", type=Path, default=None, metavar="FILE"),
    FORCE,
)
def sign(options: argparse.Namespace, desk: Desk) -> Answer:
    """The issued bytes stay as they are; the signed file is a second document."""
    case, problem = of_letter(desk, options.letter), ""
    if options.key is not None:
        case, problem = signing.sign(desk, case, options.letter, _wish(options))
    letter = letter_of(case, options.letter)
    content = signing.signed_file(desk, letter)
    seen = signing.seen(desk, letter)
    assert seen is not None
    if options.out is not None:
        write_out(desk, options, content)
    data = {
        "letter": options.letter,
        "signer": seen.signer,
        "sha256": letter.signed[-1].sha256,
        "intact": seen.good,
        "stamped_by": seen.stamped_by,
    }
    warnings = (f"There is no time-stamp: {problem}",) if problem else ()
    return Answer(data, f"{options.letter}: {seen.sentence}", 0 if seen.good else 1, warnings)


def _wish(options: argparse.Namespace) -> SigningWish:
    if options.key_passphrase is not None:
        words = first_line(options.key_passphrase)
    elif sys.stdin.isatty():
        words = getpass(f"Passphrase of {options.key.name} (Enter for none): ")
    else:
        words = ""
    beside = (
        read_bounded(options.certificate, BIGGEST_KEY) if options.certificate is not None else b""
    )
    return SigningWish(read_bounded(options.key, BIGGEST_KEY), words, beside, options.timestamp)


COMMANDS = (sign,)
