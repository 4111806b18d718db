"""What decision letters say: approvals, declines, returns and routes (contents list of section C)."""

from __future__ import annotations

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.fact import Block, DecisionMade
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.period import count, in_words
from mmd_reviewer.domain.request import DETAIL_NAMES


def approval_blocks(kind: str, case: Case, made: DecisionMade, words: Words) -> list[Block]:
    """Requirement, proposal, deciding factor, period, terms, devices, revocation; migration adds the technology."""
    blocks = [*_request_blocks(case, words), *_why_blocks(made, words, "approve")]
    if kind == "migration":
        blocks += _migration_blocks(case, made, words)
    blocks.append(Block("heading", words("headings.period")))
    start = in_words(made.start)
    rows = [(words("labels.asked"), case.request.timeline.in_letter()), (words("labels.start"), start)]
    last = in_words(made.until) if made.until else words("common.open_ended")
    rows.append((words("labels.until"), last))
    content = "period end_date" if made.until else "period"
    blocks.append(Block("rows", rows=tuple(rows), content=content, source="period"))
    if made.extends:
        blocks.append(Block("text", words("period.extends", number=made.extends)))
    else:
        blocks.append(Block("text", words("period.until" if made.until else "period.open_ended")))
    blocks.append(Block("heading", words("headings.terms")))
    blocks.append(Block("text", made.terms or words("period.no_terms"), content="terms", source="terms"))
    if made.devices:
        blocks.append(Block("heading", words("headings.devices")))
        blocks.append(Block("text", words("period.limited")))
        blocks.append(Block("list", rows=tuple((device,) for device in made.devices), content="devices"))
    blocks.append(Block("heading", words("headings.revocation")))
    blocks.append(Block("text", words("revocation.text"), content="revocation"))
    return blocks


def decline_blocks(case: Case, made: DecisionMade, words: Words) -> list[Block]:
    """Requirement, proposal, factor or conditions, facts, what would change the answer, alternative, new request."""
    blocks = [*_request_blocks(case, words), *_why_blocks(made, words, "decline", with_reason=False)]
    facts = [made.condition_notes[code] for code in (made.factor, *made.broken) if made.condition_notes.get(code)]
    if made.reason:
        facts.append(made.reason)
    blocks.append(Block("heading", words("headings.facts")))
    blocks.append(Block("text", "\n".join(facts), content="facts", source="reason"))
    blocks.append(Block("heading", words("headings.change")))
    change = words(f"factor.{made.factor or 'undetermined'}.change")
    blocks.append(Block("text", change, content="change"))
    if made.technology:
        blocks.append(Block("heading", words("headings.alternative")))
        blocks.append(Block("text", made.technology, content="alternative", source="technology"))
    blocks.append(Block("heading", words("headings.new_request")))
    reference = case.request.ticket or case.number
    blocks.append(Block("text", words("declined.new_request", reference=reference), content="new_request"))
    return blocks


def return_blocks(case: Case, made: DecisionMade, words: Words) -> list[Block]:
    """Which details are missing or not sufficient, and why they are needed."""
    rows = []
    for name in made.missing:
        if case.judged.get(name):
            title = DETAIL_NAMES[name][:1].upper() + DETAIL_NAMES[name][1:]
            rows.append((words("returned.details.insufficient", name=title, why=case.judged[name]),))
        else:
            rows.append((words(f"returned.details.{name}"),))
    blocks = [Block("heading", words("headings.needed"))]
    if rows:
        blocks.append(Block("list", rows=tuple(rows), content="details_needed", source="missing"))
    if made.reason:
        blocks.append(Block("text", made.reason, content="details_needed", source="reason"))
    blocks.append(Block("text", words("returned.needed" if rows else "returned.add")))
    return blocks


def route_blocks(made: DecisionMade, edition: Edition, words: Words) -> list[Block]:
    """The route and how to take it."""
    route = edition.route(made.route)
    how = f"{route.name}. {route.how}" if route else ""
    blocks = [Block("heading", words("headings.route")), Block("text", how, content="route", source="route")]
    if made.reason:
        blocks.append(Block("heading", words("headings.why")))
        blocks.append(Block("text", made.reason, source="reason"))
    return blocks


def _request_blocks(case: Case, words: Words) -> list[Block]:
    request = case.request
    return [
        Block("heading", words("headings.requirement")),
        Block("text", request.requirement, content="requirement", source="requirement"),
        Block("heading", words("headings.proposal")),
        Block("text", request.proposal, content="proposal", source="proposal"),
    ]


def _why_blocks(made: DecisionMade, words: Words, side: str, *, with_reason: bool = True) -> list[Block]:
    blocks = [Block("heading", words("headings.why"))]
    rules = [made.wording[code].removeprefix("An exemption must not ").rstrip(".") for code in made.broken]
    if rules and side == "approve":
        blocks += [Block("text", words("condition.overridden", text=text), content="factor") for text in rules]
    elif len(rules) == 1:
        blocks.append(Block("text", words("condition.broken", text=rules[0]), content="factor"))
    elif rules:
        names = {2: "two", 3: "three", 4: "four", 5: "five"}
        amount = names.get(len(rules), str(len(rules)))
        rows = tuple((text,) for text in rules)
        blocks.append(Block("list", words("condition.broken_many", count=amount), rows, "factor"))
    else:
        blocks.append(Block("text", words(f"factor.{made.factor or 'undetermined'}.{side}"), content="factor"))
    if with_reason and made.reason:
        blocks.append(Block("text", made.reason, content="reason", source="reason"))
    return blocks


def _migration_blocks(case: Case, made: DecisionMade, words: Words) -> list[Block]:
    blocks = []
    if made.technology:
        blocks.append(Block("heading", words("headings.technology")))
        blocks.append(Block("text", made.technology, content="technology", source="technology"))
    if made.until is not None:  # C1: a migration always ends; a record without an end lacks its contents
        wish = case.request.timeline
        asked = wish.in_letter()
        granted = count(made.months, "month") if made.months else f"a period until {in_words(made.until)}"
        if wish.end(made.start) == made.until and wish.until is None:
            granted = asked
        sentence = words("migration.months", asked=asked[:1].lower() + asked[1:], granted=granted)
        blocks.append(Block("text", sentence, content="months"))
    return blocks
