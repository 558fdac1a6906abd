"""Reads of the change maps of published editions."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from uuid import UUID

from framework.data import ChangeView, FormerNode
from framework.models import FrameworkVersion, NodeChange


def changes_of(edition: UUID, *, after: int = 0) -> Iterator[ChangeView]:
    """Yield the lines of the edition's change map behind number ``after``, one query."""
    rows = NodeChange.objects.filter(version__uuid=edition, id__gt=after).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield _view(row)


def _view(row: NodeChange) -> ChangeView:
    return ChangeView(
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


def ended_nodes(nodes: Iterable[UUID]) -> dict[UUID, list[ChangeView]]:
    """Return the lines that ended ``nodes``, by the edition that did so last; one query."""
    rows = NodeChange.objects.filter(former__in=list(nodes)).select_related("version")
    last: dict[UUID, int] = {}
    for row in rows.order_by("id"):
        if row.former is not None:
            last[row.former] = row.version_id
    found: dict[UUID, list[ChangeView]] = {}
    for row in rows.order_by("id"):
        if row.former is not None and last[row.former] == row.version_id:
            found.setdefault(row.version.uuid, []).append(_view(row))
    return found


def edition_title(edition: UUID) -> str:
    """Return "framework, edition" in words, or an empty text for an edition that is not here."""
    found = FrameworkVersion.objects.filter(uuid=edition).select_related("framework").first()
    return f"{found.framework.title}, {found.label}" if found else ""


def read_former(known: Container[UUID]) -> dict[UUID, FormerNode]:
    """Return what editions that were published ended, except ``known`` nodes; one query."""
    rows = NodeChange.objects.filter(former__isnull=False).order_by("id")
    found: dict[UUID, FormerNode] = {}
    said_by: dict[UUID, int] = {}
    for version, former, present, title, path in rows.values_list(
        "version_id", "former", "present", "title_before", "path_before"
    ).iterator(chunk_size=2000):
        if former is None or former in known:
            continue
        # The newest edition speaks: what an older one said of the node is history.
        last = found.get(former) if said_by.get(former) == version else None
        heirs = last.successors if last else ()
        if present is not None and present != former:
            heirs = (*heirs, present)
        found[former] = FormerNode(title, _path(path), heirs)
        said_by[former] = version
    return found


def _path(lines: str) -> tuple[str, ...]:
    return tuple(filter(None, lines.split("\n")))
