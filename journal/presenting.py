"""Lessons and materials in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator

from framework.api import get_node, get_tree, node_label, path_labels
from journal.data import AT_HOME, AT_LESSON, PURPOSE_LABELS, LessonView, MaterialView, Offer
from journal.models import LessonEntry
from learning_objects.api import version_url
from learning_objects.data import KIND_LABELS
from schedule.api import Lesson
from schedule.data import CANCELLED, HELD, STATUS_LABELS
from ui.api import subject_hue

PATH_SEPARATOR = " · "
SNIPPET_LENGTH = 180


def lesson_view(lesson: Lesson) -> LessonView:
    """Return a lesson (with school, group and teacher) in words; no query."""
    zone = lesson.school.zone
    return LessonView(
        uuid=lesson.uuid,
        url=lesson_url(lesson.uuid),
        subject=lesson.subject_title,
        hue=hue_of(lesson.subject_uuid),
        group=lesson.group.title,
        school=str(lesson.school),
        teacher=lesson.teacher.short_name,
        day=lesson.date,
        slot=lesson.slot,
        starts=lesson.starts_at.astimezone(zone),
        ends=lesson.ends_at.astimezone(zone),
        room=lesson.room,
        cancelled=lesson.status == CANCELLED,
        held=lesson.status == HELD,
        status=str(STATUS_LABELS[lesson.status]),
        status_code=lesson.status,
    )


def lesson_url(uuid: UUID) -> str:
    """Return the address of a lesson's page."""
    return reverse("journal:lesson", args=[uuid])


def preview_url(lesson: Lesson, object_uuid: UUID, number: int) -> str:
    """Return the address where a version is looked at before it is taken."""
    return reverse("journal:preview", args=[lesson.uuid, object_uuid, number])


def hue_of(subject_uuid: UUID) -> int:
    """Return the colour that the subject has everywhere in the library."""
    node = get_node(subject_uuid)
    return subject_hue(node.key.rsplit("/", 1)[-1] if node else str(subject_uuid))


@dataclass(frozen=True, slots=True)
class TopicView:
    """The topic of a lesson: ``url`` is empty when the framework no longer has it."""

    title: str
    path: str
    url: str


def topic_view(entry: LessonEntry | None) -> TopicView | None:
    """Return the topic in words of today's framework, in those of the journal when it is lost."""
    if entry is None or entry.topic_uuid is None:
        return None
    node = get_tree().get(entry.topic_uuid)
    if node is None:
        return TopicView(entry.topic_title, "", "")
    path = PATH_SEPARATOR.join(path_labels(node.uuid)[1:-1])
    return TopicView(node_label(node), path, reverse("learning_objects:topic", args=[node.uuid]))


def theme_of(entry: LessonEntry | None) -> str:
    """Return what the lesson is about in one line: the teacher's words, else the topic."""
    return (entry.theme or entry.topic_title) if entry else ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The materials of one purpose; ``also_there`` are objects of the other shelf too."""

    purpose: str
    label: str
    items: tuple[MaterialView, ...]
    other: str
    other_label: str
    also_there: frozenset[UUID]


def shelves_of(materials: list[MaterialView]) -> list[Shelf]:
    """Return the materials by purpose, at the lesson first; empty shelves too."""
    return [
        Shelf(
            purpose=purpose,
            label=str(PURPOSE_LABELS[purpose]),
            items=tuple(item for item in materials if item.purpose == purpose),
            other=other,
            other_label=str(PURPOSE_LABELS[other]),
            also_there=frozenset(item.object_uuid for item in materials if item.purpose == other),
        )
        for purpose, other in ((AT_LESSON, AT_HOME), (AT_HOME, AT_LESSON))
    ]


def offer_hits(offers: Iterable[Offer], lesson: Lesson, wanted: str = "") -> list[dict[str, Any]]:
    """Return offers as the list of materials to take shows them."""
    return [
        {
            "object_uuid": offer.card.object_uuid,
            "number": offer.card.number,
            "title": offer.card.title,
            "title_html": offer.card.title,
            "url": version_url(offer.card.object_uuid, offer.card.number),
            "preview_url": preview_url(lesson, offer.card.object_uuid, offer.card.number)
            + (f"?for={wanted}" if wanted else ""),
            "kind_label": KIND_LABELS.get(offer.card.kind, offer.card.kind),
            "snippet": Truncator(offer.card.summary).chars(SNIPPET_LENGTH),
            "words": offer.words,
            "had_on": offer.had_on,
            "taken": set(),
        }
        for offer in offers
    ]


def weekday_of(day: date) -> str:
    """Return "Wednesday, 25 November" in the reader's language."""
    return f"{date_format(day, 'l')}, {date_format(day, 'j E')}"
