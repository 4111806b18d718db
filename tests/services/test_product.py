"""The product of a request: names, without maker and version; no place, no ordinary word."""

import pytest

from mmd_reviewer.services.product import ordinary_words, product_of


@pytest.mark.parametrize(
    ("title", "proposal", "names"),
    [
        ("Cisco AnyConnect", "Deploy Cisco AnyConnect 4.10.", {"anyconnect"}),
        ("Nexthink collector", "Nexthink on all devices", {"nexthink"}),
        ("Any Connect for us", "", {"anyconnect"}),
        ("Topcon LN-150 driver", "", {"ln150"}),
        ("Power BI add-in", "", {"powerbi"}),
        ("Access", "TeamViewer on laptops in Munich, Graz and Wels", {"teamviewer"}),
        ("Longer screen lock", "Screen lock after 60 minutes", set()),
        ("Drivers by Intune", "Signed, by Intune, on Windows", set()),
        ("MATLAB R2021b", "", {"matlab"}),
        ("Zebra label printer", "Zebra package 8.6", {"zebra printer"}),
        ("", "", set()),
    ],
)
def test_names_of_a_product(title: str, proposal: str, names: set[str]) -> None:
    found = product_of(title, proposal).names
    assert names <= found
    assert bool(found) == bool(names)
    assert not found & {"munich", "graz", "wels", "intune", "cisco", "windows", "410"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Cisco AnyConnect 4.10", "anyconnect for the lab", True),
        ("Cisco Secure Client 5", "AnyConnect", True),
        ("Citrix Receiver", "Citrix Workspace app 2402", True),
        ("Mind Manager 22", "Corel MindManager", True),
        ("Zebra ZT-411 driver", "ZT411", True),
        ("Adobe Acrobat Pro", "Adobe Photoshop", False),
        ("Docker Desktop", "Desktop icons", False),
        ("Zebra label printer", "Zebra printer package", True),
        ("Zebra label printer", "Toshiba label printer", False),
        ("Zebra scanner", "Zebra printer", False),
        ("Longer screen lock", "Longer active hours", False),
        ("Der Treiber Omnikey", "Omnikey 5022", True),
    ],
)
def test_the_same_product(one: str, other: str, same: bool) -> None:
    assert product_of(one, "").is_same(other, "", frozenset()) == same
    assert product_of(other, "").is_same(one, "", frozenset()) == same


def test_words_mostly_written_small_are_no_names() -> None:
    """A sentence begins with them; a name is written small now and then."""
    ordinary = ordinary_words(
        ["Remote work", "the remote sites", "Nexthink", "nexthink", "Nexthink"]
    )
    assert "remote" in ordinary
    assert "nexthink" not in ordinary
    assert product_of("Remote for the plant", "", ordinary).names == frozenset()


def test_an_index_finds_it_in_every_spelling() -> None:
    assert {"anyconnect", "any connect"} <= set(product_of("AnyConnect", "").looked_up)
    assert {"mindmanager", "mind manager"} <= set(product_of("Mind Manager", "").looked_up)
    assert "citrix workspace" in product_of("Citrix Receiver", "").looked_up
