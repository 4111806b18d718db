"""A letter as a draft for a mail program (RFC 5322):
nothing that a customer wrote becomes a header of its own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+"
)
LONGEST = 60, 254  # characters of a name, of an address


def write_draft(
    to: tuple[str, str], subject: str, text: str, name: str, pdf: bytes
) -> tuple[bytes, str]:
    """The same bytes for the same letter, its PDF attached as it is; and the address in it.

    `to` is a name and an address; what is no address for sure is left out, as a mail program
    would send to whatever stands there. `X-Unsent` makes mail programs open it as a draft.
    """
    name_to, address = _name(to[0])[: LONGEST[0]], to[1].strip()
    if len(address) > LONGEST[1] or not ADDRESS.fullmatch(address):
        address = ""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _one_line(subject)
    if address:
        message["To"] = Address(name_to.strip(), addr_spec=address)
    message["X-Unsent"] = "1"
    message.set_content(text, charset="utf-8")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    message.set_boundary(hashlib.sha256(b"\0".join((text.encode(), pdf))).hexdigest())
    return message.as_bytes(), address


def _one_line(text: str) -> str:
    """What is printable, in one line. Nothing in it is an encoded word:
    the library would decode it, with the line ends that it hides.
    """
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.replace("=?", "= ?").split())


def _name(text: str) -> str:
    """Letters, digits, points, hyphens and apostrophes: a folded name has no sign that parts it."""
    whole = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if c.isalnum() or c in ".-'’" else " " for c in whole).split())
