"""Importing a framework from a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.api import User, require
from framework.actions.storing import About, open_edition, store_tree
from framework.data import OTHER, ImportReport
from framework.models import Framework, FrameworkNode, FrameworkVersion
from framework.planning import PlannedNode
from framework.states import MANAGE
from framework.tables.data import TableRow
from framework.tables.errors import Mistakes, TableFileError
from framework.tables.planning import TablePlan
from framework.tables.reading import read_table

FIRST_EDITION = "1"
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY_LIMIT = 60
_BATCH = 500


@dataclass(frozen=True, slots=True)
class TableWishes:
    """The framework that a table is of: a table itself does not say.

    ``key`` is needed, ``title`` for a framework that is new; without ``edition`` the published one
    is corrected. ``kind`` is one of ``framework.models.Framework.Kind``, by default "other".
    """

    key: str
    title: str = ""
    edition: str = ""
    kind: str = ""


@transaction.atomic
def import_table(
    *, path: Path, form: str, wishes: TableWishes, by: User | None, now: datetime
) -> ImportReport:
    """Make a framework's edition what the table in the file ``path`` says, and publish it.

    The table is the whole framework: what is not in it goes. ``form`` is ``"csv"`` or ``"xlsx"``;
    the columns are in docs/framework-interchange.md. Importing the same again writes nothing.

    Raises ``TableFileError`` with all mistakes, ``EditionClosed``, ``EditionBeingWritten``,
    ``NotAllowed``; nothing is then written.
    """
    if by is not None:
        require(by, MANAGE)
    mistakes = Mistakes(path.name)
    rows = read_table(path, form, mistakes)
    framework = Framework.objects.filter(key=wishes.key).first()
    opened = open_edition(_about(wishes, framework, path.name), _label(framework, wishes.edition))
    present = opened.present.roots
    roots = TablePlan(wishes.key, present, mistakes).plan(rows, present)
    _note_taken(roots, rows, opened.version, mistakes)
    mistakes.refuse_any()
    return store_tree(opened, roots, by=by, now=now)


def _about(wishes: TableWishes, framework: Framework | None, file: str) -> About:
    if not _KEY.fullmatch(wishes.key) or len(wishes.key) > _KEY_LIMIT:
        raise TableFileError(
            file,
            "",
            format_lazy(_("“{key}” is not a key of a framework."), key=wishes.key[:80]),
            _("Name it with --key: latin letters, digits and hyphens, at most 60."),
        )
    if framework is None and not wishes.title:
        raise TableFileError(
            file,
            "",
            format_lazy(_("there is no framework “{key}” yet."), key=wishes.key),
            _("Give the new framework its title with --title, or correct the key."),
        )
    if framework is None:
        return About(key=wishes.key, title=wishes.title[:255], kind=wishes.kind or OTHER)
    return About(
        key=framework.key,
        title=wishes.title[:255] or framework.title,
        title_en=framework.title_en,
        kind=wishes.kind or framework.kind,
        language=framework.language,
        publisher=framework.publisher,
        source=framework.source,
        licence=framework.licence,
        extra=framework.extra,
    )


def _label(framework: Framework | None, wish: str) -> str:
    if wish or framework is None:
        return wish[:60] or FIRST_EDITION
    published = framework.versions.filter(status=FrameworkVersion.Status.PUBLISHED).first()
    return published.label if published else FIRST_EDITION


def _note_taken(
    roots: list[PlannedNode], rows: list[TableRow], version: FrameworkVersion, mistakes: Mistakes
) -> None:
    """An identifier belongs to one framework: else a table could put itself in place of another."""
    numbers: dict[UUID, int] = {}
    _number(roots, rows, numbers)
    others = FrameworkNode.objects.exclude(version__framework_id=version.framework_id)
    uuids = list(numbers)
    for start in range(0, len(uuids), _BATCH):
        taken = others.filter(uuid__in=uuids[start : start + _BATCH]).values_list("uuid", flat=True)
        for uuid in taken:
            mistakes.add(
                numbers[uuid],
                "uuid",
                _("a node of another framework has this uuid."),
                _("Empty the cell: the node gets a uuid of its own."),
            )


def _number(nodes: list[PlannedNode], rows: list[TableRow], numbers: dict[UUID, int]) -> None:
    for node, row in zip(nodes, rows, strict=True):
        if node.uuid:
            numbers[node.uuid] = row.number
        _number(node.children, row.children, numbers)
