"""What makes two requests the same one (rule A5)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from mmd_reviewer.domain.request import Request, fold, words_of

PORTAL = re.compile(r"mmd-\d{7}-[a-z0-9]{5}")
# A reference has a number; words alone, or zeros alone, say where there is none.
_COUNTED = re.compile(r"(?!0)\d|(?<!\d)0(?!\d)")
_FIGURE = re.compile("[1-9]")  # the usual, found at once
# An error of the sheet, a figure it rounded
_DAMAGED = re.compile(r"=.*|#\S*[!?/]\S*|[-+]?\d+(?:[.,]\d+)?e[-+]?\d+")
_NO_REFERENCE = frozenset(
    (
        "n/a",
        "n.a.",
        "n.a",
        "na",
        "n\\a",
        "none",
        "null",
        "nil",
        "no",
        "nan",
        "undefined",
        "unknown",
        "unbekannt",
        "tbd",
        "tba",
        "tbc",
        "to be determined",
        "to be done",
        "pending",
        "missing",
        "empty",
        "blank",
        "not available",
        "not applicable",
        "no ticket",
        "no reference",
        "keine",
        "kein",
        "k.a.",
        "ka",
        "keine angabe",
        "entfällt",
        "aucun",
        "aucune",
        "néant",
        "s.o.",
        "sans objet",
        "x",
        "xx",
        "xxx",
        "test",
        "todo",
        "to do",
        "new",
        "neu",
        "ticket",
        "reference",
        "id",
        "nr",
        "no.",
        "number",
        "see above",
        "see below",
        "siehe oben",
        "dito",
        "ditto",
        "same",
        "same as above",
        "idem",
        "0001-01-01",
    )
)


def plain(text: str) -> str:
    """Case, blanks, Unicode form, invisible characters and the kind of hyphen taken away;
    no hyphen is dropped.
    """
    if text.isascii():
        return fold(text)
    shown = "".join(
        "-" if unicodedata.category(sign) == "Pd" or sign == "\u2212" else sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) != "Cf"
    )
    return fold(shown)


def reference(ticket: str) -> str:
    """The reference as it is compared; "" for a placeholder, words without a number
    or a damaged number, which is no reference.
    """
    found = plain(ticket)
    counted = _FIGURE.search(found) or _COUNTED.search(found)
    if not counted or _placeholder(found) or _DAMAGED.fullmatch(found):
        return ""
    return found


def is_placeholder(words: str) -> bool:
    """Do they only say that nothing is there: `N/A`, `-`, `TBD`, `[none]`?"""
    return _placeholder(plain(words))


def _placeholder(found: str) -> bool:
    return (
        not found.strip(" -_.?*/\\#0")
        or found in _NO_REFERENCE
        or found.strip("<>[]() .") in _NO_REFERENCE
    )


def identity(request: Request, customer: str = "") -> str:
    """32 hex digits: the same for the same request, however often and wherever it is read (A5).

    A ticket of the portal's form alone; any other reference with its customer; without one the
    words. `customer`: the name under which spellings were joined, the request's own if not given.
    """
    name, found = plain(customer or request.customer), reference(request.ticket)
    if PORTAL.fullmatch(found):
        return _digest("ticket", found)
    if found:
        return _digest("reference", name, found)
    return _digest("request", name, *(plain(part) for part in words_of(request)))


def identities(request: Request, spellings: Sequence[str] = ()) -> tuple[str, ...]:
    """Today's identity, then by every other spelling of the customer, then those of earlier rules.

    A case is found by the first of them that is known; by an earlier rule's only for the same
    customer.
    """
    names = spellings or (request.customer,)
    if PORTAL.fullmatch(reference(request.ticket)):  # the same by either rule
        return (identity(request),)
    today = [identity(request, name) for name in names]
    if request.ticket.strip():
        today.append(_digest("ticket", fold(request.ticket)))
    if not reference(request.ticket):
        if request.ticket.strip():  # words alone were a reference once
            today += [_digest("reference", plain(name), plain(request.ticket)) for name in names]
        today += [
            _digest("request", fold(name), *(fold(part) for part in words_of(request)))
            for name in names
        ]
    return tuple(dict.fromkeys(today))


def by_ticket_alone(ticket: str) -> str:
    """The identity that a ticket of the portal's form has,
    or had by the earlier rule any reference.
    """
    found = reference(ticket)
    return _digest("ticket", found if PORTAL.fullmatch(found) else fold(ticket))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
