"""The story of the course in sentences, for the history of a case (rules D1 to D11)."""

from __future__ import annotations

from collections.abc import Sized

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.appeal import GROUNDS, OUTCOMES
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.retiming import KINDS


def tell_course(fact: Fact) -> str:
    """One sentence for a fact from the letter to the end of cover."""
    match fact.body:
        case kinds.LetterDispatched() as body:
            # of another day than it bears, or of the ticket of another case (D3)
            reason = f" Reason: {body.reason}" if body.reason else ""
            return (
                f"Letter {body.letter} dispatched on {body.on}, reference {body.reference}.{reason}"
            )
        case kinds.ToldElsewhere() as body:
            return (
                f"Told elsewhere on {body.on} ({name_of(body.kind)}), reference {body.reference}, "
                f"as {body.second_person} confirms."
            )
        case kinds.DispatchCorrected() as body if body.taken_back:
            return f"Dispatch of {body.letter or body.notice} taken back: {body.reason}"
        case kinds.DispatchCorrected() as body:
            what = body.letter or f"the {body.notice} notice"
            now = f"{body.on}, reference {body.reference}"
            return f"Dispatch of {what} corrected to {now}: {body.reason}"
        case kinds.DispatchProven() as body:
            return f"Proof of the dispatch of {body.letter}: {body.name}."
        case kinds.NoticeSentElsewhere() as body:
            return (
                f"The {body.notice} notice was sent elsewhere on {body.on}, reference "
                f"{body.reference}, as {body.second_person} confirms."
            )
        case kinds.Deployed() as body:
            amount = f" on {_devices(body.devices)}" if body.devices else ""
            return f"In force since {body.on}{amount}."
        case kinds.CarriedOver() as body:
            return f"{_devices(body.devices)} carried over to {body.to} on {body.on}."
        case kinds.RemovalConfirmed() as body:
            who = " by the service, with consent" if body.by_service else ""
            by = f"confirmed by {body.confirmed_by}"
            if body.left_service:
                return f"{_devices(body.devices)} left the service on {body.on}, {by}."
            return f"Removed from {_devices(body.devices)} on {body.on}{who}, {by}."
        case kinds.DevicesJoined() as body:
            return (
                f"Found on {_devices(body.devices)} never deployed, since {body.on}, by {body.by}."
            )
        case kinds.DeviceExchanged() as body:
            old = body.old.partition(chr(0))[0].upper()
            return f"{old} exchanged for {body.new.serial} on {body.on}: {body.reason}"
        case kinds.SerialCorrected() as body:
            old = body.old.partition(chr(0))[0].upper()
            return f"Serial number {old} corrected to {body.new.serial}: {body.reason}"
        case kinds.FoundAgain() as body:
            return f"Found again on {_devices(body.devices)} on {body.on} by {body.by}."
        case kinds.Reinstated() as body:
            return f"Cover given back to {_devices(body.devices)} from {body.on}: {body.reason}"
        case kinds.ConsentRecorded() as body:
            return f"Consent of {body.by} on {body.on}: {body.text}"
    return _tell_revocation(fact)


def _tell_revocation(fact: Fact) -> str:
    match fact.body:
        case kinds.RevocationPrepared() as body:
            return f"Revocation prepared for {in_a_row(body.conditions)}: {body.why}"
        case kinds.GroundAdded() as body:
            return f"Ground added, {in_a_row(body.conditions)}: {body.why}"
        case kinds.RevocationWithdrawn() as body:
            terms = f"Terms: {body.terms}" if body.terms else ""
            return f"Revocation withdrawn: {_and_then(body.reason, terms)}"
        case kinds.Retimed() as body:
            old = f" from {body.old}" if body.old else ""
            incident = (
                f", incident {body.incident}, approved by {body.approved_by}"
                if body.incident
                else ""
            )
            return (
                f"Deadline changed{old} to {body.new} ({KINDS[body.kind].lower()}{incident}): "
                f"{body.reason}"
            )
        case kinds.AppealRaised() as body:
            target = f"To be answered by {body.target}." if body.target else ""
            return (
                f"Appeal received on {body.received}, {GROUNDS.get(body.grounds, body.grounds)}: "
                f"{_and_then(body.text, target)}"
            )
        case kinds.AppealDecided() as body:
            end = f"New deadline {body.deadline}." if body.deadline else ""
            return f"{OUTCOMES.get(body.outcome, body.outcome)}: {_and_then(body.reason, end)}"
    return fact.kind


def _and_then(words: str, sentence: str) -> str:
    """A person's words, which may lack their full stop, and a sentence behind them."""
    if not sentence:
        return words
    return f"{words}{'' if words.endswith(('.', '!', '?', '…')) else '.'} {sentence}"


def _devices(found: Sized) -> str:
    return count(len(found), "device")
