"""Reads of realignments."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Value, When

from learning_objects.models import Realignment, RealignmentProposal
from learning_objects.realignment.data import PROPOSED, ProposalView, RealignmentView

_ORPHANS = Q(offered=[])
# What a version or an object holds and no list shows: a page of proposals would read megabytes.
_UNREAD = (
    *(f"learning_object__current_version__{name}" for name in ("content", "authors", "text")),
    "learning_object__body",
    "learning_object__key_points",
    "learning_object__misconceptions",
    "learning_object__keywords",
    "learning_object__planned_results",
    "learning_object__support",
    "learning_object__extension",
    "learning_object__homework",
)


def list_realignments() -> list[RealignmentView]:
    """Return all realignments, the newest first, with the numbers of their proposals; 2 queries."""
    return _views(list(Realignment.objects.all()))


def get_realignment(uuid: UUID) -> RealignmentView | None:
    """Return one realignment with its numbers; 2 queries."""
    return next(iter(_views(list(Realignment.objects.filter(uuid=uuid)))), None)


def _views(rows: Sequence[Realignment]) -> list[RealignmentView]:
    counts: dict[int, dict[str, int]] = {row.pk: {} for row in rows}
    mine = RealignmentProposal.objects.filter(realignment__in=list(counts)).order_by()
    found = mine.values_list("realignment_id", "state")
    counted = found.annotate(number=Count("id"), orphans=Count("id", filter=_ORPHANS))
    for pk, state, number, orphans in counted:
        counts[pk][state] = number
        counts[pk][f"orphans_{state}"] = orphans
    return [_view(row, counts[row.pk]) for row in rows]


def _view(row: Realignment, counts: dict[str, int]) -> RealignmentView:
    orphans = counts.get(f"orphans_{PROPOSED}", 0)
    by_state = {state: n for state, n in counts.items() if not state.startswith("orphans_")}
    return RealignmentView(
        uuid=row.uuid,
        title=row.title,
        made_at=row.made_at,
        orphans=orphans,
        ready=counts.get(PROPOSED, 0) - orphans,
        by_state=by_state,
        work=row.work,
        total=row.work_total,
        beat=row.work_beat,
    )


def proposals_of(
    realignment: UUID, *, state: str = "", change: str = "", orphans: bool | None = None
) -> QuerySet[RealignmentProposal]:
    """Return the proposals, orphans first: a lazy list for a paginator.

    :func:`proposal_views` makes a page of it.
    """
    rows = RealignmentProposal.objects.filter(realignment__uuid=realignment)
    rows = rows.order_by(Case(When(_ORPHANS, then=Value(0)), default=Value(1)), "id")
    if state:
        rows = rows.filter(state=state)
    if change:
        rows = rows.filter(change=change)
    if orphans is not None:
        rows = rows.filter(_ORPHANS) if orphans else rows.exclude(_ORPHANS)
    return rows


def proposal_views(rows: QuerySet[RealignmentProposal]) -> list[ProposalView]:
    """Return ``rows`` (a slice) as values, one query."""
    related = rows.select_related("learning_object__current_version", "decided_by")
    return [_proposal(row) for row in related.defer(*_UNREAD)]


def _proposal(row: RealignmentProposal) -> ProposalView:
    item = row.learning_object
    version = item.current_version
    return ProposalView(
        uuid=row.uuid,
        object_uuid=item.uuid,
        title=version.title if version else item.title,
        kind=item.kind,
        former=row.former,
        relation=row.relation,
        change=row.change,
        title_before=row.title_before,
        path_before=tuple(filter(None, row.path_before.split("\n"))),
        offered=tuple(map(UUID, row.offered)),
        chosen=tuple(map(UUID, row.chosen)),
        confidence=row.confidence,
        state=row.state,
        decided_by=row.decided_by.get_full_name() if row.decided_by else "",
        decided_at=row.decided_at,
        is_current=bool(version and version.number == row.number) and item.withdrawn_at is None,
    )


def realignment_of(proposal: UUID) -> UUID | None:
    """Return the realignment that a proposal belongs to."""
    found = RealignmentProposal.objects.filter(uuid=proposal)
    return found.values_list("realignment__uuid", flat=True).first()
