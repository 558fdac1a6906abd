"""The topic that comes next: from the last lesson of the same group and subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from framework.api import get_tree, node_label, path_labels
from framework.data import GRADE, TOPIC, Node
from journal.data import TopicSuggestion
from journal.models import LessonEntry
from schedule.api import Lesson
from schedule.data import CANCELLED

SEPARATOR = " · "


def suggest_topics(lesson: Lesson) -> list[TopicSuggestion]:
    """Return topics to take, the likeliest first: go on with the last one, then the one after it.

    A topic is gone on with while fewer lessons were given to it than the programme gives hours. A
    group that had no topic yet gets the first one of each programme of its grade. Two queries at
    most.
    """
    last = _former(lesson).first()
    node = get_tree().get(last.topic_uuid) if last and last.topic_uuid else None
    if node is None:
        return [_suggest(first, _("the programme begins")) for first in _first_topics(lesson)]
    return list(_after(node, lesson))


def _former(lesson: Lesson) -> QuerySet[LessonEntry]:
    """Return the entries with a topic of former lessons of the group and subject, last first."""
    before = Q(lesson__date__lt=lesson.date) | Q(
        lesson__date=lesson.date, lesson__slot__lt=lesson.slot
    )
    return (
        LessonEntry.objects.filter(
            before,
            lesson__group_id=lesson.group_id,
            lesson__subject_uuid=lesson.subject_uuid,
            topic_uuid__isnull=False,
        )
        .exclude(lesson__status=CANCELLED)
        .order_by("-lesson__date", "-lesson__slot")
    )


def _after(node: Node, lesson: Lesson) -> Iterator[TopicSuggestion]:
    if node.kind == TOPIC and node.hours:
        given = _former(lesson).filter(topic_uuid=node.uuid).count()
        if given < node.hours:
            words = _("go on: lesson %(number)d of %(hours)d") % {
                "number": given + 1,
                "hours": node.hours,
            }
            yield _suggest(node, words)
    following = _following(node)
    if following:
        yield _suggest(following, _("next in the programme"))


def _following(node: Node) -> Node | None:
    """Return the first topic after ``node`` in its programme's grade; for a section its first."""
    tree = get_tree()
    grade = next((step for step in tree.path(node.uuid) if step.kind == GRADE), None)
    if grade is None:
        return None
    order = list(tree.descend(grade.uuid))
    place = next(i for i, each in enumerate(order) if each.uuid == node.uuid)
    return next((each for each in order[place + 1 :] if each.kind == TOPIC), None)


def _first_topics(lesson: Lesson) -> Iterator[Node]:
    """Yield the first topic of the group's grade in every programme of the subject."""
    for grade in grades_of(lesson.subject_uuid, lesson.group.grade):
        topics = (each for each in get_tree().descend(grade.uuid) if each.kind == TOPIC)
        yield from list(topics)[:1]


def grades_of(subject: UUID, number: int) -> list[Node]:
    """Return the nodes of one grade in all programmes of a subject, the basic one first."""
    tree = get_tree()
    if tree.get(subject) is None:
        return []
    nodes: Any = tree.descend(subject)
    return [node for node in nodes if node.kind == GRADE and node.grade == number]


def _suggest(node: Node, words: str) -> TopicSuggestion:
    path = SEPARATOR.join(path_labels(node.uuid)[1:-1])
    return TopicSuggestion(uuid=node.uuid, title=node_label(node), path=path, words=words)
