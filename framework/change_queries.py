"""Reads of the change maps of published editions."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from uuid import UUID

from framework.data import ChangeView, FormerNode
from framework.models import FrameworkVersion, NodeChange


def changes_of(edition: UUID, *, after: int = 0) -> Iterator[ChangeView]:
    """Yield the lines of the edition's change map behind number ``after``, one query."""
    rows = NodeChange.objects.filter(version__uuid=edition, id__gt=after).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield ChangeView(
            number=row.pk,
            kind=row.kind,
            former=row.former,
            present=row.present,
            title_before=row.title_before,
            title_after=row.title_after,
            path_before=_path(row.path_before),
            path_after=_path(row.path_after),
            confidence=row.confidence,
        )


def edition_title(edition: UUID) -> str:
    """Return "framework, edition" in words, or an empty text for an edition that is not here."""
    found = FrameworkVersion.objects.filter(uuid=edition).select_related("framework").first()
    return f"{found.framework.title}, {found.label}" if found else ""


def read_former(known: Container[UUID]) -> dict[UUID, FormerNode]:
    """Return what editions that were published ended, except ``known`` nodes; one query."""
    rows = NodeChange.objects.filter(former__isnull=False).order_by("id")
    found: dict[UUID, FormerNode] = {}
    for former, present, title, path in rows.values_list(
        "former", "present", "title_before", "path_before"
    ).iterator(chunk_size=2000):
        if former is None or former in known:
            continue
        before = found.get(former, FormerNode(title, _path(path), ()))
        if present is not None and present != former:
            before = replace(before, successors=(*before.successors, present))
        found[former] = before
    return found


def _path(lines: str) -> tuple[str, ...]:
    return tuple(filter(None, lines.split("\n")))
