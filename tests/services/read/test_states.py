"""Every state of a case is told by shape, word and tone."""

from mmd_reviewer.services.read.states import STATES, state_look

RULE_A6 = (
    "withdrawn declined no_exemption_needed removed cover_ended in_revocation expired in_force "
    "approved parked "
    "returned incomplete in_assessment new"
)


def test_every_state_of_rule_a6_has_shape_word_and_tone() -> None:
    codes = {code for code, _look in STATES}
    assert set(RULE_A6.split()) <= codes
    assert all(look.icon and look.word and look.tone for _code, look in STATES)
    assert state_look("nonsense").word == "Unknown"
