"""What methodologists say to each other about nodes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User, require
from framework.models import Framework, NodeComment
from framework.states import MANAGE

LONGEST_COMMENT = 2000


class CommentRefused(ValueError):
    """The comment is empty or too long."""


@transaction.atomic
def write_comment(
    *, framework: UUID, node: UUID, text: str, by: User, now: datetime
) -> NodeComment:
    """Leave a comment at the node. Raises :class:`CommentRefused`, ``NotAllowed``."""
    require(by, MANAGE)
    words = text.strip()
    if not words or len(words) > LONGEST_COMMENT:
        raise CommentRefused
    owner = Framework.objects.get(uuid=framework)
    return NodeComment.objects.create(
        framework=owner, node_uuid=node, author=by, text=words, written_at=now
    )


@transaction.atomic
def settle_comment(*, uuid: UUID, by: User, now: datetime) -> bool:
    """Mark the comment as settled; returns whether it was open. Raises ``NotAllowed``."""
    require(by, MANAGE)
    open_ones = NodeComment.objects.filter(uuid=uuid, settled_at__isnull=True)
    return bool(open_ones.update(settled_at=now, settled_by=by))
