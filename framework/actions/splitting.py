"""Splitting a node that somebody looked at before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User, require
from framework.actions.drafting import draft_to_edit
from framework.actions.editing import EditRefused, NodeText, check_seen, node_of
from framework.actions.joining import split_node
from framework.models import FrameworkNode
from framework.states import MANAGE


@transaction.atomic
def split_as_seen(
    *,
    version: UUID,
    node: UUID,
    parts: Sequence[NodeText],
    by: User,
    now: datetime,
    seen: str = "",
) -> list[FrameworkNode]:
    """Split the node into ``parts``; the first is the node itself. Return the others.

    The node keeps its code and its content as they are now. ``seen`` is as for ``change_node``.
    Raises ``EditRefused``, ``NotADraft``, ``NotAllowed``.
    """
    require(by, MANAGE)
    row = node_of(draft_to_edit(version), node)
    check_seen(row, seen)
    if len(parts) < 2:
        raise EditRefused("few")
    first = parts[0]
    keep = NodeText(first.title, first.title_en, row.code, first.hours, row.content)
    return split_node(version=version, node=node, parts=parts[1:], keep=keep, by=by, now=now)
