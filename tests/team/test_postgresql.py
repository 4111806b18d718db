"""What is PostgreSQL's own: how SQL is spelled, its guards, its search, its failures in words."""

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.domain.errors import ConnectionLost, StoreError
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.server_url import shown_url
from mmd_reviewer.services import assessment, decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.own_settings import own_values, with_own
from mmd_reviewer.settings import Choices, Server, Settings, place_of
from mmd_reviewer.store.dialects.postgresql import Postgresql, spelled
from mmd_reviewer.store.dialects.postgresql_words import (
    LAST_PLACE,
    any_of,
    folded,
    match_of,
    vector,
)
from mmd_reviewer.store.dialects.searched import Searched
from mmd_reviewer.store.team_store import TeamStore
from tests.making import DAY, FACTOR_4, QuickPress, receive, refused
from tests.memory_search import has_words
from tests.team.conftest import team_desk
from tests.team_server import TeamServer


def store_of(desk: Desk) -> TeamStore:
    assert isinstance(desk.store, TeamStore)
    return desk.store


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "SELECT a FROM t WHERE b = ? AND c IN (?, ?)",
            "SELECT a FROM t WHERE b = $1 AND c IN ($2, $3)",
        ),
        ("WHERE flags LIKE '%se?ond%' AND x = ?", "WHERE flags LIKE '%se?ond%' AND x = $1"),
        ("content <> x'' AND +type = ?", "content <> ''::bytea AND type = $1"),
        ("CAST(id AS BLOB) + 1, before + 1", "CAST(id AS BYTEA) + 1, before + 1"),
    ],
)
def test_sql_is_spelled_anew(written: str, read: str) -> None:
    assert spelled(written) == read


class TestWords:
    """The words of the search are folded by our own code."""

    def test_folded(self) -> None:
        assert folded("Žižkov_Strojírny A-0142, İstanbul ΖΕΥΣ") == [
            *("zizkov", "strojirny", "a", "0142", "istanbul", "ζευσ")
        ]

    def test_a_vector_keeps_fields_apart_and_marks_what_a_request_says(self) -> None:
        said = Searched("A-1", "", "Fabrikam", "VPN for ERP", "a vpn", "", "")
        expected = "'a':1,11A '1':2 'fabrikam':5 'vpn':7A,12A 'for':8A 'erp':9A"
        assert vector(said) == expected

    def test_a_text_without_end_stays_a_vector(self) -> None:
        said = Searched(
            "A-1", "", "", "", " ".join(f"w{n}" for n in range(200_000)), "", "vpn " * 999
        )
        assert len(vector(said).encode()) < 2**20
        assert f":{LAST_PLACE}" in vector(said)

    def test_expressions(self) -> None:
        assert match_of('A-0142 vpn - "x') == "'a' <-> '0142':* & 'vpn':* & 'x':*"
        assert any_of(["vpn", "any connect"]) == "('vpn':A) | ('any':A <-> 'connect':*A)"
        assert match_of("- ' *") == ""


@pytest.mark.parametrize(
    "words",
    ["zizkov", "A-0001", "erp fabr", "reach-the-erp", "n'existe", "ζευς", "ß", "ERP home x"],
)
def test_the_same_is_found_as_in_memory(desk: Desk, words: str) -> None:
    customers = ("Fabrikam", "Žižkov Strojírny", "Ζευς Ναυτιλιακή", "Straße x & Co")
    cases = [receive(desk, customer=name, ticket=f"MMD-{n}-T") for n, name in enumerate(customers)]
    found = desk.store.page(QueueFilter(words=words, state=""), DAY, 9)
    assert {row.number for row in found} == {c.number for c in cases if has_words(c, words)}


def test_facts_and_documents_are_never_changed(desk: Desk, place: Server) -> None:
    """The database itself refuses UPDATE, DELETE and TRUNCATE, and `verify` says where a guard is
    off.
    """
    case = assessment.answer(desk, receive(desk), FACTOR_4)
    letter.issue(replace(desk, press=QuickPress()), decision.make(desk, case, Proposal("approve")))
    with psycopg.connect(place.url, autocommit=True) as connection:
        for statement in (
            "UPDATE fact SET kind = 'x'",
            "DELETE FROM fact",
            "TRUNCATE fact",
            "UPDATE document SET media = 'x'",
            "DELETE FROM document",
            "TRUNCATE document CASCADE",
        ):
            with pytest.raises(psycopg.IntegrityError, match="never changed"):
                connection.execute(statement.encode())
        assert not desk.store.verify().findings
        connection.execute("ALTER TABLE fact DISABLE TRIGGER fact_fixed")
        assert "guard" in desk.store.verify().findings[0].message
        connection.execute("DELETE FROM fact WHERE seq = (SELECT max(seq) FROM fact)")
    assert "1 of them are gone" in " ".join(row.message for row in desk.store.verify().findings)


def test_rows_changed_by_another_program_are_found_and_made_again(
    desk: Desk, place: Server
) -> None:
    case = receive(desk)
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute("UPDATE case_row SET title = 'x'")
        connection.execute("DELETE FROM search")
    findings = [row.message for row in desk.store.verify().findings]
    assert len(findings) == 2
    assert desk.store.rebuild() == 1
    assert not desk.store.verify().findings
    assert desk.store.page(QueueFilter(words="erp"), DAY, 9)[0].number == case.number


def test_places_are_given_in_the_order_of_recording(desk: Desk, place: Server) -> None:
    """Without gaps, though a deed in between was refused."""
    case = receive(desk)
    request_queue.note(desk, case, "first")
    with pytest.raises(Exception, match="changed"):
        request_queue.note(team_desk(place, "Tom"), case, "second")
    request_queue.note(desk, desk.case(case.number), "third")
    with psycopg.connect(place.url) as connection:
        assert [seq for (seq,) in connection.execute("SELECT seq FROM fact ORDER BY seq")] == [
            *range(1, 6)
        ]


class TestSurroundings:
    """Failures of server and network are sentences."""

    def test_no_store_and_another_program(self, team_server: TeamServer, place: Server) -> None:
        with pytest.raises(StoreError, match="There is no store at postgresql://"):
            TeamStore(place)
        with psycopg.connect(place.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE other (a int)")
        with pytest.raises(StoreError, match="another program"):
            TeamStore(place, create=True)

    def test_a_server_that_is_not_there(self) -> None:
        with pytest.raises(ConnectionLost, match="does not answer") as failure:
            TeamStore(Server("postgresql://me:secret@127.0.0.1:1/reviews"))
        assert "secret" not in str(failure.value)

    def test_no_such_database_or_name(self, team_server: TeamServer) -> None:
        with pytest.raises(StoreError, match="no such database"):
            TeamStore(Server(f"postgresql://mmd@127.0.0.1:{team_server.port}/none"))
        with pytest.raises(StoreError, match="does not let you in"):
            TeamStore(Server(f"postgresql://nobody@127.0.0.1:{team_server.port}/postgres"))

    def test_newer_and_older_versions(self, desk: Desk, place: Server) -> None:
        with psycopg.connect(place.url, autocommit=True) as connection:
            connection.execute("UPDATE meta SET value = '0' WHERE key = 'projections'")
            with pytest.raises(StoreError, match="form of another version"):
                team_desk(place)
            store_of(desk).rebuild()
            team_desk(place)
            connection.execute("COMMENT ON TABLE fact IS 'MMD Reviewer store, version 99'")
        with pytest.raises(StoreError, match="newer version"):
            team_desk(place)

    def test_a_store_that_can_only_be_read(self, desk: Desk, place: Server) -> None:
        case = receive(desk)
        more = f"{place.url}%20-cdefault_transaction_read_only%3Don"
        store = TeamStore(Server(more))
        assert store.read_only
        assert not store.writable()
        assert store.page(QueueFilter(), DAY, 9)[0].number == case.number
        assert not store.verify().findings
        with pytest.raises(StoreError, match="can only be read"):
            request_queue.note(replace(desk, store=store), case, "x")
        looking = bootstrap.open_desk(Choices(place, DAY, looks=True))
        assert not looking.store.writable()

    def test_somebody_writes_for_long(self, desk: Desk, place: Server) -> None:
        case = receive(desk)
        with psycopg.connect(place.url) as other:
            other.execute("SELECT * FROM meta WHERE key = 'chain' FOR UPDATE")
            store_of(desk)._dialect = Hurried()
            with pytest.raises(StoreError, match="written by somebody else"):
                request_queue.note(desk, case, "x")
        assert request_queue.note(desk, case, "x").notes

    def test_a_nul_is_refused(self, desk: Desk) -> None:
        """C2: text with a NUL is none; the fact itself is bytes, and never holds one."""
        with pytest.raises(StoreError, match="NUL"):
            desk.store.save_draft(Draft("00" * 16, "reason", "Ines", "a\0b"))


class Hurried(Postgresql):
    """Waits for its turn hardly any time."""

    def wait_for_turn(self, connection: Connection) -> None:
        self.cursor(connection).execute("SET LOCAL lock_timeout = '10ms'")
        super().wait_for_turn(connection)


@pytest.mark.parametrize(
    ("url", "shown", "stem"),
    [
        ("postgresql://ines:pw@desk/reviews", "postgresql://ines@desk/reviews", "reviews"),
        ("postgres://desk/r?password=pw&sslmode=require", "postgres://desk/r&sslmode=require", "r"),
        ("postgresql:///?service=team", "postgresql:///?service=team", "team"),
        ("postgresql://a,b/r?x=y", "postgresql://a,b/r?x=y", "r"),
    ],
)
def test_a_url_is_shown_without_its_password(url: str, shown: str, stem: str) -> None:
    place = place_of(url)
    assert isinstance(place, Server)
    assert (str(place), place.stem) == (shown, stem)
    assert "pw" not in repr(place)
    assert shown_url("reviewer.sqlite") == "reviewer.sqlite"
    assert place_of("reviewer.sqlite") == Path("reviewer.sqlite")


def test_a_password_is_kept_nowhere() -> None:
    """Neither by the settings, nor shown by them."""
    wish = {"store": "postgresql://ines:pw@desk/reviews"}
    assert refused(lambda: with_own(Settings(), wish)) == ("", "store")
    kept = with_own(Settings(), {"store": "postgresql://ines@desk/reviews"})
    assert kept.store == "postgresql://ines@desk/reviews"
    assert own_values(Settings(store=wish["store"]))["store"] == kept.store


@given(st.text(max_size=60))
def test_what_is_typed_is_never_a_query_language(text: str) -> None:
    """Letters and digits between quotation marks, whatever was typed."""
    for part in match_of(text).split(" & "):
        for word in filter(None, part.split(" <-> ")):
            assert word.strip("'").removesuffix("':*").isalnum() or "'" not in word
