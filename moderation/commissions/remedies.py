"""What a methodologist can do about a gap of the coverage map: call for authors."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.api import User, may
from learning_objects.data import GapKey, Remedy
from moderation.commissions.data import ALIVE, DRAFT
from moderation.commissions.states import MANAGE
from moderation.models import Commission


def find_remedies(
    user: User, subject: UUID, gaps: Sequence[GapKey]
) -> dict[GapKey, Sequence[Remedy]]:
    """Return for each gap the calls that stand for it, else the way to a new one; one query."""
    if not may(user, MANAGE, subject):
        return {}
    rows = Commission.objects.filter(subject_uuid=subject, state__in=(DRAFT, *ALIVE))
    standing: dict[GapKey, list[Remedy]] = {}
    for node, kind, uuid, title in rows.order_by("id").values_list(
        "node_uuid", "kind", "uuid", "title"
    ):
        call = Remedy(title, reverse("calls:call", args=[uuid]), begins=False)
        standing.setdefault((node, kind), []).append(call)
    new = reverse("calls:create")
    return {
        (node, kind): standing.get((node, kind))
        or [Remedy(_("Call authors"), f"{new}?{urlencode({'node': node, 'kind': kind})}")]
        for node, kind in gaps
    }
