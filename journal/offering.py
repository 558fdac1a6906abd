"""Materials of the library for the topic of a lesson, each with the reason why.

A constant number of queries whatever the size of the library: the nodes come from the tree in
memory, and of every reason the database gives a handful, the most used first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import ngettext

from core.api import fold
from framework.api import get_tree
from framework.data import TOPIC, Node
from journal.data import (
    LEADS_HERE,
    NEIGHBOUR,
    PREREQUISITE,
    REASON_LABELS,
    REASONS,
    SAME_TOPIC,
    TWIN_TOPIC,
    USED_HERE,
    Offer,
)
from journal.models import LessonEntry, LessonMaterial
from learning_objects.api import (
    cards,
    most_used_first,
    needed_before,
    public_cards,
    usage_of,
    versions_on_nodes,
)
from learning_objects.data import NEXT, VersionCard
from schedule.api import Lesson

# How many of one reason are looked at; a page shows fewer.
OF_ONE_REASON = 24


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The topic of a lesson and what stands around it in the programmes."""

    own: frozenset[UUID]
    twins: frozenset[UUID]
    neighbours: frozenset[UUID]


def offers_for(lesson: Lesson, *, limit: int = 12) -> list[Offer]:
    """Return materials for the lesson's topic, the best first; none while it has no topic.

    Ranked by reason, then by lessons of this school and of all that use them, kinds mixed. What
    is on the lesson already is left out.
    """
    entry = LessonEntry.objects.filter(lesson=lesson, topic_uuid__isnull=False).first()
    if entry is None or entry.topic_uuid is None:
        return []
    nodes = _nodes_around(entry.topic_uuid)
    found = _find(lesson, nodes)
    taken = set(_standing().filter(lesson=lesson).values_list("object_uuid", flat=True))
    shown = {uuid: pair for uuid, pair in found.items() if uuid not in taken}
    return _rank(lesson, shown)[:limit]


def _find(lesson: Lesson, nodes: _Nodes) -> dict[UUID, tuple[VersionCard, str]]:
    """Return cards with their best reason, by object."""
    found: dict[UUID, tuple[VersionCard, str]] = {}
    covering = _some(versions_on_nodes(nodes.own | nodes.twins))
    for card in covering:
        own = not nodes.own.isdisjoint(card.topics)
        _note(found, [card], SAME_TOPIC if own else TWIN_TOPIC)
    _note(found, public_cards(_used_here(lesson, nodes)), USED_HERE)
    _note(found, _some(versions_on_nodes(needed_before(nodes.own))), PREREQUISITE)
    _note(found, _some(versions_on_nodes(nodes.own, NEXT)), LEADS_HERE)
    _note(found, _some(versions_on_nodes(nodes.neighbours)), NEIGHBOUR)
    return found


def _some(versions: QuerySet) -> tuple[VersionCard, ...]:  # type: ignore[type-arg]
    return cards(most_used_first(versions)[:OF_ONE_REASON])


def _note(
    found: dict[UUID, tuple[VersionCard, str]], some: Iterable[VersionCard], reason: str
) -> None:
    for card in some:
        found.setdefault(card.object_uuid, (card, reason))


def _standing() -> QuerySet[LessonMaterial]:
    return LessonMaterial.objects.filter(removed_at__isnull=True)


def _used_here(lesson: Lesson, nodes: _Nodes) -> list[UUID]:
    """Return what teachers of this school took for the topic, wherever the authors put it."""
    rows = _standing().filter(
        lesson__school_id=lesson.school_id, lesson__entry__topic_uuid__in=list(nodes.own)
    )
    counted = rows.values_list("object_uuid").annotate(lessons=Count("lesson_id", distinct=True))
    ordered = counted.order_by("-lessons", "object_uuid")[:OF_ONE_REASON]
    return [uuid for uuid, _lessons in ordered]


def _rank(lesson: Lesson, found: dict[UUID, tuple[VersionCard, str]]) -> list[Offer]:
    used = usage_of(found)
    here = _lessons_here(lesson, found)
    offers = [
        Offer(
            card=card,
            reason=reason,
            words=_words(reason, here.get(uuid, 0), used.get(uuid, 0)),
            used_in_school=here.get(uuid, 0),
            used=used.get(uuid, 0),
        )
        for uuid, (card, reason) in found.items()
    ]
    offers.sort(key=lambda offer: (-offer.used_in_school, -offer.used))
    ranked: list[Offer] = []
    for reason in REASONS:
        ranked += _mix([offer for offer in offers if offer.reason == reason])
    return ranked


def _lessons_here(lesson: Lesson, uuids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many lessons of this school use each object."""
    rows = _standing().filter(lesson__school_id=lesson.school_id, object_uuid__in=list(uuids))
    counted = rows.values_list("object_uuid").annotate(lessons=Count("lesson_id", distinct=True))
    return dict(counted.order_by())


def _words(reason: str, here: int, everywhere: int) -> tuple[str, ...]:
    words = [str(REASON_LABELS[reason])]
    if here:
        words.append(
            ngettext(
                "used in %(number)d lesson of your school",
                "used in %(number)d lessons of your school",
                here,
            )
            % {"number": here}
        )
    if everywhere > here:
        words.append(
            ngettext(
                "used in %(number)d lesson altogether",
                "used in %(number)d lessons altogether",
                everywhere,
            )
            % {"number": everywhere}
        )
    return tuple(words)


def _mix(offers: list[Offer]) -> list[Offer]:
    """Return the offers with their kinds taking turns; within a kind the order stays."""
    turn: dict[str, int] = {}
    placed = []
    for place, offer in enumerate(offers):
        round_number = turn[offer.card.kind] = turn.get(offer.card.kind, 0) + 1
        placed.append((round_number, place, offer))
    return [offer for _round, _place, offer in sorted(placed, key=lambda item: item[:2])]


def _nodes_around(topic: UUID) -> _Nodes:
    tree = get_tree()
    node = tree.get(topic)
    if node is None:
        # An edition ended the topic: what it goes on as, and what was never moved on.
        onwards = (each.uuid for now in tree.present(topic) for each in tree.descend(now))
        return _Nodes(frozenset({topic, *onwards}), frozenset(), frozenset())
    own = frozenset(each.uuid for each in tree.descend(topic))
    beside = tree.children(node.parent) if node.parent and node.kind == TOPIC else ()
    near = frozenset(each.uuid for each in beside) - own
    return _Nodes(own, frozenset(_twins(node)) - own, near)


def _twins(node: Node) -> Iterable[UUID]:
    """Yield the nodes of the same name and grade in the subject's other programmes."""
    tree = get_tree()
    subject = tree.subject_of(node.uuid)
    if subject is None or not node.title:
        return
    name = fold(node.title)
    for other in tree.descend(subject.uuid):
        same = other.kind == node.kind and other.grade == node.grade and fold(other.title) == name
        if same and other.variant != node.variant:
            yield other.uuid
