"""The model against D7, D8, D11 and C9: the deadline moves, letters are owed."""

from __future__ import annotations

from datetime import date

from tests.model.scenes import (
    D0,
    A,
    B,
    codes,
    deployed,
    kinds,
    on,
    prepare,
    refused,
    revoked,
    send,
    shorten,
)


def test_lengthening_holds_at_once() -> None:
    """D7, C9: the final moves with it; its letter is owed; a passed deadline is not retimed."""
    model = revoked(A)
    refused("D7", model, "retime", on(10), "stay", on(80), "r")
    model.retime(on(10), "stay", on(100), "r")
    schedule = model.schedule(on(10))
    assert schedule is not None
    assert (schedule.final, schedule.deadline) == (on(93), on(100))
    assert model.owed(on(10)) == [("retimed", on(10), False)]
    refused("D7", model, "retime", on(100), "stay", on(120), "r")


def test_new_final_after_lengthening() -> None:
    """D5, D7: the final once per deadline."""
    model = revoked(A)
    send(model, 30, "notice_second")
    send(model, 60, "notice_third")
    send(model, 83, "notice_final")
    assert model.due(on(84)) == []
    model.retime(on(84), "agreement", on(100), "r")
    assert [(d.kind, d.due) for d in model.due(on(84))] == [("final", on(93))]


def test_who_may_shorten() -> None:
    """D7: severe only, incident and another approver, never earlier than 8 days from today."""
    model = revoked(A)
    refused("D7", model, "retime", on(5), "agreement", on(40), "r", "INC", "Anna")
    refused("D7", model, "retime", on(5), "severe_threat", on(40), "r", "", "Anna")
    refused("D7", model, "retime", on(5), "severe_threat", on(40), "r", "INC", " RITA ")
    refused("D7", model, "retime", on(5), "severe_threat", on(12), "r", "INC", "Anna")
    model.retime(on(5), "severe_threat", on(13), "r", "INC", "Anna")


def test_shortening_holds_from_its_dispatch() -> None:
    """D7, C9."""
    model = revoked(A)
    shorten(model, 5, 40)
    assert model.deadline(on(6)) == on(90)
    assert "shortening_waiting" in model.flags(on(6))
    assert model.owed(on(6)) == [("retimed", on(5), True)]
    assert model.next_letter(on(6)) == "retimed"
    send(model, 7, "retimed")
    schedule = model.schedule(on(7))
    assert schedule is not None
    assert schedule.deadline == on(40)
    assert (schedule.second, schedule.third, schedule.final) == (on(30), None, on(33))
    assert model.deadline(on(6)) == on(90)
    assert model.owed(on(7)) == []


def test_shortening_letter_too_late() -> None:
    """D7: fewer than 8 days is refused; gone out already: dispatch + 8, a new letter is owed."""
    model = revoked(A)
    shorten(model, 5, 14)
    refused("D7", model, "issue", on(5), "retimed", on(7))
    letter = model.issue(on(5), "retimed", on(6))
    refused("D7", model, "dispatch", on(8), letter, on(8), "P")
    model.dispatch(on(8), letter, on(8), "P", "gone out")
    assert model.deadline(on(8)) == on(16)
    assert model.owed(on(8)) == [("retimed", on(8), False)]
    send(model, 9, "retimed")
    assert model.owed(on(9)) == []


def test_shortening_lapses_or_is_voided() -> None:
    """D7: the old deadline comes first; a later lengthening voids an undispatched one."""
    model = revoked(A)
    shorten(model, 70, 80)
    assert kinds(model, on(90)) == ["cover_ended"]
    other = revoked(A)
    shorten(other, 5, 40)
    letter = other.issue(on(5), "retimed")
    other.retime(on(6), "stay", on(95), "r")
    refused("C2", other, "dispatch", on(6), letter, on(6), "P")
    assert other.deadline(on(6)) == on(95)
    assert other.owed(on(6)) == [("retimed", on(6), False)]


def test_taking_back_restores() -> None:
    """D7, D11: the old deadline and cover."""
    model = revoked(A)
    shorten(model, 5, 20)
    letter = send(model, 6, "retimed")
    assert codes(model, on(25)) == {"A": "not_covered"}
    model.take_back_dispatch(on(25), letter, "never went out")
    assert codes(model, on(25)) == {"A": "in_notice"}
    assert model.deadline(on(25)) == on(90)


def test_correction_never_moves_earlier() -> None:
    """D11: never the deadline earlier; one that it moves has a letter of its own."""
    model = deployed(A)
    prepare(model, D0)
    letter = model.issue(D0, "notice_first")
    model.dispatch(on(6), letter, on(4), "P", "gone out")
    model.correct_dispatch(on(7), letter, on(2), "P", "misread")
    schedule = model.schedule(on(7))
    assert schedule is not None
    assert (schedule.first, schedule.second, schedule.deadline) == (on(2), on(32), on(94))
    model.correct_dispatch(on(8), letter, on(6), "P", "misread again")
    assert model.deadline(on(8)) == on(96)


def test_appeal_does_not_stop_the_clock() -> None:
    """D8: one open at a time; C9: the outcome settles what was received."""
    model = revoked(A)
    refused("D8", model, "appeal", on(5), date(2019, 12, 30), "upgrade", "t")
    model.appeal(on(5), on(4), "upgrade", "new version")
    model.appeal(on(6), on(6), "software", "and more")
    assert model.flags(on(6)) == {"appeal_open"}
    assert model.deadline(on(6)) == on(90)
    assert kinds(model, on(6)) == ["appeal_received"]
    model.appeal_outcome(on(7), "stands", "no change")
    assert kinds(model, on(7)) == ["appeal_received", "appeal_outcome"]
    send(model, 7, "appeal_outcome")
    assert model.owed(on(7)) == []
    refused("D8", model, "appeal_outcome", on(8), "stands", "again")


def test_appeal_varied_after_the_deadline() -> None:
    """D8: cover comes back from the outcome's date; the gap stays."""
    model = revoked(A)
    model.appeal(on(95), on(95), "upgrade", "t")
    refused("D8", model, "appeal_outcome", on(96), "varied", "r", on(96))
    model.appeal_outcome(on(96), "varied", "r", on(120))
    assert model.state(on(95)) == "cover_ended"
    assert model.state(on(96)) == "in_revocation"
    assert model.cover(on(95))["A"] == ("not_covered", on(90))
    assert model.cover(on(96))["A"] == ("in_notice", on(96))
    assert model.cover(on(120))["A"] == ("not_covered", on(120))
    assert "retimed" not in kinds(model, on(96))


def test_released_devices() -> None:
    """D8, C9: a device released is covered at once; it is still revoked."""
    model = revoked(A, B)
    model.appeal(on(5), on(5), "upgrade", "t")
    refused("D8", model, "appeal_outcome", on(6), "varied", "r", None, ["A", "B"])
    model.appeal_outcome(on(6), "varied", "r", released=["A"])
    assert model.cover(on(90)) == {"A": ("covered", on(6)), "B": ("not_covered", on(90))}


def test_withdrawn_revocation() -> None:
    """D8: open notices cancelled, in force again; a second revocation covers every device."""
    model = revoked(A)
    letter = model.issue(on(5), "notice_second", on(30))
    model.withdraw_revocation(on(6), "fixed")
    assert model.state(on(6)) == "in_force"
    assert model.cover(on(6))["A"] == ("covered", on(6))
    assert kinds(model, on(6)) == ["revocation_withdrawn"]
    refused("C2", model, "dispatch", on(30), letter, on(30), "P")
    prepare(model, on(40))
    assert "revocation_prepared" in model.flags(on(40))


def test_told_elsewhere() -> None:
    """C9: reference, second person."""
    model = revoked(A)
    model.retime(on(10), "stay", on(100), "r")
    refused("C9", model, "told_elsewhere", on(10), "retimed", on(10), "P", "Rita")
    refused("C9", model, "told_elsewhere", on(10), "appeal_outcome", on(10), "P", "Anna")
    model.told_elsewhere(on(11), "retimed", on(10), "P", "Anna")
    assert model.owed(on(11)) == []


def test_next_letter_order() -> None:
    """C9: an effect waits; notices by due date; the others, oldest first."""
    model = revoked(A)
    model.appeal(on(29), on(29), "upgrade", "t")
    assert model.next_letter(on(29)) == "appeal_received"
    assert model.next_letter(on(30)) == "notice_second"
    shorten(model, 30, 60)
    assert model.next_letter(on(30)) == "retimed"
