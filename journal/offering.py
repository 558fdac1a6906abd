"""Materials of the library for a lesson: ``search`` chooses, the journal gives what it alone knows.

What this class had already, what teachers of this school take, how long the lesson is; and the
reasons in words. A constant number of queries whatever the size of the library and the journal.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.api import get_tree
from journal.data import REASON_LABELS, Offer, Offers
from journal.models import LessonEntry, LessonMaterial
from schedule.api import Lesson
from schedule.data import CANCELLED
from search.api import suggest
from search.data import (
    AT_HOME,
    CHECK,
    EXPLAIN,
    FITS_PURPOSE,
    LONGER,
    PRACTISE,
    TAKEN,
    TAKEN_IN_SCHOOL,
    WELL_RATED,
    LessonProfile,
    LessonReason,
    Selected,
)

# What a school took longer ago says little of its teachers of today.
LOOK_BACK = timedelta(days=3 * 365)


def offers_for(lesson: Lesson, *, now: datetime, wanted: str = "", limit: int = 12) -> Offers:
    """Return materials for the lesson's topic, the best first; none while it has no topic.

    ``wanted`` is a purpose of ``search.data.LESSON_PURPOSES``, or all of them mixed. What is on the
    lesson already is left out; what the class had stands apart, with the day.
    """
    entry = LessonEntry.objects.filter(lesson=lesson, topic_uuid__isnull=False).first()
    if entry is None or entry.topic_uuid is None:
        return Offers()
    topic = entry.topic_uuid
    had = _had(lesson)
    profile = _profile(lesson, topic, had)
    found = suggest([topic], lesson.group.grade, wanted, profile, now=now, limit=limit)
    return Offers(
        tuple(_offer(one, wanted) for one in found.fresh),
        tuple(_offer(one, wanted, had.get(one.card.object_uuid)) for one in found.had),
    )


def _profile(lesson: Lesson, topic: UUID, had: dict[UUID, date]) -> LessonProfile:
    node = get_tree().get(topic)
    used, for_topic = _used_in_school(lesson, topic)
    taken = _standing().filter(lesson=lesson).values_list("object_uuid", flat=True)
    return LessonProfile(
        minutes=max(1, round((lesson.ends_at - lesson.starts_at).total_seconds() / 60)),
        variant=node.variant if node else "",
        had=frozenset(had),
        taken=frozenset(taken),
        used_here=used,
        used_for_topic=for_topic,
    )


def _standing() -> QuerySet[LessonMaterial]:
    return LessonMaterial.objects.filter(removed_at__isnull=True)


def _had(lesson: Lesson) -> dict[UUID, date]:
    """Return what the class (or its whole class) had in this subject before, with the last day."""
    before = Q(lesson__date__lt=lesson.date) | Q(
        lesson__date=lesson.date, lesson__slot__lt=lesson.slot
    )
    groups = [lesson.group_id, lesson.group.parent_id or lesson.group_id]
    rows = (
        _standing()
        .filter(before, lesson__group_id__in=groups, lesson__subject_uuid=lesson.subject_uuid)
        .exclude(lesson__status=CANCELLED)
    )
    return dict(rows.order_by().values_list("object_uuid").annotate(last=Max("lesson__date")))


def _used_in_school(lesson: Lesson, topic: UUID) -> tuple[dict[UUID, int], frozenset[UUID]]:
    """Return how many lessons of the school's subject and grade use each object, and which of the
    objects were taken for the topic (or what stands below it).
    """
    tree = get_tree()
    nodes = {topic, *(node.uuid for node in tree.descend(topic))} if tree.get(topic) else {topic}
    rows = _standing().filter(
        lesson__school_id=lesson.school_id,
        lesson__subject_uuid=lesson.subject_uuid,
        lesson__group__grade=lesson.group.grade,
        lesson__date__gte=lesson.date - LOOK_BACK,
    )
    counted = (
        rows.order_by()
        .values_list("object_uuid")
        .annotate(
            lessons=Count("lesson_id", distinct=True),
            for_topic=Count("id", filter=Q(lesson__entry__topic_uuid__in=nodes)),
        )
    )
    found = list(counted)
    used = {uuid: lessons for uuid, lessons, _topic in found}
    return used, frozenset(uuid for uuid, _lessons, number in found if number)


def _offer(one: Selected, wanted: str, had_on: date | None = None) -> Offer:
    words = [_words(reason, wanted) for reason in one.why]
    return Offer(card=one.card, reason=one.why[0].code, words=tuple(words), had_on=had_on)


def _words(reason: LessonReason, wanted: str) -> str:
    if reason.code in REASON_LABELS:
        return str(REASON_LABELS[reason.code])
    number = round(reason.number)
    if reason.code == FITS_PURPOSE:
        return _purpose_words(wanted)
    if reason.code == TAKEN_IN_SCHOOL:
        words = ngettext(
            "used in %(number)d lesson of your school",
            "used in %(number)d lessons of your school",
            number,
        )
    elif reason.code == TAKEN:
        words = ngettext(
            "used in %(number)d lesson altogether",
            "used in %(number)d lessons altogether",
            number,
        )
    elif reason.code == LONGER:
        words = ngettext(
            "longer than the lesson: %(number)d minute",
            "longer than the lesson: %(number)d minutes",
            number,
        )
    elif reason.code == WELL_RATED:
        return _("rated %(stars)s") % {"stars": number_format(reason.number, 1)}
    else:
        raise ValueError(reason.code)
    return words % {"number": number}


def _purpose_words(wanted: str) -> str:
    words = {
        EXPLAIN: _("good to explain with"),
        PRACTISE: _("good to practise with"),
        CHECK: _("good to check with"),
        AT_HOME: _("good for home"),
    }
    return words[wanted]
