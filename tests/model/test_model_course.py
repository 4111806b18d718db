"""The model against section D: notices, deadlines, cover, appeals."""

from __future__ import annotations

from datetime import date

from tests.model.scenes import (
    D0,
    A,
    B,
    T,
    approved,
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


def test_revocation_prepared() -> None:
    """D1, D3, A6: no clock before the dispatch; a device list before the first notice."""
    model = approved()
    refused("D1", model, "revoke", D0, ["cost"], "w", "a", "n")
    model.deploy(D0, D0)
    prepare(model, D0)
    assert model.state(D0) == "in_force"
    assert model.flags(D0) == {"revocation_prepared"}
    assert model.next_letter(D0) == "notice_first"
    refused("D1", model, "issue", D0, "notice_first")
    refused("D1", model, "deploy", D0, D0, [A])
    schedule = model.schedule(on(4))
    assert schedule is not None
    assert (schedule.planned, schedule.deadline) == (True, on(94))


def test_first_notice_on_another_day() -> None:
    """D3: refused; if it has gone out, day 0 is the true day; a letter of its own."""
    model = deployed(A)
    prepare(model, D0)
    letter = model.issue(D0, "notice_first")
    refused("D3", model, "dispatch", on(2), letter, on(3), "P", "r")
    refused("D3", model, "dispatch", on(2), letter, on(2), "P")
    model.dispatch(on(3), letter, on(2), "P", "portal was down")
    schedule = model.schedule(on(3))
    assert schedule is not None
    assert (schedule.first, schedule.second, schedule.deadline) == (on(2), on(32), on(92))
    assert model.owed(on(3)) == [("retimed", on(3), False)]
    send(model, 4, "retimed")
    assert model.owed(on(4)) == []


def test_first_notice_shortened_before_and_late() -> None:
    """D3, D7: the shortened date, with at least 8 days left."""
    model = deployed(A)
    prepare(model, D0)
    stale = model.issue(D0, "notice_first")
    shorten(model, 0, 10)
    refused("C2", model, "dispatch", D0, stale, D0, "P")
    refused("D7", model, "issue", D0, "notice_first", on(3))
    letter = model.issue(D0, "notice_first", on(2))
    model.dispatch(on(4), letter, on(4), "P", "gone out")
    assert model.deadline(on(4)) == on(12)
    assert kinds(model, on(4)) == ["retimed"]


def test_shortened_before_first_notice_owes_nothing() -> None:
    """D7: the notice itself tells the deadline."""
    model = deployed(A)
    prepare(model, D0)
    shorten(model, 0, 20)
    send(model, 0, "notice_first")
    schedule = model.schedule(D0)
    assert schedule is not None
    assert (schedule.second, schedule.third, schedule.final) == (None, None, on(13))
    assert model.owed(D0) == []


def test_sent_elsewhere() -> None:
    """D3: with reference and a second person."""
    model = deployed(A)
    prepare(model, on(40))
    refused("D3", model, "sent_elsewhere", on(40), "first", D0, "P", "rita")
    model.sent_elsewhere(on(40), "first", D0, "P", "Anna")
    assert model.state(on(5)) == "in_revocation"
    assert model.deadline(on(40)) == on(90)
    assert [(d.kind, d.overdue_days) for d in model.due(on(40)) if not d.planned] == [
        ("second", 10)
    ]


def test_reference_of_another_case() -> None:
    """D3: kept only with a reason."""
    model = deployed(A)
    prepare(model, D0)
    letter = model.issue(D0, "notice_first")
    refused("D3", model, "dispatch", D0, letter, D0, "MMD-7654321-ABCDE")
    model.dispatch(D0, letter, D0, "MMD-1234567-ABCDE")


def test_late_notice_moves_nothing() -> None:
    """D4."""
    model = revoked()
    send(model, 37, "notice_second")
    schedule = model.schedule(on(37))
    assert schedule is not None
    assert (schedule.third, schedule.final, schedule.deadline) == (on(60), on(83), on(90))
    assert [(d.kind, d.planned) for d in model.due(on(37))] == [("third", True), ("final", True)]


def test_several_missed() -> None:
    """D5: the latest due one is issued; the others become not sent when it is dispatched."""
    model = revoked()
    assert [d.kind for d in model.due(on(65)) if not d.planned] == ["second", "third"]
    assert model.next_letter(on(65)) == "notice_third"
    refused("D5", model, "issue", on(65), "notice_second")
    letter = model.issue(on(65), "notice_third")
    assert model.not_sent(on(65)) == ()
    model.dispatch(on(65), letter, on(65), "P")
    assert model.not_sent(on(65)) == ("second",)
    refused("D5", model, "issue", on(66), "notice_second")


def test_three_days_early() -> None:
    """D5: up to 3 days early; earlier is refused."""
    model = revoked()
    refused("D5", model, "issue", on(26), "notice_second")
    send(model, 27, "notice_second")
    assert [d.kind for d in model.due(on(30))] == ["third", "final"]


def test_deadline_passed_without_notice() -> None:
    """D4: cover ends, marked with the notices not sent; C9: it waits for nothing."""
    model = revoked(A)
    assert model.state(on(90)) == "cover_ended"
    assert model.not_sent(on(90)) == ("second", "third", "final")
    assert model.due(on(90)) == []
    refused("D4", model, "issue", on(90), "notice_final")
    assert model.owed(on(92)) == [("cover_ended", on(90), False)]


def test_the_deadlines_own_day() -> None:
    """D9: removed on it keeps its cover; one that still has it is without cover from that day."""
    model = revoked(A, B, T)
    model.removal(on(91), ["A"], on(90), "customer")
    assert model.cover(on(91)) == {
        "A": ("removed", on(90)),
        "B": ("not_covered", on(90)),
        "T": ("outside", date(2019, 7, 2)),
    }
    assert codes(model, on(89)) == {"A": "in_notice", "B": "in_notice", "T": "outside"}


def test_late_removal_and_reinstatement() -> None:
    """D9, D6: not covered until a recorded reinstatement, whose letter is owed."""
    model = revoked(A, B)
    refused("D9", model, "reinstate", on(95), ["A"], "r")
    model.removal(on(95), ["A"], on(95), "customer")
    assert model.cover(on(96))["A"] == ("not_covered", on(90))
    model.reinstate(on(97), ["A"], "clean")
    assert model.cover(on(97))["A"] == ("covered", on(97))
    assert kinds(model, on(97)) == ["cover_ended", "reinstated"]
    model.found(on(99), [A], on(98), "service")
    assert model.cover(on(99))["A"] == ("not_covered", on(98))


def test_removed_test_device() -> None:
    """D9: removed, not outside."""
    model = revoked(A, T)
    model.removal(on(95), ["T"], on(95), "customer")
    assert model.cover(on(95))["T"] == ("removed", on(95))


def test_found_devices() -> None:
    """D9: same deadline; one never deployed joins an open revocation."""
    model = revoked(A)
    model.removal(on(3), ["A"], on(3), "customer")
    assert model.state(on(3)) == "removed"
    refused("D9", model, "found", on(4), [B], on(4), "scan")
    model.found(on(5), [A], on(4), "scan")
    assert model.state(on(5)) == "in_revocation"
    assert model.deadline(on(5)) == on(90)
    model.found(on(6), [B], on(6), "scan")
    assert codes(model, on(90)) == {"A": "not_covered", "B": "not_covered"}


def test_found_again_after_told_end_of_cover() -> None:
    """C9: the end of cover, also of a device found again after the deadline."""
    model = revoked(A)
    send(model, 91, "cover_ended")
    assert model.owed(on(92)) == []
    model.found(on(93), [B], on(92), "scan")
    assert model.owed(on(93)) == [("cover_ended", on(92), False)]


def test_exchange() -> None:
    """D9: a new serial for an old one."""
    model = revoked(A)
    model.exchange(on(10), "A", B, on(9))
    assert set(model.cover(on(8))) == {"A"}
    assert set(model.cover(on(9))) == {"B"}
    assert model.cover(on(90)) == {"B": ("not_covered", on(90))}


def test_all_removed_closes() -> None:
    """D10: later notices are cancelled."""
    model = revoked(A, B)
    letter = model.issue(on(29), "notice_second", on(30))
    model.removal(on(29), ["A", "B"], on(29), "customer")
    assert model.state(on(29)) == "removed"
    assert model.due(on(40)) == []
    refused("C2", model, "dispatch", on(30), letter, on(30), "P")
    assert model.register(on(29)) is None
    assert model.register(on(28)) is not None


def test_removal_rules() -> None:
    """D6: never in the future or before deployment; by the service only with consent."""
    model = revoked(A)
    refused("D6", model, "removal", on(5), ["A"], on(6), "c")
    refused("D6", model, "removal", on(5), ["A"], date(2019, 7, 1), "c")
    model.consent(on(5), "c", on(5), "yes")
    refused("D6", model, "removal", on(6), ["A"], on(4), "c", by_service=True)
    model.removal(on(6), ["A"], on(5), "c", by_service=True)
    refused("D6", model, "removal", on(6), ["A"], on(5), "c")
