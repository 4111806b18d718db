"""Steps of an appeal as the tests of its letters take them."""

from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import appeal
from tests.making import Course, day


def raised(course: Course, days: int) -> None:
    """An appeal that came on that day."""
    appeal.raise_appeal(
        course.on(days), course.case(), day(days), "upgrade", "Version 6.1 is deployed."
    )


def granted(course: Course, on: int, deadline: int) -> None:
    """An appeal ends with a later deadline."""
    appeal.raise_appeal(course.on(on), course.case(), day(on), "upgrade", "Version 6.1.")
    appeal.decide_appeal(course.on(on), course.case(), "varied", "A pilot.", deadline=day(deadline))


def released(course: Course, on: int, device: Device, deadline: int | None = None) -> None:
    """An appeal ends with a device that may keep the exemption."""
    appeal.raise_appeal(course.on(on), course.case(), day(on), "upgrade", "Version 6.1.")
    appeal.decide_appeal(
        course.on(on),
        course.case(),
        "varied",
        "A pilot.",
        deadline=day(deadline) if deadline else None,
        released=[device.serial],
    )
