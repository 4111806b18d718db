"""What decision letters say: approvals, declines, returns and routes (contents list of section C).

What was found is the edition's to say, in the words that the decision recorded; what follows from
it is said here, from what was recommended and what was decided. So every decision reads without
contradiction, whatever the edition.
"""

from __future__ import annotations

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import RETURN
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.grounds import change_words, fact_words, found_broken, why_blocks
from mmd_reviewer.domain.letters.kind import Writing
from mmd_reviewer.domain.letters.words import (
    Words,
    months_values,
    period_asked,
    period_granted,
    timeline_cell,
)
from mmd_reviewer.domain.period import add_months
from mmd_reviewer.domain.timeline import Timeline


def approval_blocks(kind: str, writing: Writing, made: DecisionMade) -> list[Block]:
    """Requirement, proposal, deciding factor, period, terms,
    devices, revocation; migration adds the technology.
    """
    case, edition, words = writing.as_decided, writing.edition, writing.words
    blocks = [*_request_blocks(case, words), *why_blocks(made, edition, words)]
    reason = [Block("text", made.reason, content="reason", source="reason")] if made.reason else []
    if kind == "migration":
        of_period = made.outcome == made.recommended  # nothing but the period can depart from it
        blocks += [*([] if of_period else reason), *_migration_blocks(case, made, edition, words)]
        if of_period and reason:
            blocks += [Block("text", words("migration.reason")), *reason]
    else:
        blocks += reason
    blocks.append(Block("heading", words("headings.period")))
    rows = [
        (words("labels.asked"), timeline_cell(words, case.request.timeline)),
        (words("labels.start"), words.day(made.start)),
    ]
    last = words.day(made.until) if made.until else words("common.open_ended")
    rows.append((words("labels.until"), last))
    content = "period end_date" if made.until else "period"
    blocks.append(Block("rows", rows=tuple(rows), content=content, source="period"))
    if made.extends:
        blocks.append(Block("text", words("period.extends", number=made.extends)))
    else:
        blocks.append(
            Block(
                "text",
                words("period.until" if made.until else "period.open_ended", start=made.start),
            )
        )
    over = made.until is not None and made.until < writing.day  # told after its last day
    if over:
        blocks.append(Block("text", words("period.over")))
    if (
        kind != "migration" and not over and _shorter(made, case.request.timeline)
    ):  # a migration says why its months
        blocks.append(Block("text", words("period.shorter")))
    blocks.append(Block("heading", words("headings.terms")))
    blocks.append(
        Block("text", made.terms or words("period.no_terms"), content="terms", source="terms")
    )
    if made.devices:
        blocks.append(Block("heading", words("headings.devices")))
        blocks.append(Block("text", words("period.limited", count=len(made.devices))))
        blocks.append(
            Block("list", rows=tuple((device,) for device in made.devices), content="devices")
        )
    blocks.append(Block("heading", words("headings.revocation")))
    plan = edition.course
    text = words(
        "revocation.text",
        second=plan.second,
        third=plan.third,
        last_week=plan.last_week,
        length=plan.length,
    )
    return [*blocks, Block("text", text, content="revocation")]


def _shorter(made: DecisionMade, asked: Timeline) -> bool:
    """Does the approval end before the customer asked it to?"""
    wanted = asked.end(made.start)
    return made.until is not None and (
        asked.open_ended or (wanted is not None and made.until < wanted)
    )


def decline_blocks(case: Case, made: DecisionMade, edition: Edition, words: Words) -> list[Block]:
    """Requirement, proposal, factor or conditions, facts,
    what would change the answer, alternative, new request.
    """
    blocks = [*_request_blocks(case, words), *why_blocks(made, edition, words)]
    grounds = tuple(dict.fromkeys((made.factor, *made.broken, *found_broken(made))))
    facts = [
        fact_words(
            code,
            made.condition_notes[code],
            edition,
            words,
            named=len([*filter(None, grounds)]) > 1,
        )
        for code in grounds
        if made.condition_notes.get(code)
    ]
    if facts or not made.reason:
        blocks.append(Block("heading", words("headings.facts")))
        blocks.append(
            Block("text", "\n".join(facts), content="facts", source="" if made.reason else "reason")
        )
    # a departure's reason is no finding; where nothing was noted it is what the decision rests on
    if made.reason:
        blocks.append(Block("heading", words("headings.reason")))
        blocks.append(Block("text", made.reason, content="" if facts else "facts", source="reason"))
    blocks.append(Block("heading", words("headings.change")))
    blocks.append(Block("text", change_words(made, edition, words), content="change"))
    if made.technology:
        blocks.append(Block("heading", words("headings.alternative")))
        blocks.append(Block("text", made.technology, content="alternative", source="technology"))
    blocks.append(Block("heading", words("headings.new_request")))
    reference = case.request.ticket or case.number
    blocks.append(
        Block("text", words("declined.new_request", reference=reference), content="new_request")
    )
    return blocks


def return_blocks(case: Case, made: DecisionMade, edition: Edition, words: Words) -> list[Block]:
    """Which details are missing or not sufficient, and why they are needed."""
    blocks = [Block("heading", words("headings.needed"))]
    blocks += _lacking_blocks(case, made, edition, words, "details_needed")
    amount = len(made.missing)
    answer = words("returned.needed", count=amount) if amount else words("returned.add")
    blocks.append(Block("text", answer))
    blocks.append(Block("text", words("returned.closing", days=made.answer_days)))
    return blocks


def closed_blocks(case: Case, edition: Edition, words: Words) -> list[Block]:
    """That no answer came, what was missing, that an answer opens the request again."""
    returned = next(
        (
            (fact, fact.body)
            for fact in reversed(case.counting)
            if isinstance(fact.body, DecisionMade) and fact.body.outcome == RETURN
        ),
        None,
    )
    if returned is None:  # a record without its return lacks its contents (C3)
        return []
    fact, asked = returned
    told = case.told[fact.id].on if fact.id in case.told else fact.day
    return [
        Block(
            "text",
            words(f"closed.no_answer{'' if asked.missing else '_question'}", returned=told),
            content="no_answer",
        ),
        Block("heading", words("headings.missing_still" if asked.missing else "headings.asked")),
        *_lacking_blocks(case, asked, edition, words, "missing"),
        Block("heading", words("headings.reopens")),
        Block("text", words("closed.reopens"), content="reopens"),
    ]


def route_blocks(made: DecisionMade, edition: Edition, words: Words) -> list[Block]:
    """The route and how to take it."""
    route = edition.in_language(words.language).route(made.route)
    how = f"{route.name}. {route.how}" if route else ""
    blocks = [
        Block("heading", words("headings.route")),
        Block("text", how, content="route", source="route"),
    ]
    if made.reason:
        blocks.append(Block("heading", words("headings.why")))
        blocks.append(Block("text", made.reason, source="reason"))
    return blocks


def _lacking_blocks(
    case: Case, made: DecisionMade, edition: Edition, words: Words, content: str
) -> list[Block]:
    """The details that a return asked for, and what it asked beside."""
    rows, band = [], made.band or edition.migration_months
    for name in made.missing:
        if case.judged.get(name):
            rows.append((words(f"returned.insufficient.{name}", why=case.judged[name]),))
        elif name == "timeline" and band is not None:
            rows.append((words("returned.details.timeline_migration", **months_values(band)),))
        else:
            rows.append((words(f"returned.details.{name}"),))
    blocks = []
    if rows:
        blocks.append(Block("list", rows=tuple(rows), content=content, source="missing"))
    if "type" in made.missing:
        blocks.append(types_block(edition, words))
    if made.reason:
        blocks.append(Block("text", made.reason, content=content, source="reason"))
    return blocks


def types_block(edition: Edition, words: Words) -> Block:
    """The edition's types with their descriptions:
    the table stands wherever a type is asked for (A2).
    """
    types = tuple(
        (words("common.named", name=kind.name, text=kind.description),)
        for kind in edition.in_language(words.language).types
    )
    return Block("list", words("returned.types"), types)


def _request_blocks(case: Case, words: Words) -> list[Block]:
    request = case.request
    return [
        Block("heading", words("headings.requirement")),
        Block("text", request.requirement, content="requirement", source="requirement"),
        Block("heading", words("headings.proposal")),
        Block("text", request.proposal, content="proposal", source="proposal"),
    ]


def _migration_blocks(
    case: Case, made: DecisionMade, edition: Edition, words: Words
) -> list[Block]:
    blocks = []
    # Given after the decision, before its letter
    technology = made.technology or case.answers.technology.strip()
    if technology:
        blocks.append(Block("heading", words("headings.technology")))
        blocks.append(Block("text", technology, content="technology", source="technology"))
    if (
        made.until is None
    ):  # C1: a migration always ends; a record without an end lacks its contents
        return blocks
    wish = case.request.timeline
    granted = Timeline(months=made.months) if made.months else Timeline(until=made.until)
    if wish.end(made.start) == made.until and wish.until is None:
        granted = wish
    sentences = [period_asked(words, wish)]
    band = made.band or edition.migration_months
    if band is not None:
        sentences.append(words("migration.band", **months_values(band)))
    sentences.append(period_granted(words, granted))
    if band is not None and not (
        add_months(made.start, band[0]) <= made.until <= add_months(made.start, band[1])
    ):
        where = "below" if made.outcome == made.recommended else "above"
        sentences.append(words(f"migration.outside_{where}"))
    blocks.append(Block("text", " ".join(sentences), content="months"))
    scope = made.scope or case.answers.scope.strip()
    if scope:
        blocks.append(
            Block("text", words("migration.scope", scope=scope), content="scope", source="scope")
        )
    return blocks
