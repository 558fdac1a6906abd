"""A notice in words: made when it is read, in the language of the reader."""

from __future__ import annotations

import logging

from django.utils.translation import gettext as _

from notices.data import NoticeKind, NoticeView
from notices.kinds import fill, kinds
from notices.models import Notice

logger = logging.getLogger(__name__)
UNKNOWN = NoticeKind("", "")


def view_of(notice: Notice) -> NoticeView:
    """Return ``notice`` in words.

    A kind that nobody registers any more, or old data that its words no longer fit, must not take
    the whole page away: such a notice says that something happened, and leads to its place.
    """
    kind = kinds.get(notice.code) if notice.code in kinds else UNKNOWN
    try:
        title, text = fill(kind.title, notice.data), fill(kind.text, notice.data)
    except Exception as error:
        logger.warning("notice %s cannot be put in words: %r", notice.code, error)
        title, text = "", ""
    return NoticeView(
        uuid=notice.uuid,
        code=notice.code,
        group=kind.group,
        title=title or _("A notice of a part of the library that has changed since"),
        text=text,
        icon=kind.icon,
        url=notice.url,
        created_at=notice.created_at,
        read_at=notice.read_at,
    )
