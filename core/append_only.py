"""A migration operation that lets the database itself refuse changes to a table's rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import migrations

UPDATE = "UPDATE"
DELETE = "DELETE"


def forbid_changes(
    table: str, *, name: str, message: str, events: Iterable[str] = (UPDATE, DELETE)
) -> migrations.RunPython:
    """Return the operation that makes row triggers on SQLite or PostgreSQL, and its reverse.

    ``name`` names the triggers (and PostgreSQL's function); the database answers ``message``. On
    SQLite a later migration that rebuilds the table loses them and must make them again.
    """
    wanted = tuple(events)

    def add(apps: Any, schema_editor: Any) -> None:
        for statement in _create(schema_editor.connection.vendor, table, name, message, wanted):
            schema_editor.execute(statement)

    def drop(apps: Any, schema_editor: Any) -> None:
        for statement in _drop(schema_editor.connection.vendor, table, name, wanted):
            schema_editor.execute(statement)

    return migrations.RunPython(add, drop)


def allow_changes(
    table: str, *, name: str, message: str, events: Iterable[str] = (UPDATE, DELETE)
) -> migrations.RunPython:
    """Return the operation that takes the triggers of :func:`forbid_changes` away, and its reverse.

    For a migration that alters the table: it takes them away first and makes them again at its end.
    """
    forbidden = forbid_changes(table, name=name, message=message, events=events)
    again = forbidden.reverse_code or migrations.RunPython.noop
    return migrations.RunPython(again, forbidden.code)


def _create(vendor: str, table: str, name: str, message: str, events: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            for event in events
        ]
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _drop(vendor: str, table: str, name: str, events: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER {name}_{event.lower()}" for event in events]
    return [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"]
