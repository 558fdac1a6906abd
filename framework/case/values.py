"""Checked access to the values of a CASE package: every refusal names file, place and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.case import members as shapes
from framework.case.data import (
    NAME_LIMIT,
    NESTING_LIMIT,
    TEXT_LIMIT,
    UNKNOWN_MEMBER,
    WHOLE_LIMIT,
    Members,
    Notes,
)
from framework.case.errors import CaseFileError
from framework.case.members import Member, Table

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
# A name of one's own in the vocabularies that 1.1 lets everybody extend.
OWN_NAME = re.compile(r"ext:[a-zA-Z0-9._-]+", re.ASCII)
# What no database and no spreadsheet takes: control characters but tab and line ends, half pairs.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def as_uuid(text: Any) -> UUID | None:
    """Return the uuid that ``text`` is in the form with hyphens, or ``None``."""
    return UUID(text) if isinstance(text, str) and _UUID.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class CaseValue:
    """A decoded JSON value with its file, its JSON path, and where to note what is left out."""

    raw: Any
    file: str
    notes: Notes
    place: str = "$"

    def refuse(self, problem: str | Promise, remedy: str | Promise) -> CaseFileError:
        """Return the error for this place."""
        return CaseFileError(self.file, self.place, problem, remedy)

    def at(self, name: str) -> CaseValue:
        """Return the member ``name``; its value is ``None`` where it is missing."""
        if not isinstance(self.raw, dict):
            raise self.refuse(
                _("an object in braces is expected here."),
                _("Compare the place with the CASE specification."),
            )
        return CaseValue(self.raw.get(name), self.file, self.notes, f"{self.place}.{name}")

    def items(self, limit: int) -> Iterator[CaseValue]:
        """Yield the items of a list of at most ``limit``; a missing list is an empty one."""
        if self.raw is None:
            return
        if not isinstance(self.raw, list):
            raise self.refuse(
                _("a list in square brackets is expected here."),
                _("Put the items into square brackets, even a single one."),
            )
        if len(self.raw) > limit:
            raise self.refuse(
                format_lazy(
                    _("the list has {number} entries, at most {limit} are possible."),
                    number=len(self.raw),
                    limit=limit,
                ),
                _("Split the framework into several."),
            )
        for number, raw in enumerate(self.raw):
            yield CaseValue(raw, self.file, self.notes, f"{self.place}[{number}]")

    def text(self) -> str:
        """Return a text."""
        if not isinstance(self.raw, str):
            raise self.refuse(
                _("a text in quotes is expected here."), _("Put the value into double quotes.")
            )
        return self.raw

    def uuid(self) -> UUID:
        """Return a uuid."""
        found = as_uuid(self.raw)
        if found is None:
            raise self.refuse(
                _("a UUID is expected here."),
                _("Write it as 8-4-4-4-12 hexadecimal digits; each object has its own."),
            )
        return found

    def read(self, table: Table) -> Members:
        """Return the members that ``table`` knows, checked; names of the others are noted."""
        self.at("identifier")  # refuses what is not an object
        found: Members = {}
        for name, raw in self.raw.items():
            member = table.get(name)
            if name in _OF_ITS_PLACE:
                continue
            if member is None:
                self.notes.add(UNKNOWN_MEMBER, _plain_place(f"{self.place}.{name}"))
            elif member.shape == shapes.TEXT and isinstance(raw, str):
                found[name] = raw  # most members are: no need to know the place of each
            elif raw is not None and not (raw == "" and member.shape in _EMPTY_IS_NONE):
                found[name] = self.at(name).member(member)
        return found

    def member(self, member: Member) -> Any:
        """Return the value as the shape of ``member`` wants it."""
        if member.shape == shapes.PARTS:
            return [part.read(member.parts) for part in self.items(TEXT_LIMIT)]
        return _SHAPES[member.shape](self)


# Links to the package around; they are made anew on the way out.
_OF_ITS_PLACE = frozenset({"CFDocumentURI", "CFPackageURI"})
_EMPTY_IS_NONE = frozenset({shapes.DATE, shapes.MOMENT, shapes.LINK})


def _plain_place(place: str) -> str:
    """Return the place without numbers, so that a thousand equal ones are told as one."""
    return re.sub(r"\[\d+\]", "[]", place)


def _texts(value: CaseValue) -> list[str]:
    """A single text counts as a list of one: CASE 1.0 allows both."""
    if isinstance(value.raw, str):
        return [value.raw]
    return [item.text() for item in value.items(TEXT_LIMIT)]


def _moment(value: CaseValue) -> str:
    """A moment without a zone counts as UTC; what is one already stays as it is written."""
    text = value.text().strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is not None:
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        for form in (text, zoned.isoformat()):
            if _MOMENT.fullmatch(form):
                return form
    raise value.refuse(
        _("a date with time is expected here."), _("Write it like 2026-09-01T09:00:00+03:00.")
    )


def _date(value: CaseValue) -> str:
    """A date with a time counts by its day: CASE 1.0 allows both."""
    text = value.text().strip()
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise value.refuse(_("a date is expected here."), _("Write it like 2026-09-01.")) from None


def _whole(value: CaseValue) -> int:
    if type(value.raw) is float and value.raw.is_integer():
        return int(value.raw)
    if type(value.raw) is not int:
        raise value.refuse(
            _("a whole number is expected here."),
            _("Write the number in digits, without quotes and without a fraction."),
        )
    return value.raw


def _number(value: CaseValue) -> float | int:
    if type(value.raw) not in (int, float):
        raise value.refuse(
            _("a number is expected here."), _("Write the number in digits, without quotes.")
        )
    number: float | int = value.raw
    return number


def _object(value: CaseValue) -> Members:
    value.at("")  # refuses what is not an object
    found: Members = value.raw
    return found


def _objects(value: CaseValue) -> list[Members]:
    return [_object(item) for item in value.items(TEXT_LIMIT)]


def _link(value: CaseValue) -> Members:
    return {
        "title": _link_text(value, "title"),
        "identifier": str(value.at("identifier").uuid()),
        "uri": _link_text(value, "uri"),
    }


def _links(value: CaseValue) -> list[Members]:
    return [_link(item) for item in value.items(TEXT_LIMIT)]


def _end(value: CaseValue) -> Members:
    """An end of an association: its identifier may be any text, for what is outside CASE."""
    identifier = value.at("identifier").text()
    known = as_uuid(identifier)
    found: Members = {
        "title": _link_text(value, "title"),
        "identifier": str(known) if known else identifier,
        "uri": _link_text(value, "uri"),
    }
    target = value.raw.get("targetType")
    if isinstance(target, str) and (target == "CASE" or OWN_NAME.fullmatch(target)):
        found["targetType"] = target
    elif target is not None:
        value.notes.add(UNKNOWN_MEMBER, _plain_place(f"{value.place}.targetType"))
    return found


def _link_text(value: CaseValue, name: str) -> str:
    raw = value.raw.get(name)
    if isinstance(raw, str):
        return raw
    return "" if raw is None else value.at(name).text()


_SHAPES: dict[str, Callable[[CaseValue], Any]] = {
    shapes.TEXT: CaseValue.text,
    shapes.TEXTS: _texts,
    shapes.UUID_TEXT: lambda value: str(value.uuid()),
    shapes.DATE: _date,
    shapes.MOMENT: _moment,
    shapes.WHOLE: _whole,
    shapes.NUMBER: _number,
    shapes.OBJECT: _object,
    shapes.LIST: _objects,
    shapes.LINK: _link,
    shapes.LINKS: _links,
    shapes.END: _end,
}


def check_bounds(root: CaseValue) -> None:
    """Refuse texts that are too long or cannot be written, huge numbers, and deep nesting.

    Looks at everything once, so that what the library keeps without reading it is bounded, too.
    """
    stack: list[tuple[Any, str, int]] = [(root.raw, root.place, 0)]
    while stack:
        raw, place, depth = stack.pop()
        if isinstance(raw, str):
            if len(raw) > TEXT_LIMIT or _UNWRITABLE.search(raw):
                raise _bad_text(raw, replace(root, place=place), TEXT_LIMIT)
        elif isinstance(raw, dict | list):
            if depth >= NESTING_LIMIT:
                raise replace(root, place=place).refuse(
                    _("objects are nested too deeply here."),
                    _("Compare the place with the CASE specification."),
                )
            stack += reversed(list(_within(raw, root, place, depth + 1)))
        elif type(raw) is int and abs(raw) > WHOLE_LIMIT:
            here = replace(root, place=place)
            raise here.refuse(_("the number is too large."), _("Check the number."))


def _within(
    raw: dict[str, Any] | list[Any], root: CaseValue, place: str, depth: int
) -> Iterator[tuple[Any, str, int]]:
    if isinstance(raw, list):
        yield from ((item, f"{place}[{n}]", depth) for n, item in enumerate(raw))
        return
    for name, item in raw.items():
        if len(name) > NAME_LIMIT or _UNWRITABLE.search(name):
            raise _bad_text(name, replace(root, place=place), NAME_LIMIT)
        yield item, f"{place}.{name}", depth


def _bad_text(text: str, here: CaseValue, limit: int) -> CaseFileError:
    if len(text) > limit:
        return here.refuse(
            format_lazy(
                _("the text has {length} characters, at most {limit} are possible."),
                length=len(text),
                limit=limit,
            ),
            _("Shorten it, or split it into several items."),
        )
    return here.refuse(
        _("the text contains a control character."),
        _("Delete the invisible character; it usually comes from copying out of a PDF."),
    )
