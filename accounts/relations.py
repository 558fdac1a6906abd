"""Every foreign key that points at a person, in whatever package it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User


class Clash(Exception):
    """A row of the one account cannot become the other's: both have one already."""

    def __init__(self, relation: str) -> None:
        super().__init__(relation)
        self.relation = relation


def relations_to_people() -> Iterator[tuple[str, Any]]:
    """Yield (``"app.Model.field"``, the field) of every foreign key to a person."""
    for found in User._meta.get_fields(include_hidden=True):
        field = getattr(found, "field", None)
        if field is None or not (found.one_to_many or found.one_to_one):
            continue
        if found.auto_created and not found.concrete:
            yield f"{field.model._meta.label}.{field.name}", field


def move_relation(name: str, field: Any, *, kept: User, gone: User) -> int:
    """Let the rows of ``gone`` point at ``kept``; returns how many. Raises :class:`Clash`."""
    rows = field.model._base_manager.filter(**{field.name: gone})
    try:
        with transaction.atomic():
            return int(rows.update(**{field.name: kept}))
    except IntegrityError as error:
        raise Clash(name) from error
