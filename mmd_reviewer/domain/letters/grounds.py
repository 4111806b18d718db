"""What a decision rests on, as its letter says it: the factor and the key conditions (B4, B5)."""

from __future__ import annotations

from dataclasses import replace

from mmd_reviewer.domain.assessment import BROKEN, HOLDS, UNKNOWN
from mmd_reviewer.domain.decision import said
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.recommendation import APPROVE, MIGRATE


def why_blocks(made: DecisionMade, edition: Edition, words: Words) -> list[Block]:
    """What was found, what the key conditions say, and what follows from both (B4, B5)."""
    blocks = [Block("heading", words("headings.why"))]
    sentences = _sentences(made, edition, words)
    approving = made.outcome in (APPROVE, MIGRATE)
    if made.factor:
        blocks.append(Block("text", sentences.get(made.factor, ""), content="factor"))
    if not made.factor or made.open:
        blocks += _open_blocks(made, sentences, words)
    broken = made.broken or found_broken(made)
    also = not made.broken and not approving  # the factor declines already
    if broken:
        blocks.append(_broken_block(made, broken, edition, sentences, words, also=also))
        if approving and UNKNOWN in made.findings.values():
            blocks.append(Block("text", words("condition.not_assessed")))
    elif made.findings and all(finding == HOLDS for finding in made.findings.values()):
        if (
            made.recommended != "decline" or approving
        ):  # the first factor declines whatever they are
            blocks.append(Block("text", words("condition.holds")))
    elif approving and made.findings:
        none = set(made.findings.values()) == {UNKNOWN}
        blocks.append(
            Block("text", words("condition.none_assessed" if none else "condition.not_assessed"))
        )
    follows = "therefore" if made.outcome == made.recommended else f"departs.{made.recommended}"
    deciding = edition.factor(made.factor)
    moves = deciding is not None and deciding.if_yes == MIGRATE
    without = (
        "_without" if moves and made.outcome == APPROVE and made.recommended == "decline" else ""
    )
    blocks.append(Block("text", words(f"why.{follows}.{made.outcome}{without}")))
    here = edition.in_language(words.language)
    spoken = here.language if here.code == made.edition else made.language
    if spoken and spoken != words.language.partition("-")[0]:
        blocks = [
            replace(block, language=spoken) if block.content == "factor" else block
            for block in blocks
        ]
        blocks.append(Block("text", words("common.own_language", edition=made.edition_name)))
    return blocks


def _broken_block(
    made: DecisionMade,
    broken: tuple[str, ...],
    edition: Edition,
    sentences: dict[str, str],
    words: Words,
    *,
    also: bool,
) -> Block:
    """The key conditions that are broken; `also`: beside a factor that declines by itself."""
    rules = [condition_text(edition, code, made.wording[code]) for code in broken]
    if len(broken) == 1:
        one = words("condition.also", text=rules[0]) if also else sentences.get(broken[0], "")
        return Block("text", one, content="factor")
    intro = words("condition.also_many" if also else "condition.broken_many", count=len(broken))
    return Block("list", intro, tuple((rule,) for rule in rules), "factor")


def condition_text(edition: Edition, code: str, recorded: str) -> str:
    """What continues "an exemption must not …": as recorded, else of the edition's translation."""
    condition = edition.condition(code) if edition.translation else None
    text = condition.text if condition is not None else recorded
    return text.removeprefix("An exemption must not ").rstrip(".")


def fact_words(code: str, note: str, edition: Edition, words: Words, *, named: bool) -> str:
    """What was found of a factor or key condition; with several grounds it says of which."""
    condition = edition.condition(code)
    if not named or condition is None:
        return note
    return words("common.named", name=condition.name, text=note)


def found_broken(made: DecisionMade) -> tuple[str, ...]:
    """Conditions found broken where a factor decided before them:
    who approves all the same overrides them too.
    """
    return tuple(
        code
        for code, finding in made.findings.items()
        if finding == BROKEN and code in made.wording
    )


def _open_blocks(made: DecisionMade, sentences: dict[str, str], words: Words) -> list[Block]:
    questions = tuple((sentences[code],) for code in made.open if sentences.get(code))
    if not questions:
        return [Block("text", words("why.incomplete"), content="factor")]
    # Then something after it was assessed
    known = any(finding != UNKNOWN for finding in made.findings.values())
    # A factor is open, those after it not asked
    stopped = not known and not set(made.open) & set(made.findings)
    name = "why.open_factor" if stopped else "why.open"
    return [Block("list", words(name, count=len(questions)), questions, "factor")]


def _sentences(made: DecisionMade, edition: Edition, words: Words) -> dict[str, str]:
    """The edition's sentences in the letter's language:
    as recorded, else from its translation (B8).

    Of a decision recorded before decisions carried them they come from the edition, if it is known
    here still, and else from the question or rule that was recorded.
    """
    language = words.language.partition("-")[0]
    here = edition.in_language(language)
    codes = {*made.wording, *made.broken, made.factor}
    if made.said and (
        made.language == language or here.code != made.edition or here.language != language
    ):
        return dict(made.said)
    if here.code == made.edition:
        return said(here, codes, made.open)
    found = {}
    for code, text in made.wording.items():
        rule = text.removeprefix("An exemption must not ")
        broken = words("condition.broken", text=rule.rstrip("."))
        found[code] = words("why.factor", question=text) if rule == text else broken
    return found


def change_words(made: DecisionMade, edition: Edition, words: Words) -> str:
    """What would change a decline: what the factor or the broken conditions,
    the open questions or the reason ask.
    """
    parts = []
    if made.recommended == "decline" or made.broken:
        here = edition.in_language(words.language)
        factor = here.factor(made.factor) if here.code == made.edition else None
        plain = words("change.broken", count=len(made.broken))
        said_by = factor.words.change if factor else made.change
        parts.append(said_by or (plain if made.broken else words("change.factor")))
        found = found_broken(made) if not made.broken else ()
        if found:
            parts.append(words("change.broken", count=len(found)))
    if made.recommended == "undetermined":
        parts.append(words("change.open", count=len(made.open)))
    if made.recommended in (APPROVE, MIGRATE):
        parts.append(words("change.reason"))
    return " ".join(parts)
