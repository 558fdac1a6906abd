"""Rebuilding: a new index beside the old one, then a swap, while the writer goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from learning_objects.api import public_uuids
from search.actions.applying import apply_changes, read_changes
from search.chunks import chunks
from search.engine.chosen import current_engine
from search.engine.port import EngineWriter, IndexDocument

Progress = Callable[[int], None]


def rebuild(*, now: datetime, progress: Progress | None = None) -> int:
    """Build the index anew from the database and swap it in; return the number of objects.

    ``progress`` is told the number of objects written so far. Nothing that is published
    meanwhile is lost: the writer notes what it applies, or writes it to both, as the engine
    does. Raises ``WriterRunningError`` when another rebuild runs, ``EngineAwayError`` when the
    engine does not answer; the old index then stays.
    """
    with current_engine().build(now) as building:
        number = _write_all(building.writer, progress or (lambda number: None))
        with building.finishing() as missed:
            changes = read_changes(UUID(line) for line in missed)
            apply_changes(writer=building.writer, changes=changes.values())
    return number


def _write_all(writer: EngineWriter, progress: Progress) -> int:
    number = 0
    for chunk in chunks(public_uuids()):
        for change in read_changes(chunk).values():
            if isinstance(change, IndexDocument):
                writer.add_new(change)
                number += 1
        progress(number)
    writer.commit()
    return number
