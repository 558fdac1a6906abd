"""Importing outlines (``framework.outline``) and the crosswalks that come with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from accounts.api import User, require
from framework.actions.crosswalks import Pair, import_crosswalks
from framework.actions.storing import About, open_edition, store_tree
from framework.data import TURNED_ROUND, ImportReport
from framework.models import Framework
from framework.outline.data import AboutFramework, OutlineNode
from framework.outline.files import CROSSWALKS, TREES, read_crosswalk, read_outline, read_outlines
from framework.planning import PlannedNode, assign_keys
from framework.snapshot import get_tree
from framework.states import MANAGE


@dataclass(frozen=True, slots=True)
class CrosswalkReport:
    """How many pairs a file has, how many are new, and the keys that no framework here has."""

    pairs: int
    created: int
    unknown: tuple[str, ...]


@transaction.atomic
def import_outline(*, path: Path, by: User | None, now: datetime) -> ImportReport:
    """Make the framework's edition what the outline file says, and publish it.

    The file is the whole framework: what it does not name goes. Importing it again writes nothing.
    Raises ``FrameworkFileError``, ``EditionClosed``, ``EditionBeingWritten`` or ``NotAllowed``;
    nothing is then written.
    """
    if by is not None:
        require(by, MANAGE)
    outline = read_outline(path)
    facts = outline.framework
    opened = open_edition(_about(facts), facts.edition)
    wanted = [_planned(node, None) for node in outline.nodes]
    assign_keys(wanted, opened.present.roots, facts.key)
    return store_tree(opened, wanted, by=by, now=now)


@transaction.atomic
def import_crosswalk_file(*, path: Path, by: User | None, now: datetime) -> CrosswalkReport:
    """Add the pairs of the file whose nodes are here; what people said of a pair stays.

    Raises ``FrameworkFileError``, ``CrosswalkRefused`` or ``NotAllowed``.
    """
    if by is not None:
        require(by, MANAGE)
    tree, file = get_tree(), read_crosswalk(path)
    keys = {key for match in file.matches for key in (match.source, match.target)}
    unknown = {key for key in keys if key not in tree.by_key}
    pairs = [
        Pair(
            source=tree.by_key[match.source],
            target=tree.by_key[match.target],
            # The file says what the target is, as SKOS does; we say it of the source.
            relation=TURNED_ROUND[match.relation],
            confidence=Decimal(str(match.confidence)),
        )
        for match in file.matches
        if not {match.source, match.target} & unknown
    ]
    created = import_crosswalks(pairs=pairs, by=by, now=now)
    return CrosswalkReport(len(file.matches), created, tuple(sorted(unknown)))


def import_shipped(*, by: User | None, now: datetime) -> list[str]:
    """Import the outlines of the repository that are not here yet, and their crosswalks.

    Returns the keys of the frameworks that are new. What a methodologist has made of one that is
    here is left alone.
    """
    here = set(Framework.objects.values_list("key", flat=True))
    fresh = []
    for outline in read_outlines():
        key = outline.framework.key
        if key not in here:
            import_outline(path=TREES / f"{key}.json", by=by, now=now)
            fresh.append(key)
    if fresh:
        for path in sorted(CROSSWALKS.glob("*.json")):
            import_crosswalk_file(path=path, by=by, now=now)
    return fresh


def _about(facts: AboutFramework) -> About:
    return About(
        key=facts.key,
        title=facts.title.ru,
        title_en=facts.title.en,
        kind=facts.kind,
        language=facts.language,
        publisher=facts.publisher,
        source=facts.source,
        licence=facts.licence,
        extra={"note": facts.note} if facts.note else {},
    )


def _planned(node: OutlineNode, grade: int | None) -> PlannedNode:
    grade = grade if node.grade is None else node.grade
    return PlannedNode(
        kind=node.kind,
        title=node.title,
        name=node.name,
        hours=node.hours,
        content=node.content,
        grade=grade,
        source=node.source,
        title_en=node.title_en,
        code=node.code,
        children=[_planned(child, grade) for child in node.children],
    )
