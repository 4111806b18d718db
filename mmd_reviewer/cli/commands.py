"""Every command of the terminal, a file a step."""

from __future__ import annotations

from mmd_reviewer.cli import (
    absence,
    assessment,
    compare,
    customer_page,
    customers,
    demo,
    deployment,
    dispatch,
    disposal,
    edition,
    intake,
    keeping,
    letter,
    owed,
    passphrase,
    precedents,
    promise,
    register,
    removal,
    request_queue,
    revocation,
    revocation_calendar,
    second_assessment,
    settings,
)
from mmd_reviewer.cli.command import Command

STEPS = (
    intake,
    request_queue,
    customers,
    customer_page,
    assessment,
    precedents,
    letter,
    dispatch,
    deployment,
    revocation,
    removal,
    revocation_calendar,
    register,
    compare,
    owed,
    edition,
    keeping,
    passphrase,
    disposal,
    promise,
    second_assessment,
    settings,
    absence,
    demo,
)
COMMANDS: tuple[Command, ...] = tuple(one for step in STEPS for one in step.COMMANDS)
