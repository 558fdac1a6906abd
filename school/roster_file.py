"""A list of people as schools have it: a table pasted or uploaded, read without the database.

UTF-8 or Windows-1251; separated by ``;``, ``,`` or tabs; the first line names the columns in
Russian. Every fault names its line and what to do about it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.api import fold
from school.data import ADMINISTRATOR, CLASS_TEACHER, FATHER, HEAD, MOTHER, OTHER, PUPIL, TEACHER

MOST_BYTES = 256 * 1024
MOST_ROWS = 100
LONGEST_VALUE = 150

COLUMNS = {
    "фамилия": "last_name",
    "имя": "first_name",
    "отчество": "patronymic",
    "роль": "role",
    "класс": "class_title",
    "логин": "login",
    "почта": "email",
    "эл. почта": "email",
    "электронная почта": "email",
    "e-mail": "email",
    "ученик": "pupil",
}
REQUIRED = {"last_name": "Фамилия", "first_name": "Имя", "role": "Роль"}
ROLE_WORDS = {
    "ученик": PUPIL,
    "ученица": PUPIL,
    "учитель": TEACHER,
    "классный руководитель": CLASS_TEACHER,
    "руководитель": HEAD,
    "директор": HEAD,
    "завуч": HEAD,
    "администратор": ADMINISTRATOR,
    "администратор школы": ADMINISTRATOR,
}
RELATION_WORDS = {
    "мать": MOTHER,
    "мама": MOTHER,
    "отец": FATHER,
    "папа": FATHER,
    "представитель": OTHER,
    "законный представитель": OTHER,
    "опекун": OTHER,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line (0: the whole file), in words that name the remedy."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person of the list; exactly one of ``role`` and ``relation`` is set."""

    number: int
    last_name: str
    first_name: str
    patronymic: str = ""
    role: str = ""
    relation: str = ""
    class_title: str = ""
    login: str = ""
    email: str = ""
    pupil: str = ""

    @property
    def full_name(self) -> str:
        """Surname, name and patronymic in one line."""
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What was read: the good lines and the faults of the others."""

    lines: tuple[RosterLine, ...] = ()
    faults: tuple[Fault, ...] = field(default=())


def decode_roster(content: bytes) -> str:
    """Return the text of an uploaded file: UTF-8 (with or without a mark), else Windows-1251."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def parse_roster(text: str) -> RosterFile:
    """Read a list; never raises, whatever the text."""
    if len(text.encode("utf-8", errors="replace")) > MOST_BYTES:
        return _only(_("The list is larger than 256 kB. Divide it into several."))
    if "\0" in text:
        return _only(_("This is not a text. Save the table as CSV and choose it again."))
    try:
        rows = _rows(text.lstrip("\ufeff"))
    except csv.Error:
        return _only(_("A quotation mark is opened and not closed. Mend it and try again."))
    return _read(rows)


def _read(rows: list[tuple[int, list[str]]]) -> RosterFile:
    if not rows:
        return _only(_("The list is empty. Put the names of the columns into the first line."))
    columns, faults = _columns(rows[0][1])
    if faults:
        return RosterFile(faults=tuple(faults))
    people = rows[1:]
    if not people:
        return _only(_("There is nobody under the names of the columns."))
    if len(people) > MOST_ROWS:
        words = _("The list has more than %(most)d people. Divide it into several.")
        return _only(words % {"most": MOST_ROWS})
    return _people(columns, people)


def _only(words: str) -> RosterFile:
    return RosterFile(faults=(Fault(0, words),))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return (line number, cells) of the lines that are not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [
        (reader.line_num, [" ".join(cell.split()) for cell in cells])
        for cells in reader
        if any(cell.strip() for cell in cells)
    ]


def _columns(header: list[str]) -> tuple[list[str], list[Fault]]:
    """Return the field of each column, and what is wrong with the first line."""
    fields = [COLUMNS.get(fold(name), "") for name in header]
    unknown = [name for name, found in zip(header, fields, strict=True) if name and not found]
    missing = [label for name, label in REQUIRED.items() if name not in fields]
    named = [name for name in fields if name]
    faults = []
    if unknown:
        words = _("Unknown column: %(names)s. Known are: %(known)s.")
        known = "Фамилия, Имя, Отчество, Роль, Класс, Логин, Почта, Ученик"
        faults.append(Fault(1, words % {"names": ", ".join(unknown)[:200], "known": known}))
    if missing:
        words = _("The first line lacks a column: %(names)s. Add it.")
        faults.append(Fault(1, words % {"names": ", ".join(missing)}))
    if len(named) != len(set(named)):
        faults.append(Fault(1, _("A column stands twice. Leave one of them.")))
    return fields, faults


def _people(columns: list[str], rows: list[tuple[int, list[str]]]) -> RosterFile:
    lines, faults = [], []
    for number, cells in rows:
        values = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        words = _shape_fault(columns, cells) or _value_fault(values)
        if words:
            faults.append(Fault(number, words))
        else:
            lines.append(_line(number, values))
    return RosterFile(tuple(lines), tuple(faults))


def _shape_fault(columns: list[str], cells: list[str]) -> str:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        return _("There are more values than columns. Check the separators.")
    if any(len(cell) > LONGEST_VALUE for cell in cells):
        return _("A value is longer than 150 characters. Shorten it.")
    return ""


def _value_fault(values: dict[str, str]) -> str:
    lacking = [label for name, label in REQUIRED.items() if not values.get(name)]
    if lacking:
        return _("Fill in: %(names)s.") % {"names": ", ".join(lacking)}
    word = fold(values["role"])
    role, relation = ROLE_WORDS.get(word), RELATION_WORDS.get(word)
    if not role and not relation:
        known = "ученик, учитель, классный руководитель, завуч, администратор, мать, отец, "
        words = _("Unknown role “%(role)s”. Write one of: %(known)s.")
        return words % {"role": values["role"], "known": f"{known}представитель"}
    if role in {PUPIL, CLASS_TEACHER} and not values.get("class_title"):
        return _("Write the class, for example 8Б.")
    if relation and not values.get("pupil"):
        return _("Write the pupil's full name in the column “Ученик”.")
    return ""


def _line(number: int, values: dict[str, str]) -> RosterLine:
    word = fold(values["role"])
    facts = {name: value for name, value in values.items() if name != "role"}
    return RosterLine(
        number=number,
        role=ROLE_WORDS.get(word, ""),
        relation=RELATION_WORDS.get(word, ""),
        **facts,
    )
