"""Whether a program that an inventory names is the product of a proposal (rules D6, D9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.product_words import (
    NEITHER,
    PERHAPS,
    SURE,
    Likeness,
    Product,
    Program,
    likeness,
    same_version,
)

WACOM = Product("Wacom driver for pen displays", "Wacom driver 6.4, signed, by Intune.")
CITRIX = Product(
    "Citrix Workspace, head office", "Citrix Workspace app 2402 by Intune for 130 planners."
)
FIREFOX = Product("Firefox for the web test team", "Firefox ESR 128 by Intune for 31 testers.")
UMBRELLA = Product("Cisco Umbrella client", "Cisco Umbrella roaming client on 45 laptops.")
LAKESIDE = Product("Lakeside agent, call centre", "Lakeside agent on 150 devices.")
GLOBAL = Product("GlobalProtect VPN client 6.0", "Palo Alto GlobalProtect 6.0 on 40 laptops.")
ANYCONNECT = Product(
    "Cisco AnyConnect to reach the ERP", "Deploy Cisco AnyConnect 4.10, packaged for Intune."
)
ZEBRA = Product("Zebra print driver 5.1", "Zebra ZDesigner 5.1 by Intune on 77 devices.")


@pytest.mark.parametrize(
    ("product", "name", "publisher", "like"),
    [
        (WACOM, "Wacom Driver", "Wacom Technology Corp.", SURE),
        (WACOM, "WACOM DRIVER 6.4.8-2 (x64)", "", SURE),
        (WACOM, "Wacom Tablet Driver", "Wacom Technology Corp.", PERHAPS),
        (WACOM, "Realtek Audio Driver", "Realtek", NEITHER),
        (WACOM, "Driver", "", NEITHER),
        (CITRIX, "Citrix Workspace 2402", "Citrix Systems, Inc.", SURE),
        (CITRIX, "VMware Workspace ONE Intelligent Hub", "VMware", NEITHER),
        (CITRIX, "Microsoft Office", "Microsoft Corporation", NEITHER),  # head office is no product
        (CITRIX, "Citrix ADM service", "Citrix Systems", NEITHER),
        (FIREFOX, "Mozilla Firefox ESR (x64 en-US)", "Mozilla", SURE),
        (FIREFOX, "Mozilla Firefox (x64 de)", "Mozilla", SURE),  # the vendor is not asked for
        (FIREFOX, "Web Deploy", "Microsoft", NEITHER),
        (UMBRELLA, "Cisco Umbrella Roaming Client", "Cisco", SURE),
        (UMBRELLA, "Cisco Webex Meetings", "Cisco", NEITHER),
        (UMBRELLA, "Cisco AnyConnect Secure Mobility Client", "Cisco", PERHAPS),
        (ANYCONNECT, "Cisco AnyConnect Secure Mobility Client", "Cisco Systems", SURE),
        (ANYCONNECT, "Cisco Secure Client", "Cisco Systems", NEITHER),
        (LAKESIDE, "SysTrack Agent", "Lakeside Software", PERHAPS),
        (GLOBAL, "GlobalProtect", "Palo Alto Networks", SURE),
        (GLOBAL, "GlobalProtection", "", NEITHER),  # whole words
        (ZEBRA, "ZDesigner Windows Printer Driver", "Zebra Technologies", SURE),
        (ZEBRA, "ZDesigner", "", SURE),
        (ZEBRA, "ZDesigner Tray", "", PERHAPS),
        (Product("", ""), "Zoom", "", NEITHER),
    ],
)
def test_the_words_of_a_program_and_of_a_proposal(
    product: Product, name: str, publisher: str, like: Likeness
) -> None:
    """D9: whole words, vendor and version aside; what only resembles is told apart."""
    assert likeness(product, Program(name, publisher)) == like


@pytest.mark.parametrize(
    ("title", "proposal", "version"),
    [
        ("Nexthink collector", "Nexthink Collector 6.30 on 61 laptops.", "6.30"),
        ("Citrix", "Citrix Workspace app 2402 by Intune.", "2402"),
        ("Zebra print driver 5.1", "Zebra driver by Intune.", "5.1"),
        ("Tools", "7-Zip 24 and Notepad++ 8.7 without its updater.", ""),  # two are none
        ("Toughbook", "40 Panasonic devices.", ""),  # a number before any word is an amount
        ("Check Point", "Check Point VPN E87 on nine laptops.", ""),
        ("Wacom", "Wacom driver, version 6.4, by Intune.", ""),  # behind a comma: not the product
        ("Screen", "", ""),
    ],
)
def test_the_version_that_a_proposal_names(title: str, proposal: str, version: str) -> None:
    """D1: what was approved is the version named, if it is one; never a guess."""
    assert Product(title, proposal).version == version


@pytest.mark.parametrize(
    ("approved", "installed", "name", "same"),
    [
        ("6.4", "6.4.8-2", "", SURE),
        ("6.4", "6.40", "", NEITHER),
        ("6.4", "6.5", "", NEITHER),
        ("6.4.1", "6.4", "", SURE),  # the file is less exact
        ("128", "128.14.0", "", SURE),
        ("2024", "20.1.2", "QuarkXPress 2024", SURE),
        ("2024", "20.1.2", "QuarkXPress", PERHAPS),
        ("2402", "2409.1", "", NEITHER),
        ("6.4", "", "", SURE),
        ("", "9", "", SURE),
        ("6.4", "unknown", "", SURE),
    ],
)
def test_whether_an_installed_version_is_the_approved_one(
    approved: str, installed: str, name: str, same: Likeness
) -> None:
    """D1: as far as both are given; a year beside a version is in doubt."""
    assert same_version(approved, installed, name) == same


@pytest.mark.model
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_any_words_are_answered(title: str, proposal: str, name: str, publisher: str) -> None:
    """D9: no text of a customer or a file breaks it, and nothing is sure without a common word."""
    product, program = Product(title, proposal), Program(name, publisher)
    like = likeness(product, program)
    assert like in (SURE, PERHAPS, NEITHER)
    assert not like or program.telling & product.telling
