"""What is known of the case that a request may belong to, while files are taken in (A5, C8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.fact import Fact, RequestAmended, RequestReceived
from mmd_reviewer.domain.identity import reference
from mmd_reviewer.domain.request import Post, Request, same_words
from mmd_reviewer.domain.triage import TOLD

HAND = "hand"  # the source of what was typed in


@dataclass(slots=True)
class KnownCase:
    """The texts of a case so far, those of this import included;
    `contacts`: everything that named one.
    """

    number: str
    texts: list[Request] = field(default_factory=list)
    contacts: list[Request] = field(default_factory=list)
    exported: Request | None = None  # what the newest file said; what was typed in since is kept
    posts: set[Post] = field(default_factory=set)  # notes of the ticket, from all files
    came_under: str = ""  # the customer as it was read, before a reviewer corrected it

    def is_of(self, customer: str, customers: Customers) -> bool:
        """Is it a case of that customer?"""
        return any(
            customers.same(name, customer)
            for name in (self.texts[0].customer, self.came_under)
            if name
        )


def known_case(facts: Sequence[Fact]) -> KnownCase:
    """What the facts of a case say of it."""
    case = fold(facts)
    bodies = [
        fact.body
        for fact in case.counting
        if isinstance(fact.body, RequestReceived | RequestAmended)
    ]
    exported = [request for request in map(_said, bodies) if request is not None]
    texts = [version.request for version in case.versions]
    first = next(fact.body for fact in case.facts if isinstance(fact.body, RequestReceived))
    posts = {post for text in texts for post in text.posts}
    contacts = [body.request for body in bodies]
    return KnownCase(
        case.number,
        texts,
        contacts,
        exported[-1] if exported else None,
        posts,
        first.request.customer,
    )


def _said(body: RequestReceived | RequestAmended) -> Request | None:
    """What the file of a version said; None of one that was typed in."""
    if body.source in (HAND, *TOLD):
        return None
    return (body.said if isinstance(body, RequestAmended) else None) or body.request


def key_of(
    request: Request, keys: Sequence[str], known: Mapping[str, KnownCase], customers: Customers
) -> str:
    """Under which key the case of this request is found, or will be kept (A5).

    Today's identity by any of the customer's spellings; an earlier rule's only for the same
    customer.
    """
    if len(keys) == 1:
        return keys[0]
    certain = bool(reference(request.ticket))
    for key in keys:
        case = known.get(key)
        if case is None or not case.is_of(request.customer, customers):
            continue
        if certain or any(same_words(request, text) for text in case.texts):
            # What once was taken for one case by a placeholder never takes in more words
            return key
    return keys[0]
