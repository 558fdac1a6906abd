"""What the tree of an edition should look like: planned nodes, their keys and their renames.

Pure functions; ``framework.actions.importing`` reads the present nodes and writes the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from core.api import fold, sort_key
from framework.data import ADVANCED, BASIC, FEDERAL, GRADE, PROGRAMME, SECTION, SUBJECT, TOPIC
from framework.frp.data import LEVELS, VARIANTS, Grade, Programme, Section
from framework.keys import free_key, slug

ROOT_KEY = FEDERAL
SUBJECT_SLUG, SECTION_SLUG, TOPIC_SLUG = 50, 60, 80
# Two titles at least this alike (0–1, difflib) under one parent are one node, renamed.
ALIKE = 0.75

_VARIANT_SLUGS = {"": "", BASIC: "-bazovyj", ADVANCED: "-uglublennyj"}
_LEVEL_SLUGS = {"НОО": "noo", "ООО": "ooo", "СОО": "soo"}
_VARIANT_WORDS = {"": "", BASIC: " (базовый уровень)", ADVANCED: " (углублённый уровень)"}


@dataclass(slots=True)
class PlannedNode:
    """A node as it should be; ``key`` is empty until :func:`assign_keys` has run.

    ``uuid`` is ``None`` where it follows from the key.
    """

    kind: str
    title: str
    name: str = ""
    hours: int | None = None
    content: str = ""
    grade: int | None = None
    education_level: str = ""
    variant: str = ""
    source: str = ""
    key: str = ""
    uuid: UUID | None = None
    title_en: str = ""
    code: str = ""
    type_label: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    children: list[PlannedNode] = field(default_factory=list)

    def walk(self) -> Iterator[PlannedNode]:
        """Yield the node and everything below it, depth first, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def plan_programmes(programmes: Iterable[Programme]) -> list[PlannedNode]:
    """Return one planned subject for each subject of ``programmes``, without keys."""
    subjects: dict[str, PlannedNode] = {}
    for programme in programmes:
        subject = subjects.setdefault(
            programme.subject,
            PlannedNode(SUBJECT, programme.subject, slug(programme.subject, SUBJECT_SLUG)),
        )
        subject.children.append(_programme(programme))
    return in_order(subjects.values())


def in_order(subjects: Iterable[PlannedNode]) -> list[PlannedNode]:
    """Return the subjects by the Russian alphabet, their programmes by level and variant."""
    ordered = sorted(subjects, key=lambda node: sort_key(node.title))
    levels, variants = list(LEVELS), list(VARIANTS)
    for subject in ordered:
        subject.children.sort(
            key=lambda node: (levels.index(node.education_level), variants.index(node.variant))
        )
    return ordered


def add_absent(wanted: list[PlannedNode], present: list[PlannedNode]) -> list[PlannedNode]:
    """Return ``wanted`` and, unchanged, every present programme that ``wanted`` does not name."""
    subjects = {subject.name: subject for subject in wanted}
    for old in present:
        subject = subjects.setdefault(old.name, PlannedNode(SUBJECT, old.title, old.name))
        named = {node.name for node in subject.children}
        subject.children += [node for node in old.children if node.name not in named]
    return in_order(subjects.values())


def assign_keys(
    wanted: list[PlannedNode], present: list[PlannedNode], parent: str = ROOT_KEY
) -> None:
    """Give every wanted node its key; a renamed node keeps the key that it has at present.

    Nodes meet by key first. What is left under the same parent meets by likeness of title, so
    that a corrected title does not cut the links of everything that was placed on the topic.
    """
    old = {node.key: node for node in present}
    keys: set[str] = set()
    for node in wanted:
        node.key = free_key(parent, node.name, keys)
        keys.add(node.key)
    fresh = [node for node in wanted if node.key not in old]
    gone = [node for node in present if node.key not in keys]
    for node, like in _renamed(fresh, gone):
        node.key = like.key
    for node in wanted:
        former = old.get(node.key)
        if former is not None:
            node.uuid = node.uuid or former.uuid
        assign_keys(node.children, former.children if former else [], node.key)


def _renamed(
    fresh: list[PlannedNode], gone: list[PlannedNode]
) -> Iterator[tuple[PlannedNode, PlannedNode]]:
    pairs = sorted(
        (-likeness, i, j)
        for i, new in enumerate(fresh)
        for j, old in enumerate(gone)
        if (likeness := _likeness(new, old)) >= ALIKE
    )
    used_new: set[int] = set()
    used_old: set[int] = set()
    for _distance, i, j in pairs:
        if i not in used_new and j not in used_old:
            used_new.add(i)
            used_old.add(j)
            yield fresh[i], gone[j]


def _likeness(new: PlannedNode, old: PlannedNode) -> float:
    if new.kind != old.kind or new.kind not in (SECTION, TOPIC) or not new.title or not old.title:
        return 0.0
    return SequenceMatcher(None, fold(new.title), fold(old.title), autojunk=False).ratio()


def _programme(programme: Programme) -> PlannedNode:
    hours = [grade.hours for grade in programme.grades if grade.hours is not None]
    numbers = [grade.number for grade in programme.grades]
    years = f"{numbers[0]} класс" if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]} классы"
    return PlannedNode(
        kind=PROGRAMME,
        title=f"{programme.subject}. {years}{_VARIANT_WORDS[programme.variant]}",
        name=_LEVEL_SLUGS[programme.level] + _VARIANT_SLUGS[programme.variant],
        hours=sum(hours) if hours else None,
        education_level=programme.level,
        variant=programme.variant,
        source=programme.source,
        children=[_grade(programme, grade) for grade in programme.grades],
    )


def _grade(programme: Programme, grade: Grade) -> PlannedNode:
    return PlannedNode(
        kind=GRADE,
        title=f"{grade.number} класс",
        name=str(grade.number),
        hours=grade.hours,
        grade=grade.number,
        education_level=programme.level,
        variant=programme.variant,
        children=[_section(programme, grade, section) for section in grade.sections],
    )


def _section(programme: Programme, grade: Grade, section: Section) -> PlannedNode:
    place = {
        "grade": grade.number,
        "education_level": programme.level,
        "variant": programme.variant,
    }
    return PlannedNode(
        kind=SECTION,
        title=section.title,
        name=slug(section.title, SECTION_SLUG),
        hours=section.hours,
        children=[
            PlannedNode(
                kind=TOPIC,
                title=topic.title,
                name=slug(topic.title, TOPIC_SLUG),
                hours=topic.hours,
                content=topic.content,
                **place,  # type: ignore[arg-type]
            )
            for topic in section.topics
        ],
        **place,  # type: ignore[arg-type]
    )
