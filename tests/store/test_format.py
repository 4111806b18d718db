"""The store read with nothing but SQLite and the words of
`resources/help/format.md` (quality, "Nothing lost").
"""

import hashlib
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from mmd_reviewer import bootstrap, paths
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import decision, request_queue
from mmd_reviewer.settings import Choices
from tests.making import DAY, FACTOR_4, assessed, new_desk, put_in_force


def test_the_page_is_enough_to_read_a_store(tmp_path: Path) -> None:
    """What follows uses the page's words and not the package's."""
    page = " ".join((paths.resources() / "help" / "format.md").read_text("utf-8").split())
    desk = new_desk(tmp_path)
    case = decision.make(desk, assessed(desk, FACTOR_4, timeline="permanent"), Proposal("approve"))
    case = put_in_force(bootstrap.open_desk(Choices(tmp_path / "s.sqlite", DAY, "Ines")), case)
    request_queue.undo(desk, request_queue.note(desk, case, "A mistake."))
    desk.store.close()

    store = sqlite3.connect(tmp_path / "s.sqlite")
    number, version = (
        store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    assert f"{number} (`PRAGMA application_id`" in page
    assert f"`PRAGMA user_version` is {version}" in page
    link, ids = bytes(32), []
    for id, content, chain in store.execute("SELECT id, content, chain FROM fact ORDER BY seq"):
        assert hashlib.sha256(content).digest() == id
        plain = json.dumps(
            json.loads(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert plain.encode() == content
        link = hashlib.sha256(link + id).digest()
        assert link == chain
        ids.append(id)
    assert store.execute("SELECT value FROM meta WHERE key = 'chain'").fetchone() == (
        f"{len(ids)} {link.hex()}",
    )
    seal = hashlib.sha256(b"".join(sorted(ids))).hexdigest()
    assert desk.store.copy_to(tmp_path / "copy.sqlite", datetime.now(UTC)).seal == seal
    told, gone, files = {}, set(), {}
    of_cases = "FROM fact JOIN case_id USING (case_no) WHERE number LIKE '%-%' ORDER BY n"
    rows = store.execute(f"SELECT case_key, number, kind, content {of_cases}")
    for key, name, kind, content in rows:
        fact = json.loads(content)
        assert (fact["case"], fact["kind"]) == (key.hex(), kind)
        if kind == "RequestReceived":
            told[name] = (fact["body"]["number"], fact["body"]["request"]["customer"])
        if kind == "DeedRetracted":
            gone.add(fact["body"]["deed_retracted"])
        if kind == "LetterIssued":
            files[fact["body"]["record"]["number"]] = fact["body"]["sha256"]
    assert (told, len(gone)) == ({"A-0001": ("A-0001", "Fabrikam")}, 1)
    for sha256 in files.values():
        ((media, content),) = store.execute(
            "SELECT media, content FROM document WHERE id = ?", (bytes.fromhex(sha256),)
        )
        assert (media, hashlib.sha256(content).hexdigest()) == ("application/pdf", sha256)
    assert files
    store.close()
