"""A store with a customer in revocation, another spelling of it, and a second customer."""

from pathlib import Path

from tests.making import Course, receive


def fill_customers(folder: Path) -> None:
    """Fabrikam with a revocation, and two others."""
    course = Course(folder)
    course.notified()
    receive(course.on(0), customer="Fabrikam Inc", ticket="MMD-2-T")
    receive(course.on(0), customer="Contoso", ticket="MMD-3-T")
