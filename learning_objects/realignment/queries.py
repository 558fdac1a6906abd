"""Reads of realignments."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from learning_objects.models import Realignment, RealignmentProposal
from learning_objects.realignment.data import PROPOSED, ProposalView, RealignmentView

_ORPHANS = Q(offered=[])


def list_realignments() -> list[RealignmentView]:
    """Return all realignments, the newest first, with the numbers of their proposals; 2 queries."""
    rows = list(Realignment.objects.all())
    counts: dict[int, dict[str, int]] = {row.pk: {} for row in rows}
    found = RealignmentProposal.objects.order_by().values_list("realignment_id", "state")
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
    )


def proposals_of(
    realignment: UUID, *, state: str = "", orphans: bool | None = None
) -> QuerySet[RealignmentProposal]:
    """Return the proposals, a lazy list for a paginator; :func:`proposal_views` makes a page."""
    rows = RealignmentProposal.objects.filter(realignment__uuid=realignment).order_by("id")
    if state:
        rows = rows.filter(state=state)
    if orphans is not None:
        rows = rows.filter(_ORPHANS) if orphans else rows.exclude(_ORPHANS)
    return rows


def proposal_views(rows: QuerySet[RealignmentProposal]) -> list[ProposalView]:
    """Return ``rows`` (a slice) as values, one query."""
    related = rows.select_related("learning_object__current_version", "decided_by")
    return [_proposal(row) for row in related]


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
    )
