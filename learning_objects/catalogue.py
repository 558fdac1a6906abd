"""The catalogue: the framework's tree with the number of materials at each place, for pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from framework.api import get_tree, node_label
from framework.data import (
    ELEMENT,
    FEDERAL,
    GRADE,
    OF_A_SCHOOL,
    SECTION,
    TOPIC,
    FrameworkFacts,
    Node,
    Tree,
)
from learning_objects.counts import get_counts
from learning_objects.data import Counts
from ui.api import subject_hue

ADVANCED = "углублённый"

# What has a page of its own in a school's framework; the rest is shown by its subject or grade.
HAVE_PAGES = (SECTION, TOPIC, ELEMENT)

# Levels of education in the order of a school life; the code is what the framework stores.
LEVELS: dict[str, str | Promise] = {
    "НОО": gettext_lazy("Primary school, grades 1–4"),
    "ООО": gettext_lazy("Basic school, grades 5–9"),
    "СОО": gettext_lazy("Upper school, grades 10–11"),
    "": gettext_lazy("Without a level of education"),
}


@dataclass(frozen=True, slots=True)
class SubjectTile:
    """A subject at one level of education or in one grade, with the number of its materials."""

    title: str
    slug: str
    hue: int
    url: str
    grades: tuple[int, ...]
    materials: int


@dataclass(frozen=True, slots=True)
class GradeCard:
    """One programme of a subject in one grade."""

    node: Node
    number: int
    url: str
    hours: int | None
    materials: int
    variant: str


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in a list."""

    node: Node
    url: str
    materials: int

    @property
    def title(self) -> str:
        """The topic's name; words stand for a missing one."""
        return node_label(self.node)


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section with its topics; ``title`` stands for a missing one in words."""

    node: Node
    title: str
    anchor: str
    materials: int
    topics: list[TopicLine] = field(default_factory=list)


def slug_of(subject: Node) -> str:
    """Return what the address of a subject's page has in its place.

    The federal programmes have the plain name; another framework may have a subject of the same
    name, and says which framework it is.
    """
    name = _name_of(subject)
    return name if subject.framework_key == FEDERAL else f"{subject.framework_key}--{name}"


def hue_of(subject: Node) -> int:
    """Return the hue of a subject: one for its name, in whatever framework it stands."""
    return subject_hue(_name_of(subject))


def _name_of(subject: Node) -> str:
    return subject.key.rsplit("/", 1)[-1]


def find_subject(slug: str) -> Node | None:
    """Return the subject with this part of the address."""
    tree = get_tree()
    subjects = (tree.nodes[uuid] for uuid in tree.subjects)
    return next((subject for subject in subjects if slug_of(subject) == slug), None)


def node_url(node: Node) -> str:
    """Return the address of the page of a node of any kind, in any framework."""
    if not of_a_school(node) or (node.kind in HAVE_PAGES and node.grade is not None):
        return reverse("learning_objects:topic", args=[node.uuid])
    subject = get_tree().subject_of(node.uuid)
    if subject is None:
        return reverse("learning_objects:catalogue")
    if node.kind == GRADE and node.grade is not None:
        return grade_url(subject, node)
    return reverse("learning_objects:subject", args=[slug_of(subject)])


def of_a_school(node: Node) -> bool:
    """Say whether the node's framework is one whose subjects the catalogue shows."""
    facts = get_tree().frameworks.get(node.framework_key)
    return facts is None or facts.kind in OF_A_SCHOOL


def grade_url(subject: Node, grade: Node) -> str:
    """Return the address of a subject's grade; the advanced twin has a parameter."""
    url = reverse("learning_objects:grade", args=[slug_of(subject), grade.grade])
    return f"{url}?variant=advanced" if _is_twin(subject, grade) else url


def _is_twin(subject: Node, grade: Node) -> bool:
    """Say whether this is the advanced one of two programmes in the same grade."""
    others = (node for node in _grades(get_tree(), subject) if node.grade == grade.grade)
    return grade.variant == ADVANCED and any(node.variant != ADVANCED for node in others)


def _grades(tree: Tree, subject: Node) -> Iterator[Node]:
    for programme in tree.children(subject.uuid):
        for node in tree.children(programme.uuid):
            if node.kind == GRADE and node.grade is not None:
                yield node


def subjects_by_level() -> list[tuple[str, list[SubjectTile]]]:
    """Return (name of the level, its subjects) for the levels that have subjects."""
    tree, counts = get_tree(), get_counts()
    found: dict[str, list[SubjectTile]] = {level: [] for level in LEVELS}
    for uuid in tree.subjects:
        subject = tree.nodes[uuid]
        by_level: dict[str, set[int]] = {}
        for node in _grades(tree, subject):
            by_level.setdefault(node.education_level, set()).add(node.grade or 0)
        for level, grades in by_level.items():
            materials = counts.at.get((uuid, level), 0)
            tile = _tile(subject, tuple(sorted(grades)), materials)
            found.setdefault(level, []).append(tile)
    return [(str(LEVELS.get(level, level)), tiles) for level, tiles in found.items() if tiles]


def subjects_of_grade(number: int) -> list[SubjectTile]:
    """Return the subjects taught in a grade, each with the address of that grade."""
    tree, counts = get_tree(), get_counts()
    tiles = []
    for uuid in tree.subjects:
        subject = tree.nodes[uuid]
        if any(node.grade == number for node in _grades(tree, subject)):
            url = reverse("learning_objects:grade", args=[slug_of(subject), number])
            materials = counts.at.get((uuid, number), 0)
            tiles.append(_tile(subject, (number,), materials, url))
    return tiles


def all_subjects() -> list[SubjectTile]:
    """Return every subject once, with all its grades."""
    tree, counts = get_tree(), get_counts()
    return [
        _tile(
            tree.nodes[uuid],
            tuple(sorted({node.grade or 0 for node in _grades(tree, tree.nodes[uuid])})),
            counts.at.get(uuid, 0),
        )
        for uuid in tree.subjects
    ]


def all_grades() -> list[int]:
    """Return the grades that the framework has."""
    tree = get_tree()
    return sorted(
        {node.grade or 0 for uuid in tree.subjects for node in _grades(tree, tree.nodes[uuid])}
    )


def _tile(
    subject: Node, grades: tuple[int, ...], materials: int, url: str | None = None
) -> SubjectTile:
    slug = slug_of(subject)
    address = url or reverse("learning_objects:subject", args=[slug])
    return SubjectTile(subject.title, slug, hue_of(subject), address, grades, materials)


def grade_cards(subject: Node) -> list[tuple[int, list[GradeCard]]]:
    """Return the grades of a subject, each with its programmes, the basic one first."""
    tree, counts = get_tree(), get_counts()
    found: dict[int, list[GradeCard]] = {}
    for node in _grades(tree, subject):
        card = _grade_card(subject, node, counts)
        found.setdefault(card.number, []).append(card)
    return [
        (number, sorted(found[number], key=lambda card: card.variant == ADVANCED))
        for number in sorted(found)
    ]


def _grade_card(subject: Node, node: Node, counts: Counts) -> GradeCard:
    return GradeCard(
        node=node,
        number=node.grade or 0,
        url=grade_url(subject, node),
        hours=node.hours,
        materials=counts.at.get(node.uuid, 0),
        variant=node.variant,
    )


def sections_of(grade: Node) -> list[SectionPart]:
    """Return the sections of a grade with their topics, in order.

    A section without a title is shown by what it is; topics directly under the grade make a
    section of their own.
    """
    tree, counts = get_tree(), get_counts()
    parts: list[SectionPart] = []
    for place, node in enumerate(tree.children(grade.uuid), start=1):
        topics = tree.children(node.uuid) if node.kind == SECTION else (node,)
        parts.append(
            SectionPart(
                node=node,
                title=node_label(node) if node.kind == SECTION else "",
                anchor=f"part-{place}",
                materials=counts.at.get(node.uuid, 0),
                topics=[
                    TopicLine(topic, node_url(topic), counts.at.get(topic.uuid, 0))
                    for topic in topics
                ],
            )
        )
    return parts


def neighbours(node: Node) -> tuple[Node | None, Node | None]:
    """Return the previous and the next node of the same kind in the same grade."""
    tree = get_tree()
    grade = next((item for item in tree.path(node.uuid) if item.kind == GRADE), None)
    if grade is None:
        return None, None
    same = [item for item in tree.descend(grade.uuid) if item.kind == node.kind]
    around = [None, *same, None]
    for before, after in zip(pairwise(around[:-1]), around[2:], strict=True):
        if before[1] is not None and before[1].uuid == node.uuid:
            return before[0], after
    return None, None


def trail(uuid: UUID) -> list[tuple[str, str]]:
    """Return the path to a node as (name, address), from the catalogue down, the node last.

    A programme of a school is left out: its subject and grade say the same. An untitled section is
    left out unless it is the node itself. Other frameworks begin with the list of them.
    """
    path = get_tree().path(uuid)
    if path and not of_a_school(path[0]):
        named = [node for node in path if node.title or node is path[-1]]
        return [*_framework_crumbs(path[0]), *((node_label(n), node_url(n)) for n in named)]
    items = [(_("Catalogue"), reverse("learning_objects:catalogue"))]
    for node in path:
        if node.kind == "programme" or (not node.title and node is not path[-1]):
            continue
        items.append((_trail_label(node), node_url(node)))
    return items


def _framework_crumbs(root: Node) -> list[tuple[str, str]]:
    url = reverse("learning_objects:frameworks")
    facts = get_tree().frameworks[root.framework_key]
    return [(_("Frameworks"), url), (framework_name(facts), f"{url}#{facts.key}")]


def framework_name(facts: FrameworkFacts) -> str:
    """Return the framework's title in the reader's language where it has one."""
    english = (get_language() or "").startswith("en")
    return facts.title_en if english and facts.title_en else facts.title


def _trail_label(node: Node) -> str:
    if node.kind == GRADE and node.variant == ADVANCED:
        return _("%(grade)s, advanced") % {"grade": node.title}
    return node_label(node)


def topics_of(node: Node) -> list[TopicLine]:
    """Return the topics below a section (or elements below a topic) as lines."""
    counts = get_counts()
    return [
        TopicLine(child, node_url(child), counts.at.get(child.uuid, 0))
        for child in get_tree().children(node.uuid)
    ]


def node_and_below(node: Node) -> list[UUID]:
    """Return the uuids of the node and of everything below it."""
    return [item.uuid for item in get_tree().descend(node.uuid)]


def variant_label(variant: str) -> str:
    """Return the level of a programme in words for the reader."""
    if not variant:
        return _("The only programme")
    return _("Advanced level") if variant == ADVANCED else _("Basic level")
