"""Importing a CASE package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.api import User, require
from framework.actions.crosswalks import import_crosswalks
from framework.actions.storing import open_edition, store_tree
from framework.case.about import about_of, edition_label, find_framework, outgoing_in
from framework.case.crosswalks import pairs_of
from framework.case.data import REPLACED_BY, CasePackage
from framework.case.errors import CaseFileError
from framework.case.hierarchy import Hierarchy, build_hierarchy
from framework.case.outgoing import FORMAT, Outgoing, kept_document, kept_of
from framework.case.parsing import read_package
from framework.case.planning import note_kept, plan_items
from framework.data import ImportReport
from framework.models import Framework, FrameworkNode, FrameworkVersion, NodeSuccession
from framework.planning import PlannedNode
from framework.snapshot import get_tree
from framework.states import MANAGE

_BATCH = 500


@dataclass(frozen=True, slots=True)
class CaseReport:
    """What an import of a package did.

    ``crosswalks`` are new ones, ``successions`` statements of what replaced a node that is gone;
    ``left_out`` maps a reason (``framework.case.data``) to the names of what it concerns.
    """

    key: str
    edition: str
    nodes: ImportReport
    crosswalks: int
    successions: int
    left_out: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class CaseWishes:
    """What whoever imports says of the framework; an empty text leaves it to the package.

    ``kind`` is one of ``framework.models.Framework.Kind``.
    """

    key: str = ""
    title: str = ""
    edition: str = ""
    kind: str = ""


@transaction.atomic
def import_case(
    *, path: Path, by: User | None, now: datetime, wishes: CaseWishes | None = None
) -> CaseReport:
    """Make a framework's edition what the CASE package in the file ``path`` says; publish it.

    An item's identifier is the node's uuid, so that a package imported again updates what it made;
    the same one writes nothing. Without a wish the edition is the document's version, else the
    published one. ``by`` is ``None`` for the system.

    Raises :class:`CaseFileError`, ``EditionClosed``, ``EditionBeingWritten``, ``NotAllowed``;
    nothing is then written.
    """
    if by is not None:
        require(by, MANAGE)
    wishes = wishes or CaseWishes()
    package = read_package(path)
    tree = build_hierarchy(package)
    framework = find_framework(package, wishes.key)
    _refuse_taken(package, framework)
    about = about_of(package, framework, wishes.key, wishes.title, wishes.kind)
    opened = open_edition(about, edition_label(package, framework, wishes.edition))
    out = outgoing_in(package, about)
    present = {node.uuid: node for root in opened.present.roots for node in root.walk()}
    roots = plan_items(package, tree, out, present)
    stated = _state_successions(opened.version, package, present, by, now)
    nodes = store_tree(opened, roots, by=by, now=now)
    _keep(opened.version, package, tree, out)
    pairs = pairs_of(tree.others, get_tree())
    linked = import_crosswalks(pairs=pairs, by=by, now=now)
    note_kept(package, tree, {frozenset((pair.source, pair.target)) for pair in pairs})
    left_out = {reason: names for reason, names in package.notes.by_reason.items() if names}
    return CaseReport(about.key, opened.version.label, nodes, linked, stated, left_out)


def _refuse_taken(package: CasePackage, framework: Framework | None) -> None:
    """An identifier belongs to one framework: else a package could put itself in place of another.

    Two published nodes of one uuid would also hide each other.
    """
    others = FrameworkNode.objects.all()
    if framework is not None:
        others = others.exclude(version__framework=framework)
    identifiers = list(package.items)
    for start in range(0, len(identifiers), _BATCH):
        taken = others.filter(uuid__in=identifiers[start : start + _BATCH])
        row = taken.select_related("version__framework").first()
        if row is not None:
            raise CaseFileError(
                package.file,
                f"{package.items[row.uuid].place}.identifier",
                format_lazy(
                    _("the framework “{title}” has a node with this identifier."),
                    title=row.version.framework.title,
                ),
                _("Give the item an identifier of its own, or name the framework with --key."),
            )


def _state_successions(
    version: FrameworkVersion,
    package: CasePackage,
    present: dict[UUID | None, PlannedNode],
    by: User | None,
    now: datetime,
) -> int:
    """State what replaced the nodes that go; of one that stays "replaced" says nothing here."""
    rows = [
        NodeSuccession(
            version=version, former=former, present=follower, stated_by=by, stated_at=now
        )
        for former, follower in _followers(package)
        if former in present and former not in package.items
    ]
    NodeSuccession.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    return len(rows)


def _followers(package: CasePackage) -> Iterator[tuple[UUID, UUID]]:
    for one in package.associations:
        if one.kind == REPLACED_BY and one.origin and one.destination in package.items:
            yield one.origin, one.destination


def _keep(version: FrameworkVersion, package: CasePackage, tree: Hierarchy, out: Outgoing) -> None:
    """Keep with the framework what its columns and nodes do not hold."""
    version.refresh_from_db()
    framework = Framework.objects.get(pk=version.framework_id)
    version.framework = framework
    elsewhere = [one.members for one in tree.others if one.origin not in package.items]
    kept: dict[str, Any] = {
        "identifier": str(package.identifier),
        "ours": out.ours,
        "digest": version.digest,
        "document": kept_document(package.document, version, out),
        "rest": package.rest,
        "associations": elsewhere,
    }
    if kept != kept_of(framework.extra):
        framework.extra = {**framework.extra, FORMAT: kept}
        framework.save(update_fields=["extra"])
