"""Proposing where objects of an older edition stand in the new one, and deciding it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from accounts.api import User, may
from core.api import acknowledge, emit, pending, record
from framework.api import changes_of, edition_title, ended_nodes, get_tree
from framework.data import CHANGED_TOPIC as FRAMEWORK_CHANGED
from framework.data import PUBLISHED_TOPIC as FRAMEWORK_PUBLISHED
from framework.data import SPLIT, ChangeView
from learning_objects.actions.counting import move_set
from learning_objects.actions.creation import OBJECT
from learning_objects.data import COVERS, REALIGNED_TOPIC
from learning_objects.models import (
    LearningObject,
    Realignment,
    RealignmentProposal,
    VersionTopic,
)
from learning_objects.realignment.data import ACCEPTED, CONSUMER, OUTDATED, PROPOSED
from learning_objects.realignment.placement import Topics, on_offer, replaced
from learning_objects.realignment.states import MACHINE, REALIGN
from learning_objects.realignment.telling import Moved, tell_moved
from learning_objects.topic_sets import covered_by, nodes_text

logger = logging.getLogger(__name__)

_BATCH = 500
_EVENTS = 200
_OF_FRAMEWORKS = (FRAMEWORK_PUBLISHED, FRAMEWORK_CHANGED)


class WrongChoice(ValueError):
    """Nothing was chosen, or a node that no published framework has."""


@dataclass(slots=True)
class _Ending:
    """What the edition says of one former node."""

    change: str
    title: str
    path: str
    confidence: Decimal
    offered: list[str] = field(default_factory=list)


def follow_framework(*, now: datetime) -> int:
    """Take what the outbox says of editions and of versions; returns how many events are done.

    One event that fails is logged and waits; the others go on. Several may do this at once.
    """
    with transaction.atomic():
        items = pending(consumer=CONSUMER, limit=_EVENTS)
    done = 0
    editions = [item for item in items if item.topic in _OF_FRAMEWORKS]
    for item in editions:
        done += _take({item.pk: item.key}, partial(propose, edition=UUID(item.key), now=now))
    versions = [item for item in items if item.topic not in _OF_FRAMEWORKS]
    if versions:
        objects = {UUID(item.key) for item in versions}
        events = {item.pk: item.key for item in versions}
        done += _take(events, partial(propose_for, objects=objects, now=now))
    return done


def _take(events: dict[int, str], act: Callable[[], object]) -> int:
    """Do ``act`` for ``events`` (id → key) and acknowledge them, together or not at all."""
    try:
        with transaction.atomic():
            act()
            return acknowledge(ids=list(events))
    except Exception:
        logger.exception("realignment: %s waits", ", ".join(list(events.values())[:10]))
        return 0


@transaction.atomic
def propose(*, edition: UUID, now: datetime) -> int:
    """Make a proposal for every link of a published object whose node the edition ended or split.

    Looks only at the lines of the change map that are new since the last time. Returns how many
    proposals are new.
    """
    known = Realignment.objects.select_for_update().filter(edition=edition).first()
    lines = list(changes_of(edition, after=known.seen_change if known else 0))
    endings = _endings(lines)
    if not endings:
        return 0
    row = known or _realignment_of(edition, now)
    row.seen_change = lines[-1].number
    row.save()
    before = row.proposals.count()
    formers = list(endings)
    for start in range(0, len(formers), _BATCH):
        _add_proposals(row, {uuid: endings[uuid] for uuid in formers[start : start + _BATCH]})
    _outdate()
    return row.proposals.count() - before


@transaction.atomic
def propose_for(*, objects: Collection[UUID], now: datetime) -> int:
    """Make a proposal for the links of versions that were published on nodes which have ended.

    They were in review when the edition came, or their authors took up an older draft. Three
    queries when no node has ended.
    """
    tree = get_tree()
    links = VersionTopic.objects.filter(
        version__learning_object__uuid__in=objects,
        version__learning_object__current_version_id=F("version_id"),
    )
    nodes = set(links.values_list("node_uuid", flat=True))
    gone = [uuid for uuid in nodes if tree.get(uuid) is None and uuid in tree.former]
    made = 0
    for edition, lines in ended_nodes(gone).items():
        row = _realignment_of(edition, now)
        before = row.proposals.count()
        _add_proposals(row, _endings(lines), objects)
        made += row.proposals.count() - before
    return made


def _realignment_of(edition: UUID, now: datetime) -> Realignment:
    row, _made = Realignment.objects.get_or_create(
        edition=edition, defaults={"title": edition_title(edition), "made_at": now}
    )
    return Realignment.objects.select_for_update().get(pk=row.pk)


@transaction.atomic
def accept(
    *, proposal: UUID, by: User, now: datetime, chosen: Sequence[UUID] | None = None
) -> bool:
    """Let the object stand at ``chosen`` (by default all that is offered) instead.

    Returns ``False`` when the proposal is outdated, which it is then. Raises :class:`WrongChoice`,
    ``TransitionRefused``.
    """
    moved = put(proposal=proposal, by=by, now=now, chosen=chosen)
    tell_moved([moved] if moved else [], now=now)
    return moved is not None


@transaction.atomic
def put(
    *, proposal: UUID, by: User, now: datetime, chosen: Sequence[UUID] | None = None
) -> Moved | None:
    """Do what :func:`accept` does, and leave the authors to be told by the caller."""
    row, item = _lock(proposal)
    target = MACHINE.check("accept", state=row.state, subject=row, allowed=may(by, REALIGN)).target
    version = item.current_version
    if version is None or not _is_current(row, item):
        # A declined one was decided on; only what waits is out of date.
        if row.state == PROPOSED:
            row.state = MACHINE.check("outdate", state=row.state, subject=row).target
            row.save(update_fields=["state"])
        return None
    tree = get_tree()
    wanted = list(chosen) if chosen is not None else on_offer(tree, row.offered)
    if not wanted or any(tree.get(uuid) is None for uuid in wanted):
        raise WrongChoice
    _decide(row, target, [str(uuid) for uuid in wanted], by, now)
    _settle(item, row.number, now)
    return Moved(item.pk, item.uuid, version.title, row.realignment_id, tuple(wanted))


@transaction.atomic
def decline(*, proposal: UUID, by: User, now: datetime) -> None:
    """Leave the link as it is: at a node that the present edition does not have."""
    row, _item = _lock(proposal)
    allowed = may(by, REALIGN)
    target = MACHINE.check("decline", state=row.state, subject=row, allowed=allowed).target
    _decide(row, target, [], by, now)


@transaction.atomic
def roll_back(*, proposal: UUID, by: User, now: datetime) -> None:
    """Take the decision back; the object stands again where its other proposals put it."""
    row, item = _lock(proposal)
    allowed = may(by, REALIGN)
    target = MACHINE.check("roll_back", state=row.state, subject=row, allowed=allowed).target
    _decide(row, target, [], by, now)
    if _is_current(row, item):
        _settle(item, row.number, now)


def _endings(lines: Iterable[ChangeView]) -> dict[UUID, _Ending]:
    """Return what becomes of each node whose links cannot stay as they are."""
    found: dict[UUID, _Ending] = {}
    for line in lines:
        if line.former is None or (line.former == line.present and line.kind != SPLIT):
            continue
        ending = found.setdefault(
            line.former,
            _Ending(line.kind, line.title_before, "\n".join(line.path_before), line.confidence),
        )
        ending.confidence = min(ending.confidence, line.confidence)
        if line.present is not None:
            ending.offered.append(str(line.present))
    return found


def _add_proposals(
    row: Realignment, endings: dict[UUID, _Ending], objects: Collection[UUID] | None = None
) -> None:
    """Withdrawn objects have theirs too: they may be offered again."""
    found = VersionTopic.objects.filter(
        node_uuid__in=list(endings),
        version__learning_object__current_version_id=F("version_id"),
    )
    if objects is not None:
        found = found.filter(version__learning_object__uuid__in=objects)
    links = found.values_list(
        "version__learning_object_id", "version__number", "node_uuid", "relation"
    )
    proposals = (
        RealignmentProposal(
            realignment=row,
            learning_object_id=item,
            number=number,
            former=former,
            relation=relation,
            change=endings[former].change,
            title_before=endings[former].title,
            path_before=endings[former].path,
            offered=endings[former].offered,
            confidence=endings[former].confidence,
        )
        for item, number, former, relation in links.iterator(chunk_size=2000)
    )
    RealignmentProposal.objects.bulk_create(proposals, _BATCH, ignore_conflicts=True)


def _outdate() -> None:
    """End the open proposals about versions that are not the current ones any more."""
    stale = ~Q(learning_object__current_version__number=F("number"))
    ids = RealignmentProposal.objects.filter(stale, state=PROPOSED).values("id")
    RealignmentProposal.objects.filter(id__in=ids).update(state=OUTDATED)


def _lock(proposal: UUID) -> tuple[RealignmentProposal, LearningObject]:
    """Lock the object first: all decisions about one object follow each other."""
    owner = RealignmentProposal.objects.values_list("learning_object_id", flat=True)
    item = LearningObject.objects.select_for_update().get(pk=owner.get(uuid=proposal))
    row = RealignmentProposal.objects.select_for_update().get(uuid=proposal)
    return row, item


def _is_current(row: RealignmentProposal, item: LearningObject) -> bool:
    version = item.current_version
    return version is not None and version.number == row.number


def _decide(
    row: RealignmentProposal, state: str, chosen: list[str], by: User, now: datetime
) -> None:
    row.state, row.chosen = state, chosen
    row.decided_by, row.decided_at = (None, None) if state == PROPOSED else (by, now)
    row.save(update_fields=["state", "chosen", "decided_by", "decided_at"])
    record(
        action="learning_objects.realign",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=row.learning_object.uuid,
        now=now,
        data={"state": state, "former": str(row.former), "chosen": chosen},
    )


def _settle(item: LearningObject, number: int, now: datetime) -> None:
    """Put the current version where its accepted proposals say, and tell who keeps an index."""
    version = item.current_version
    if version is None:
        return
    published: Topics = [
        {"node_uuid": topic["node_uuid"], "relation": topic["relation"]}
        for topic in version.content["topics"]
    ]
    topics = published
    accepted = RealignmentProposal.objects.filter(
        learning_object=item, number=number, state=ACCEPTED
    ).order_by("id")
    for row in accepted:
        topics = replaced(topics, str(row.former), row.relation, row.chosen)
    item.placed = {"number": number, "topics": topics} if topics != published else None
    item.save(update_fields=["placed"])
    before = covered_by(version.pk)
    VersionTopic.objects.filter(version=version).delete()
    VersionTopic.objects.bulk_create(
        VersionTopic(
            version=version,
            node_uuid=topic["node_uuid"],
            relation=topic["relation"],
            position=place,
        )
        for place, topic in enumerate(topics)
    )
    if item.withdrawn_at is not None:
        return  # nothing is counted or indexed of it; restoring it reads where it stands
    covered = (UUID(topic["node_uuid"]) for topic in topics if topic["relation"] == COVERS)
    move_set(before, nodes_text(covered))
    emit(topic=REALIGNED_TOPIC, key=str(item.uuid), now=now, payload={"number": number})
