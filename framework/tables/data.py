"""The template of a table: its columns, their names, its limits, and a row as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from framework.data import ELEMENT, GRADE, PROGRAMME, SECTION, SUBJECT, TOPIC

SIZE_LIMIT = 20 * 1024 * 1024
UNPACKED_LIMIT = 200 * 1024 * 1024
ROWS_LIMIT = 100_000
COLUMNS_LIMIT = 40
DEPTH_LIMIT = 12
KEY_LIMIT = 255
CELL_OF_A_WORKBOOK = 32_767

# Column → the heading that is written; readers take either, in any case.
COLUMNS = {
    "uuid": "uuid",
    "key": "ключ",
    "level": "уровень",
    "path": "путь",
    "kind": "вид",
    "type_label": "название вида",
    "code": "код",
    "title": "название",
    "title_en": "название на английском",
    "grade": "класс",
    "hours": "часы",
    "content": "содержание",
}
WRITTEN = tuple(name for name in COLUMNS if name != "path")
PATH_SEPARATOR = "|"

# Column → the most characters that its cells hold.
TEXTS = {
    "code": 60,
    "type_label": 100,
    "title": 700,
    "title_en": 700,
    "content": 200_000,
}
KINDS = {
    SUBJECT: "предмет",
    PROGRAMME: "программа",
    "level": "уровень",
    GRADE: "класс",
    SECTION: "раздел",
    TOPIC: "тема",
    ELEMENT: "элемент",
}


@dataclass(slots=True)
class TableRow:
    """A checked row; ``number`` as a spreadsheet counts, ``kind`` empty where it is to be found.

    ``level`` is 1 for an outermost node, 0 where ``path`` (titles from the outermost down to the
    node above) says the place instead.
    """

    number: int
    uuid: UUID | None
    key: str
    level: int
    path: tuple[str, ...]
    kind: str
    texts: dict[str, str]
    grade: int | None
    hours: int | None
    children: list[TableRow] = field(default_factory=list)
