"""Section D: revocation, retiming, appeal, devices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.model.course import deadline_on, least, schedule_on
from tests.model.decided import approval_on, deployments
from tests.model.deeds_case import Base
from tests.model.facts import (
    CONDITIONS,
    RETIMINGS,
    SEVERE,
    Appealed,
    AppealOutcome,
    Consented,
    Device,
    Exchanged,
    Found,
    GroundAdded,
    No,
    Reinstated,
    Removed,
    Retimed,
    RevocationWithdrawn,
    Revoked,
)
from tests.model.places import Picture, Place, picture
from tests.model.standing import appeal_open


class RevocationDeeds(Base):
    """The deeds of a revocation."""

    def _open(self, today: date, rule: str) -> tuple[Picture, Revoked]:
        now = picture(self.events, today)
        if now.revocation is None:
            raise No(rule, "no open revocation")
        return now, now.revocation

    def revoke(
        self, today: date, conditions: Sequence[str], why: str, actions: str, not_evident: str
    ) -> None:
        """D1: only approved and deployed, for a condition that was not evident at approval."""
        now = picture(self.events, today)
        waves = [wave for wave in deployments(self.events) if wave.on <= today]
        if approval_on(self.events, today) is None or not waves:
            raise No("D1", "approved and deployed")
        if now.revocation is not None or (now.places and not now.carrying()):
            raise No("D1", "one open revocation; on at least one device")
        if not conditions or not set(conditions) <= set(CONDITIONS):
            raise No("D1", "the condition(s)")
        if not (why and actions and not_evident):
            raise No("D1", "what was found, the actions, why it was not evident")
        self._record(
            Revoked(
                seq=self._seq(today),
                day=today,
                conditions=tuple(conditions),
                why=why,
                actions=actions,
                not_evident=not_evident,
            )
        )

    def add_ground(self, today: date, conditions: Sequence[str], why: str) -> None:
        """D1: added, marked, to the next notice; moves no date."""
        self._open(today, "D1")
        if not conditions or not set(conditions) <= set(CONDITIONS) or not why:
            raise No("D1", "the condition(s), and what was found")
        self._record(
            GroundAdded(seq=self._seq(today), day=today, conditions=tuple(conditions), why=why)
        )

    def retime(
        self,
        today: date,
        kind: str,
        deadline: date,
        reason: str,
        incident: str = "",
        approved_by: str = "",
    ) -> None:
        """D7: an added fact with old and new deadline."""
        now, rev = self._open(today, "D7")
        if kind not in RETIMINGS or not reason:
            raise No("D7", "the kind, and a reason")
        old = schedule_on(self.events, rev, today).deadline
        if now.first is not None and today >= old:
            raise No("D7", "a passed deadline is not retimed")
        if deadline == old:
            raise No("D7", "nothing changes")
        if deadline < old:
            if kind not in SEVERE:
                raise No("D7", "only a severe incident or threat may shorten")
            other = approved_by.strip().casefold()
            if not incident or other in ("", self.setup.reviewer.strip().casefold()):
                raise No("D7", "an incident, and an approver of another name")
            if deadline < least(today):
                raise No("D7", "earlier than 8 days from today")
        self._record(
            Retimed(
                seq=self._seq(today),
                day=today,
                kind=kind,
                old=old,
                deadline=deadline,
                reason=reason,
                incident=incident,
                approved_by=approved_by,
            )
        )

    def appeal(self, today: date, received: date, grounds: str, text: str) -> None:
        """D8: from the first notice on, at any time, also after the deadline."""
        now, _rev = self._open(today, "D8")
        if now.first is None or received < now.first or received > today:
            raise No("D8", "from the first notice on")
        if grounds not in ("upgrade", "configuration", "software", "other") or not text:
            raise No("D8", "the grounds, and the words")
        self._record(
            Appealed(
                seq=self._seq(today),
                day=today,
                received=received,
                grounds=grounds,
                text=text,
                joins=appeal_open(self.events, today),
            )
        )

    def appeal_outcome(
        self,
        today: date,
        outcome: str,
        reason: str,
        deadline: date | None = None,
        released: Sequence[str] = (),
        actions: str = "",
        terms: str = "",
    ) -> None:
        """D8: each with a reason."""
        if not appeal_open(self.events, today):
            raise No("D8", "no open appeal")
        if outcome not in ("stands", "withdrawn", "varied", "taken_back") or not reason:
            raise No("D8", "the outcome, and a reason")
        varies = deadline is not None or bool(released) or bool(actions)
        if varies != (outcome == "varied") or (terms and outcome != "withdrawn"):
            raise No("D8", "what belongs to another outcome")
        if outcome in ("withdrawn", "varied"):
            now, rev = self._open(today, "D8")
            under = {place.serial for place in now.under(rev)}
            if not set(released) <= under or under == set(released):
                raise No("D8", "some devices under the revocation, not all: it is still revoked")
            old = deadline_on(self.events, rev, today)
            if deadline is not None and (old is None or deadline <= max(old, today)):
                raise No("D8", "a later deadline")
        self._record(
            AppealOutcome(
                seq=self._seq(today),
                day=today,
                outcome=outcome,
                reason=reason,
                deadline=deadline,
                released=frozenset(released),
                actions=actions,
                terms=terms,
            )
        )

    def withdraw_revocation(self, today: date, reason: str, terms: str = "") -> None:
        """D8: without an appeal."""
        self._open(today, "D8")
        if appeal_open(self.events, today) or not reason:
            raise No("D8", "an open appeal gets an outcome; a reason")
        self._record(
            RevocationWithdrawn(seq=self._seq(today), day=today, reason=reason, terms=terms)
        )

    def removal(
        self,
        today: date,
        devices: Sequence[str],
        on: date,
        confirmed_by: str,
        by_service: bool = False,
        left_service: bool = False,
    ) -> None:
        """D6: confirmed per device, by whom; by the service only with consent."""
        if on > today:
            raise No("D6", "in the future")
        if not devices or not confirmed_by:
            raise No("D6", "which devices, and by whom")
        consented = [f for f in self.events if isinstance(f, Consented) and f.on <= on]
        if by_service and not consented:
            raise No("D6", "without the customer's consent of that day or earlier")
        for serial in devices:
            self._carried(serial, today, on, "D6")
        self._record(
            Removed(
                seq=self._seq(today),
                day=today,
                serials=tuple(devices),
                on=on,
                confirmed_by=confirmed_by,
                by_service=by_service,
                left_service=left_service,
            )
        )

    def _carried(self, serial: str, today: date, on: date, rule: str) -> Place:
        """The device carries the exemption on that day and ever since."""
        then = picture(self.events, on).place(serial)
        if then is None or not then.carries:
            raise No(rule, "does not carry it on that day")
        now = picture(self.events, today).places[then.number]
        if not now.carries or now.carried_since != then.carried_since:
            raise No(rule, "was removed already")
        return now

    def consent(self, today: date, by: str, on: date, text: str) -> None:
        """D6."""
        if on > today or not by or not text:
            raise No("D6", "by whom, when, in which words")
        self._record(Consented(seq=self._seq(today), day=today, by=by, on=on, text=text))

    def found(self, today: date, devices: Sequence[Device], on: date, by: str) -> None:
        """D9: found with it again, or found to carry it though never deployed."""
        waves = deployments(self.events)
        if on > today or not by or not devices:
            raise No("D9", "when, by whom, which")
        if not waves or on < min(wave.on for wave in waves):
            raise No("D9", "before the deployment")
        then, now = picture(self.events, on), picture(self.events, today)
        for device in devices:
            place = now.place(device.serial)
            if place is None and now.revocation is None:
                raise No("D9", "never deployed, and no open revocation to join")
            before = then.place(device.serial)
            if place is not None and (place.carries or before is None or before.carries):
                raise No("D9", "carries it already")
        self._record(Found(seq=self._seq(today), day=today, devices=tuple(devices), on=on, by=by))

    def reinstate(self, today: date, devices: Sequence[str], reason: str) -> None:
        """D9: a device without cover that no longer carries the exemption."""
        if not devices or not reason:
            raise No("D9", "which devices, and a reason")
        now = picture(self.events, today)
        for serial in devices:
            place = now.place(serial)
            if place is None or place.carries or place.code != "not_covered":
                raise No("D9", "not a removed device without cover")
        self._record(
            Reinstated(seq=self._seq(today), day=today, serials=tuple(devices), reason=reason)
        )

    def exchange(self, today: date, old: str, new: Device, on: date) -> None:
        """D9: a new serial for an old one."""
        if on > today:
            raise No("D9", "in the future")
        place = self._carried(old, today, on, "D9")
        if place.serial != old or picture(self.events, today).place(new.serial) is not None:
            raise No("D9", "exchanged already, or the new one belongs to the case")
        self._record(Exchanged(seq=self._seq(today), day=today, old=old, new=new, on=on))
