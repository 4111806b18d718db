"""Differences between a register and an inventory, made by hand (rules D6, D9)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mmd_reviewer.domain.comparison import (
    NO_DEVICE,
    UNDECLARED,
    UNSEEN,
    Comparison,
    Difference,
    Exemption,
    Find,
    Kind,
)
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.intake import Reading
from mmd_reviewer.domain.inventory import FoundDevice, Installed, Inventory, InventoryFile
from mmd_reviewer.domain.product_words import Product, Program
from mmd_reviewer.services.read.comparison import Compared

DAY = date(2026, 11, 23)
DEVICES = tuple(Device(f"S{n}", "HP", "Elite", f"PC-{n}") for n in range(20))
CISCO = Program("Cisco AnyConnect")
CASE = Exemption(
    "A-0001",
    "Fabrikam",
    "Fabrikam",
    "AnyConnect",
    "security_agents_vpns",
    "in_force",
    None,
    Product("Cisco AnyConnect 4.10", ""),
    DEVICES[:4],
)
OTHERS = tuple(replace(CASE, number=f"A-000{n}", customer=f"Firm {n}") for n in range(2, 7))


def find(place: int, kind: Kind = UNDECLARED, version: str = "4.10", **given: Any) -> Find:
    """A device on which the file shows the program."""
    device = DEVICES[place]
    installed = Installed(CISCO, version, place + 2, "apps.csv")
    found = FoundDevice(device, customer="Fabrikam", seen=DAY, file="apps.csv", row=place + 2)
    return replace(Find(kind, device, found, installed), **given)


def unseen(place: int, **given: Any) -> Find:
    """A declared device that the file does not list."""
    return replace(Find(UNSEEN, DEVICES[place], why=NO_DEVICE), **given)


def row(kind: Kind, *finds: Find, exemption: Exemption | None = CASE, **given: Any) -> Difference:
    made = Difference(kind, exemption, "Fabrikam", "AnyConnect", finds, len(finds))
    return replace(made, **given)


def compared(*rows: Difference, customer: str = "", **given: Any) -> Compared:
    """A comparison of one file with these rows."""
    file = InventoryFile("apps.csv", Reading("CSV"), tells_software=True)
    devices = tuple(
        FoundDevice(device, customer="Fabrikam", seen=DAY - timedelta(n), file="apps.csv")
        for n, device in enumerate(DEVICES[:5])
    )
    inventory = given.pop("inventory", Inventory((file,), devices))
    what = Comparison(DAY, rows, (CASE, *OTHERS[:2]), (), 2, 0, 2, 0, 4)
    return Compared(inventory, replace(what, **given), customer, DAY)


GONE = date(2026, 10, 1)
THERE = FoundDevice(Device("S77", name="PC-0"), file="apps.csv", row=1234)
