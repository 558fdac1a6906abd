"""One node of a draft: where it stands, what the draft changes about it, and the search for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from core.api import fold
from framework.data import KINDS
from framework.labels import words_of
from framework.models import FrameworkNode, FrameworkVersion, NodeSuccession
from framework.words import query_words
from framework.workbench.branches import STEP, mark_labels, marks_of

LONGEST_QUESTION = 200


@dataclass(frozen=True, slots=True)
class Details:
    """A node that stands in the draft; ``before`` is the same node in the edition it follows."""

    row: FrameworkNode
    title: str
    path: list[FrameworkNode]
    below: int
    before: FrameworkNode | None
    mark: str
    mark_label: str
    differs: bool
    kinds_below: tuple[tuple[str, str], ...]
    kinds_beside: tuple[tuple[str, str], ...]

    @property
    def parent(self) -> FrameworkNode | None:
        """The node right above."""
        return self.path[-1] if self.path else None


@dataclass(frozen=True, slots=True)
class Gone:
    """A node that the draft no longer has; ``heirs`` are those it goes on as."""

    before: FrameworkNode
    title: str
    heirs: list[FrameworkNode]


def read_node(draft: FrameworkVersion, uuid: UUID) -> Details | Gone | None:
    """Return the node, or what became of it, or ``None`` when neither edition has it."""
    row = FrameworkNode.objects.filter(version=draft, uuid=uuid).first()
    before = node_before(draft, uuid)
    if row is None:
        return _gone(draft, before) if before is not None else None
    path = ancestors_of(draft, [row])[row.uuid]
    mark = marks_of(draft, [row]).get(row.uuid, "")
    return Details(
        row=row,
        title=words_of(row.title, row.title_en),
        path=path,
        below=int(row.get_descendant_count()),
        before=before,
        mark=mark,
        mark_label=mark_labels().get(mark, ""),
        differs=bool(mark) or _facts_differ(row, before),
        kinds_below=kinds_below(row.kind),
        kinds_beside=kinds_below(path[-1].kind if path else None),
    )


def node_before(draft: FrameworkVersion, uuid: UUID) -> FrameworkNode | None:
    """Return the node in the edition that the draft follows."""
    if draft.follows_id is None:
        return None
    found: FrameworkNode | None = FrameworkNode.objects.filter(
        version_id=draft.follows_id, uuid=uuid
    ).first()
    return found


def _gone(draft: FrameworkVersion, before: FrameworkNode) -> Gone:
    stated = NodeSuccession.objects.filter(version=draft, former=before.uuid)
    heirs = FrameworkNode.objects.filter(version=draft, uuid__in=stated.values("present"))
    return Gone(before, words_of(before.title, before.title_en), list(heirs.order_by("path")))


def _facts_differ(row: FrameworkNode, before: FrameworkNode | None) -> bool:
    names = ("hours", "content")
    return before is not None and any(getattr(row, n) != getattr(before, n) for n in names)


def kinds_below(kind: str | None) -> tuple[tuple[str, str], ...]:
    """Return (code, label) of the kinds that may stand below ``kind``; ``None``: at the top.

    The likeliest comes first: what is one step closer to the topics.
    """
    labels = {code: str(label) for code, label in FrameworkNode.Kind.choices}
    if kind is None:
        return tuple((code, labels[code]) for code in KINDS)
    at = KINDS.index(kind)
    inner = [*KINDS[at + 1 :], *([kind] if at else [])]
    return tuple((code, labels[code]) for code in inner)


def ancestors_of(
    draft: FrameworkVersion, rows: Iterable[FrameworkNode]
) -> dict[UUID, list[FrameworkNode]]:
    """Return what stands above each of ``rows``, outermost first; one query."""
    listed = list(rows)
    paths = {row.path[:end] for row in listed for end in range(STEP, len(row.path), STEP)}
    above = FrameworkNode.objects.filter(version=draft, path__in=paths)
    by_path = {row.path: row for row in above.only("uuid", "path", "kind", "title", "title_en")}
    return {
        row.uuid: [
            by_path[row.path[:end]]
            for end in range(STEP, len(row.path), STEP)
            if row.path[:end] in by_path
        ]
        for row in listed
    }


def find_in_draft(draft: FrameworkVersion, text: str, *, kind: str = "") -> QuerySet[FrameworkNode]:
    """Return the nodes whose title has the words of ``text`` in any form, in tree order.

    Nothing for an empty text.
    """
    question = text[:LONGEST_QUESTION]
    words = query_words(question)
    found: QuerySet[FrameworkNode] = FrameworkNode.objects.filter(version=draft).order_by("path")
    if not words:
        return found.none()
    of_all = Q()
    for word in words:
        of_one = Q()
        for needle in word.needles:
            of_one |= Q(search_words__contains=needle)
        of_all &= of_one
    found = found.filter(of_all | Q(search_text__contains=fold(question)))
    return found.filter(kind=kind) if kind else found


@dataclass(frozen=True, slots=True)
class Found:
    """A node in a list, with the names of what stands above it."""

    row: FrameworkNode
    title: str
    above: tuple[str, ...]


def with_places(draft: FrameworkVersion, rows: Iterable[FrameworkNode]) -> list[Found]:
    """Return ``rows`` with the names above them; one query."""
    listed = list(rows)
    above = ancestors_of(draft, listed)
    return [
        Found(row, words_of(row.title, row.title_en), _titles(above[row.uuid])) for row in listed
    ]


def _titles(rows: Iterable[FrameworkNode]) -> tuple[str, ...]:
    titles = (words_of(row.title, row.title_en) for row in rows)
    return tuple(title for title in titles if title)
