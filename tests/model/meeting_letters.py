"""Deeds drawn on letters: issued, dispatched, told elsewhere, corrected, taken back."""

from __future__ import annotations

from datetime import date, timedelta

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import Retimed
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.owed import letters_next, letters_owed
from mmd_reviewer.services import letter, revocation
from tests.model.meeting_case import CaseDraws


class LetterDraws(CaseDraws):
    """What is drawn, then `both`."""

    def _issue(self, kind: str, ahead: int = 0) -> None:
        dated = self.today + timedelta(days=ahead)
        made: list[str] = []

        def program() -> None:
            made.append(letter.issue(self.desk, self.case, kind, dated=dated)[1].record.number)

        def model() -> None:
            # Others are given again whatever the day
            bears = kind.startswith("notice_") or kind == "retimed"
            made.append(self.model.issue(self.today, kind, dated if bears else None))

        if self.both(f"issue {kind} for {dated}", model, program):
            again = [name for name, number in self.letters.items() if number == made[1]]
            for name in again:  # one of the two gave it again, the other made it anew
                del self.letters[name]
            self.letters[made[0]] = made[1]

    def issue(self) -> None:
        owed = [row.kind for row in letters_next(self.case, self.today)]
        owed = [kind for kind in owed if kind != "acknowledgement"]  # not modelled
        kinds = [*owed, *owed, "notice_second", "notice_final", "retimed", "approved"]
        kind = self.rng.choice(kinds)
        if kind in corrects_what_was_told(self.case, self.today):
            return
        to_come = {f"notice_{name}" for name, _ in pending(self.case, self.today)}
        if kind in to_come and kind not in owed:
            # of an overdue one and one that may go out early the program gives the overdue one
            return
        if kind == "retimed" and kind not in owed and told_by_a_notice(self.case):
            # reading 31: in the program a notice that names old day, new day and reason tells it
            return
        self._issue(kind, self.rng.choice((0, 0, 0, 2)) if kind.startswith("notice_") else 0)

    def next_letter(self) -> None:
        """Write and dispatch what is called for."""
        rows = letters_next(self.case, self.today)
        apart = {"acknowledgement", *corrects_what_was_told(self.case, self.today)}
        if rows and rows[0].kind not in apart:
            self._issue(rows[0].kind)
            self._dispatch(0)

    def _dispatch(self, back: int, reason: str = "") -> None:
        if not self.letters:
            return
        name = list(self.letters)[-1]
        on = self.today - timedelta(days=back)
        found = self.case.letter(self.letters[name])
        apart = found is not None and (found.record.kind == "appeal_received" or not found.void)
        dated = found is not None and found.record.day <= on
        if (
            found is not None
            and apart
            and dated
            and letter.overtaken(self.desk, self.case, found, on)
        ):
            return  # reading 2: what it says is composed again, and any difference voids it
        if found is not None and found.record.day != on:  # its days left would be other ones
            reason = "It had gone out."
        self.both(
            f"dispatch {name} on {on} {reason}",
            lambda: self.model.dispatch(self.today, name, on, "P-1", reason),
            lambda: letter.dispatched(
                self.desk, self.case, self.letters[name], on, "P-1", "", reason
            ),
        )

    def dispatch(self) -> None:
        notice = bool(self.letters) and self._kind(list(self.letters)[-1]).startswith("notice_")
        self._dispatch(
            self.rng.choice((0, 0, 0, 1)) if notice else 0,
            self.rng.choice(("", "", "It had gone out.")),
        )

    def elsewhere(self) -> None:
        apart = corrects_what_was_told(self.case, self.today)
        rows = [row for row in letters_owed(self.case, self.today) if row.kind not in apart]
        if apart and not rows:
            return
        kind = rows[0].kind if rows else "declined"
        wish = Dispatch(self.today, "P-2")
        self.both(
            f"told elsewhere {kind}",
            lambda: self.model.told_elsewhere(self.today, kind, self.today, "P-2", "Petra"),
            lambda: letter.told_elsewhere(self.desk, [self.case], kind, wish, "Petra"),
        )

    def sent_elsewhere(self) -> None:
        on = self.today - timedelta(days=self.rng.choice((0, 5)))
        self.both(
            f"first sent elsewhere on {on}",
            lambda: self.model.sent_elsewhere(self.today, "first", on, "P-3", "Petra"),
            lambda: revocation.sent_elsewhere(self.desk, self.case, "first", on, "P-3", "Petra"),
        )

    def correct(self) -> None:
        if not self.letters:
            return
        name = self.rng.choice(list(self.letters))
        if self._kind(name) == "notice_first" and len(self.letters) > 2:
            return  # the program refuses a first notice after one that followed it
        shortened = any(
            isinstance(fact.body, Retimed) and fact.body.new < (fact.body.old or date.min)
            for fact in self.case.counting
        )
        if self._kind(name) == "notice_first" and shortened:
            # a shortening told so late that it changed nothing: does it hold once day 0 is later?
            return
        on = self.today - timedelta(days=self.rng.choice((0, 1, 4)))
        self.both(
            f"correct {name} to {on}",
            lambda: self.model.correct_dispatch(self.today, name, on, "P-4", "Wrong"),
            lambda: letter.correct_dispatch(
                self.desk, self.case, self.letters[name], on, "P-4", "Wrong"
            ),
        )

    def take_back(self) -> None:
        rows = [name for name in self.letters if "retimed" in self._kind(name)]
        if not rows:
            return
        name = rows[-1]
        self.both(
            f"take back {name}",
            lambda: self.model.take_back_dispatch(self.today, name, "Never sent"),
            lambda: letter.correct_dispatch(
                self.desk,
                self.case,
                self.letters[name],
                self.today,
                "P",
                "Never sent",
                taken_back=True,
            ),
        )

    def _kind(self, name: str) -> str:
        found = self.case.letter(self.letters[name])
        return found.record.kind if found is not None else ""


def pending(case: Case, day: date) -> list[tuple[str, date]]:
    one = case.revocation
    return sorted(one.pending_on(day)) if one is not None else []


def corrects_what_was_told(case: Case, day: date) -> set[str]:
    """Kinds that the program owes because an earlier letter told otherwise,
    by readings 22 and 32; not modelled.
    """
    return {
        row.kind for row in letters_owed(case, day) if row.telling.effect.endswith("told otherwise")
    }


def told_by_a_notice(case: Case) -> bool:
    return any(told.kind.startswith("notice_") for told in case.told.values())
