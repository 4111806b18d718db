"""Who may do what in a team's store: roles of the server and what they are granted.

Each role may what the one above it may. Logins are the server's matter: its administrator grants
them one of these.
"""

from __future__ import annotations

from itertools import pairwise

AUDITOR, REVIEWER, APPROVER, ADMINISTRATOR = (
    "mmd_auditor",
    "mmd_reviewer",
    "mmd_approver",
    "mmd_administrator",
)
ROLES = {
    AUDITOR: "reads everything and may verify",
    REVIEWER: "records whatever is no approver's",
    APPROVER: "decides, revokes, retimes and settles appeals as well, and undoes it",
    ADMINISTRATOR: "owns the store: rebuild, disposal",
}
OF_APPROVERS = (  # facts that change what a customer may use
    "DecisionMade",
    "DifferenceKept",
    "RevocationPrepared",
    "GroundAdded",
    "RevocationWithdrawn",
    "Retimed",
    "AppealDecided",
    "Reinstated",
)
NOT_AN_APPROVER = "only an approver of the team may record that"
KEPT = ("case_id", "fact", "document")  # only ever added to
_IN_ORDER = tuple(ROLES)


def _made() -> list[str]:
    """The roles, each a member of the one before it."""
    made = [
        f"IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN "
        f"CREATE ROLE {role} NOLOGIN; END IF;"
        for role in ROLES
    ]
    made += [f"GRANT {less} TO {more};" for less, more in pairwise(_IN_ORDER)]
    return made


_GRANTS = (
    "EXECUTE format('GRANT USAGE ON SCHEMA %I TO mmd_auditor', current_schema());",
    "EXECUTE format('GRANT CREATE ON SCHEMA %I TO mmd_administrator', current_schema());",
    "EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM PUBLIC', current_schema());",
    "EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO mmd_auditor', current_schema());",
    "EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO mmd_reviewer', "
    "current_schema());",
    "FOR one IN SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    f"AND relkind = 'r' LOOP IF one IN ({', '.join(repr(name) for name in KEPT)}) THEN EXECUTE "
    "format('GRANT INSERT ON %I TO mmd_reviewer', one); ELSE EXECUTE format('GRANT INSERT, "
    "UPDATE, DELETE ON %I TO mmd_reviewer', one); END IF; END LOOP;",
)
_OWNED = (  # what a rebuild made belongs to whom the facts belong to
    "FOR one IN SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    "AND relkind = 'r' AND relowner <> (SELECT relowner FROM pg_class WHERE oid = "
    "'fact'::regclass) LOOP EXECUTE format('ALTER TABLE %I OWNER TO %I', one, (SELECT "
    "pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'fact'::regclass)); END LOOP;"
)
_THEIRS = ", ".join(repr(kind) for kind in OF_APPROVERS)
_SAID = "convert_from(content, 'UTF8')::jsonb"
_UNDOES_NOTHING_OF_THEIRS = (  # nor gives back what an undo of theirs took away
    "NEW.kind = 'DeedRetracted' AND NOT EXISTS (WITH RECURSIVE gone (deed) AS ("
    "SELECT convert_from(NEW.content, 'UTF8')::jsonb->'body'->>'deed_retracted' UNION "
    f"SELECT {_SAID}->'body'->>'deed_retracted' FROM fact, gone WHERE case_no = NEW.case_no AND "
    f"kind = 'DeedRetracted' AND content <> '' AND {_SAID}->>'deed' = gone.deed) "
    f"SELECT FROM fact, gone WHERE case_no = NEW.case_no AND kind IN ({_THEIRS}) AND "
    f"content <> '' AND {_SAID}->>'deed' = gone.deed)"
)
_BY_APPROVERS = (
    "CREATE OR REPLACE FUNCTION fact_by_approvers() RETURNS trigger LANGUAGE plpgsql AS "
    f"$body$BEGIN IF NOT pg_has_role('{APPROVER}', 'USAGE') AND NOT ({_UNDOES_NOTHING_OF_THEIRS}) "
    f"THEN RAISE EXCEPTION '{NOT_AN_APPROVER}' "
    "USING ERRCODE = '42501'; END IF; RETURN NEW; END$body$",
    "CREATE OR REPLACE TRIGGER fact_by_approvers BEFORE INSERT ON fact FOR EACH ROW "
    f"WHEN (NEW.kind IN ({_THEIRS}, 'DeedRetracted')) EXECUTE FUNCTION fact_by_approvers()",
    "ALTER TABLE fact ENABLE ALWAYS TRIGGER fact_by_approvers",
)


# Is the store guarded, and is this login no approver? (`to_regrole`: none where none were made)
ONLY_BY_APPROVERS = (
    "SELECT NOT pg_has_role(to_regrole('mmd_approver'), 'USAGE') FROM pg_trigger WHERE tgname = "
    "'fact_by_approvers' AND tgrelid = 'fact'::regclass AND to_regrole('mmd_approver') IS NOT NULL"
)


def _block(*lines: str) -> str:
    return f"DO $$DECLARE one name; BEGIN {' '.join(lines)} END$$"


# After a rebuild: who could read and record before can again, where the store has roles.
REGRANT = _block(
    _OWNED,
    f"IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{AUDITOR}') THEN "
    f"IF has_table_privilege('{AUDITOR}', 'fact', 'SELECT') THEN",
    *_GRANTS,
    "END IF; END IF;",
)


def script() -> list[str]:
    """The statements, for whom the store and the server's roles belong to."""
    return [
        _block(*_made()),
        _block(*_GRANTS),
        *_BY_APPROVERS,
        _block(
            "FOR one IN SELECT relname FROM pg_class WHERE relnamespace = "
            "current_schema()::regnamespace AND relkind = 'r' LOOP "
            f"EXECUTE format('ALTER TABLE %I OWNER TO {ADMINISTRATOR}', one); END LOOP;"
        ),
        *(
            f"ALTER FUNCTION {name}() OWNER TO {ADMINISTRATOR}"
            for name in ("fact_fixed", "document_fixed", "fact_by_approvers")
        ),
    ]
