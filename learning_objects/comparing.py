"""Published objects side by side: facts, topics and stages, with what differs said in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.api import get_tree, node_label
from learning_objects import presenting
from learning_objects.catalogue import hue_of, node_url
from learning_objects.data import COVERS, KIND_LABELS, SCENARIO, VersionView
from learning_objects.licences import licence_name
from learning_objects.plain_text import strip_html
from learning_objects.public_queries import get_versions
from learning_objects.reader_queries import reader_numbers
from learning_objects.usage_queries import usage_this_term_of
from learning_objects.usage_words import tell_usage
from ui.api import format_day, format_minutes

MOST = 3
DOES_LENGTH = 220
COMMON, ONLY_HERE = "common", "only"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said in a cell; ``mark`` says whether others have it too."""

    text: str
    url: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of every object; ``differs`` when they do not say the same."""

    label: str
    cells: tuple[tuple[Line, ...], ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a lesson with the minutes from ``start`` to ``end``."""

    number: int
    title: str
    minutes: int
    start: int
    end: int
    teacher_does: str
    pupils_do: str


@dataclass(frozen=True, slots=True)
class Column:
    """One object of a comparison; ``rows`` and ``stages`` are aligned with the other columns."""

    uuid: UUID
    letter: str
    title: str
    url: str
    hue: int | None
    subject: str
    rows: tuple[tuple[str, tuple[Line, ...], bool], ...]
    stages: tuple[Stage | None, ...]
    total: str
    without_url: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a page of comparison shows; ``missing`` are asked for and not public."""

    columns: tuple[Column, ...]
    differing: int
    missing: int
    longest: int


def compare(uuids: Sequence[UUID], *, today: date, address: Callable[..., str]) -> Comparison:
    """Compare the current versions of at most three objects in the order asked for.

    ``address(uuids)`` gives the address of another comparison. Four queries, whatever is compared.
    """
    found = get_versions(uuids)
    versions = [found[uuid] for uuid in uuids if uuid in found]
    rows = _rows(versions, today)
    stages = list(zip_longest(*(_stages(version) for version in versions)))
    columns = tuple(
        _column(place, version, rows, stages, address(_without(versions, place)))
        for place, version in enumerate(versions)
    )
    return Comparison(
        columns=columns,
        differing=sum(row.differs for row in rows),
        missing=len(set(uuids) - set(found)),
        longest=len(stages),
    )


def _without(versions: list[VersionView], place: int) -> list[UUID]:
    return [version.object_uuid for n, version in enumerate(versions) if n != place]


def _column(
    place: int, version: VersionView, rows: list[Row], stages: list[Any], without_url: str
) -> Column:
    subject = presenting.subject_of_version(version)
    minutes = sum(stage.minutes for stage in _stages(version))
    return Column(
        uuid=version.object_uuid,
        letter=_("ABC")[place],
        title=version.title,
        url=presenting.object_url(version.object_uuid),
        hue=hue_of(subject) if subject else None,
        subject=subject.title if subject else "",
        rows=tuple((row.label, row.cells[place], row.differs) for row in rows),
        stages=tuple(line[place] for line in stages),
        total=format_minutes(minutes) if minutes else "",
        without_url=without_url,
    )


def _rows(versions: list[VersionView], today: date) -> list[Row]:
    uuids = [version.object_uuid for version in versions]
    numbers, used = reader_numbers(uuids), usage_this_term_of(uuids, today=today)
    facts: list[tuple[str, Callable[[VersionView], list[str]]]] = [
        (_("Kind"), lambda one: [str(KIND_LABELS.get(one.kind, one.kind)).capitalize()]),
        (_("Grade"), _grade),
        (_("Outcome"), lambda one: [one.content.get("outcome") or ""]),
        (_("Length"), _length),
        (_("Equipment"), lambda one: (one.content.get("equipment") or "").splitlines()),
        (_("For different pupils"), _differentiation),
        (_("Homework"), lambda one: [_given(one.content.get("homework"))]),
        (_("Teachers' rating"), lambda one: _rating(numbers.get(one.object_uuid))),
        (_("Used"), lambda one: tell_usage(used.get(one.object_uuid, {}), in_term=True)),
        (_("Date of publication"), _freshness),
        (_("Authors"), lambda one: [presenting.initials(item.name) for item in one.authors]),
        (_("Licence"), lambda one: [licence_name(one.licence)]),
        (_("Reviewed"), lambda one: [one.institute_title]),
    ]
    rows = [_row(label, [tell(version) for version in versions]) for label, tell in facts]
    rows.insert(2, _topics(versions))
    return rows


def _row(label: str, said: list[list[str]]) -> Row:
    cells = tuple(tuple(Line(text) for text in lines if text.strip()) for lines in said)
    return Row(label, cells, len({tuple(line.text for line in cell) for cell in cells}) > 1)


def _topics(versions: list[VersionView]) -> Row:
    """Return the topics, each marked as common to all or to be found here only."""
    tree = get_tree()
    sets = [_covered(version) for version in versions]
    shared = set.intersection(*map(set, sets)) if sets else set()
    cells = []
    for uuids in sets:
        nodes = [node for node in map(tree.get, uuids) if node is not None]
        cells.append(
            tuple(
                Line(
                    node_label(node),
                    node_url(node),
                    "" if len(sets) < 2 else COMMON if node.uuid in shared else ONLY_HERE,
                )
                for node in nodes
            )
        )
    return Row(_("Topics"), tuple(cells), any(set(uuids) != shared for uuids in sets))


def _covered(version: VersionView) -> list[UUID]:
    return [topic.node_uuid for topic in version.topics if topic.relation == COVERS]


def _grade(version: VersionView) -> list[str]:
    subject, grade = presenting.subject_and_grade(tuple(_covered(version)))
    words = _("grade %(grade)s") % {"grade": grade} if grade else ""
    return [", ".join(part for part in (subject.title if subject else "", words) if part)]


def _length(version: VersionView) -> list[str]:
    if version.kind != SCENARIO:
        return []
    number = len(_stages(version))
    stages = ngettext("%(number)d stage", "%(number)d stages", number) % {"number": number}
    return [format_minutes(version.length_minutes), stages]


def _differentiation(version: VersionView) -> list[str]:
    parts = (("support", _("there is help")), ("extension", _("there are harder tasks")))
    return [words for name, words in parts if _text(version.content.get(name))]


def _given(markup: str | None) -> str:
    return Truncator(_text(markup)).chars(DOES_LENGTH)


def _rating(numbers: Any) -> list[str]:
    words = presenting.readers_words(numbers)
    return [f"{words['mean']} · {words['counted']}"] if words["ratings"] else []


def _freshness(version: VersionView) -> list[str]:
    number = _("version %(number)d") % {"number": version.number}
    return [format_day(version.published_at), number]


def _stages(version: VersionView) -> list[Stage]:
    made: list[Stage] = []
    start = 0
    for block in version.content.get("body") or []:
        if block["type"] != "stage":
            continue
        value = block["value"]
        minutes = int(value.get("minutes") or 0)
        made.append(
            Stage(
                number=len(made) + 1,
                title=value.get("title") or "",
                minutes=minutes,
                start=start,
                end=start + minutes,
                teacher_does=_given(value.get("teacher_does")),
                pupils_do=_given(value.get("pupils_do")),
            )
        )
        start += minutes
    return made


def _text(markup: str | None) -> str:
    return " ".join(strip_html(markup or "").split())
