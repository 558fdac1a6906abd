"""Rows by the million: a real sample is written once and multiplied inside the database.

Copies get ids of their own in one unbroken run, so a reference from one sample to another moves
along by arithmetic. Constraints, triggers and indexes stay on: what they refuse is not built.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

UUIDS = {
    "sqlite": (
        "lower(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) || 'a'"
        " || substr(hex(randomblob(2)), 2) || hex(randomblob(6)))"
    ),
    "postgresql": "gen_random_uuid()",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A sample, ``number`` rows from id ``first`` on, whose copies begin at id ``begin``."""

    first: int
    number: int
    begin: int

    def moved(self, column: str) -> str:
        """Return the id that ``column``, an id of the sample, becomes in copy ``k`` (from 0)."""
        return f"({self.begin} + copies.k * {self.number} + {column} - {self.first})"


def run_of(rows: list[Any]) -> Run:
    """Return the run that copies of freshly made ``rows`` will take."""
    model, ids = type(rows[0]), [row.pk for row in rows]
    first, last = min(ids), max(ids)
    if last - first + 1 != len(rows) or model._default_manager.filter(pk__gt=last).exists():
        raise RuntimeError(f"the sample of {model.__name__} is not the unbroken end of its table")
    return Run(first, len(rows), last + 1)


def multiply(model: Any, run: Run, wanted: int, values: Mapping[str, str]) -> None:
    """Insert ``wanted`` copies of the sample of ``model`` in one statement.

    ``values`` says by SQL what differs (column → expression over ``src`` and ``copies.k``); the id
    moves on and every unique uuid is new.
    """
    from django.db import connection

    given: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        if field.generated:
            continue
        given[field.column] = f'src."{field.column}"'
        if field.primary_key:
            given[field.column] = run.moved("src.id")
        elif field.column == "uuid":
            given[field.column] = UUIDS[connection.vendor]
    given |= values
    columns = ", ".join(f'"{name}"' for name in given)
    turns = -(-wanted // run.number)
    with connection.cursor() as cursor:
        # Names of columns and numbers of our own: nothing here comes from outside.
        cursor.execute(
            f"WITH RECURSIVE copies(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM copies"
            f" WHERE k + 1 < {turns}) INSERT INTO {model._meta.db_table} ({columns})"
            f" SELECT {', '.join(given.values())} FROM copies CROSS JOIN {model._meta.db_table} src"
            f" WHERE src.id >= {run.first} AND src.id < {run.begin}"
            f" AND copies.k * {run.number} + src.id - {run.first} < {wanted}"
        )
    _move_sequence(model)


def _move_sequence(model: Any) -> None:
    """Let the database give ids behind the copies from now on."""
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
