"""From the rows of a table to its tree."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.api import fold
from framework.tables.data import DEPTH_LIMIT, TableRow
from framework.tables.errors import Mistakes


def build_tree(rows: list[TableRow], mistakes: Mistakes) -> list[TableRow]:
    """Return the outermost rows with their children; rows without a place are noted.

    A row stands below the last row before it of the level above, or below the row before it that
    its path leads to.
    """
    roots: list[TableRow] = []
    branch: list[TableRow] = []
    by_path: dict[tuple[str, ...], TableRow] = {}
    for row in rows:
        if row.level:
            _by_level(row, roots, branch, mistakes)
        else:
            _by_path(row, roots, by_path, mistakes)
    return roots


def _by_level(
    row: TableRow, roots: list[TableRow], branch: list[TableRow], mistakes: Mistakes
) -> None:
    if row.level > len(branch) + 1:
        mistakes.add(
            row.number,
            "level",
            format_lazy(
                _("level {level} comes right after level {before}."),
                level=row.level,
                before=len(branch),
            ),
            _("A level may be at most one deeper than the row above."),
        )
        row.level = len(branch) + 1
    del branch[row.level - 1 :]
    (branch[-1].children if branch else roots).append(row)
    branch.append(row)


def _by_path(
    row: TableRow,
    roots: list[TableRow],
    by_path: dict[tuple[str, ...], TableRow],
    mistakes: Mistakes,
) -> None:
    way = tuple(fold(title) for title in row.path)
    above = by_path.get(way) if way else None
    if way and above is None:
        mistakes.add(
            row.number,
            "path",
            _("no row above has this path."),
            _("Write the titles above it as they stand there, with | between them."),
        )
    if len(way) >= DEPTH_LIMIT:
        mistakes.add(
            row.number,
            "path",
            format_lazy(_("the tree is deeper than {limit} levels."), limit=DEPTH_LIMIT),
            _("Let the items of the innermost levels stand higher up."),
        )
    (above.children if above else roots).append(row)
    by_path[(*way, fold(row.texts["title"]))] = row
