"""From cells to checked rows: every mistake is noted with its row and column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.data import HOURS_LIMIT
from framework.tables.cells import unarmoured
from framework.tables.data import (
    COLUMNS,
    DEPTH_LIMIT,
    KEY_LIMIT,
    KINDS,
    PATH_SEPARATOR,
    ROWS_LIMIT,
    TEXTS,
    TableRow,
)
from framework.tables.errors import Mistakes, TableFileError

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_KEY = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+")
_WHOLE = re.compile(r"[0-9]{1,9}")
_NAMES = {
    name.casefold(): column
    for column, heading in COLUMNS.items()
    for name in (column, heading)
} | {"type": "type_label"}  # fmt: skip
_KINDS = {word: kind for kind, russian in KINDS.items() for word in (kind, russian)}


def read_rows(lines: Iterable[list[str]], file: str, mistakes: Mistakes) -> list[TableRow]:
    """Return the checked rows of a table whose first line is the heading; empty lines are skipped.

    Mistakes of rows are noted in ``mistakes``; raises :class:`TableFileError` for a table that
    has no usable heading or too many rows.
    """
    rows = iter(lines)
    columns = _columns(next(rows, []), file)
    found: list[TableRow] = []
    for number, line in enumerate(islice(rows, ROWS_LIMIT + 1), start=2):
        if number > ROWS_LIMIT + 1:
            raise TableFileError(
                file,
                "",
                format_lazy(_("the table has more than {limit} rows."), limit=ROWS_LIMIT),
                _("Split the framework into several."),
            )
        cells = {column: unarmoured(cell) for column, cell in zip(columns, line, strict=False)}
        if any(cell.strip() for cell in cells.values()):
            found.append(_Reader(number, cells, mistakes).row())
    if not found:
        raise TableFileError(
            file, "", _("the table has no rows."), _("Write one row for each node.")
        )
    return found


def _columns(heading: list[str], file: str) -> list[str]:
    names = [" ".join(name.split()).casefold() for name in heading]
    while names and not names[-1]:
        names.pop()
    unknown = [name for name in names if name not in _NAMES]
    columns = [_NAMES[name] for name in names if name in _NAMES]
    if unknown or len(set(columns)) != len(columns):
        raise _bad_heading(file, unknown or [name for name in names if names.count(name) > 1])
    if "title" not in columns or not {"level", "path"} & set(columns):
        raise TableFileError(
            file,
            _("row 1"),
            _("the heading lacks “title”, or both “level” and “path”."),
            _("Take the heading of the template; a title and one of the two are needed."),
        )
    return columns


def _bad_heading(file: str, names: list[str]) -> TableFileError:
    return TableFileError(
        file,
        _("row 1"),
        format_lazy(
            _("unknown or repeated columns: {names}."), names=", ".join(n[:40] for n in names[:10])
        ),
        format_lazy(
            _("Use each of these at most once: {names}."),
            names=", ".join(f"{column} ({title})" for column, title in COLUMNS.items()),
        ),
    )


class _Reader:
    """Reads the cells of one row."""

    def __init__(self, number: int, cells: dict[str, str], mistakes: Mistakes) -> None:
        self._number, self._cells, self._mistakes = number, cells, mistakes

    def row(self) -> TableRow:
        """Return the row; a cell with a mistake counts as empty."""
        level = self._level()
        kind = self._kind()
        texts = {name: self._text(name, limit) for name, limit in TEXTS.items()}
        if not texts["title"] and kind not in ("", "section"):
            self._refuse(
                "title", _("the title is empty."), _("Write one; only sections may have none.")
            )
        return TableRow(
            number=self._number,
            uuid=self._uuid(),
            key=self._key(),
            level=level,
            path=self._path() if "level" not in self._cells else (),
            kind=kind,
            texts=texts,
            grade=self._whole("grade", 1, 11),
            hours=self._whole("hours", 0, HOURS_LIMIT) or None,
        )

    def _refuse(self, column: str, problem: str | Promise, remedy: str | Promise) -> None:
        self._mistakes.add(self._number, column, problem, remedy)

    def _cell(self, column: str) -> str:
        return self._cells.get(column, "").strip()

    def _level(self) -> int:
        if "level" not in self._cells:
            return 0
        level = self._whole("level", 1, DEPTH_LIMIT)
        if level is None and not self._cell("level"):
            self._refuse(
                "level",
                _("the level is missing."),
                _("Write 1 for an outermost node, 2 for what stands below it, and so on."),
            )
        return level or 1

    def _path(self) -> tuple[str, ...]:
        cell = self._cell("path")
        return tuple(" ".join(part.split()) for part in cell.split(PATH_SEPARATOR)) if cell else ()

    def _kind(self) -> str:
        word = self._cell("kind").casefold()
        if word and word not in _KINDS:
            self._refuse(
                "kind",
                format_lazy(_("the kind “{kind}” is unknown."), kind=word[:40]),
                format_lazy(_("Use one of: {kinds}."), kinds=", ".join(KINDS.values())),
            )
        return _KINDS.get(word, "")

    def _uuid(self) -> UUID | None:
        cell = self._cell("uuid")
        if cell and not _UUID.fullmatch(cell):
            self._refuse(
                "uuid",
                _("a UUID is expected here."),
                _("Leave the cell as it was exported, or empty it for a new node."),
            )
            return None
        return UUID(cell) if cell else None

    def _key(self) -> str:
        cell = self._cell("key")
        if cell and (len(cell) > KEY_LIMIT or not _KEY.fullmatch(cell)):
            self._refuse(
                "key",
                _("this is not a key."),
                _("Leave the cell as it was exported, or empty it for a new node."),
            )
            return ""
        return cell

    def _whole(self, column: str, low: int, high: int) -> int | None:
        cell = self._cell(column)
        if not cell:
            return None
        if not _WHOLE.fullmatch(cell) or not low <= int(cell) <= high:
            self._refuse(
                column,
                format_lazy(
                    _("a whole number from {low} to {high} is expected here."), low=low, high=high
                ),
                _("Write the number in digits alone."),
            )
            return None
        return int(cell)

    def _text(self, column: str, limit: int) -> str:
        text = self._cells.get(column, "")
        text = text.replace("\r\n", "\n").replace("\r", "\n") if column == "content" else text
        text = text.strip() if column == "content" else " ".join(text.split())
        if len(text) > limit:
            self._refuse(
                column,
                format_lazy(
                    _("the text has {length} characters, at most {limit} are possible."),
                    length=len(text),
                    limit=limit,
                ),
                _("Shorten it, or split it into several items."),
            )
            return text[:limit]
        if any(_unwritable(text)):
            self._refuse(
                column,
                _("the text contains a control character."),
                _("Delete the invisible character; it usually comes from copying out of a PDF."),
            )
            return ""
        return text


def _unwritable(text: str) -> Iterator[bool]:
    for character in text:
        if character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs"}:
            yield True
