"""The door of ``notices``."""

from notices.actions.preparing import prepare_digests
from notices.actions.purging import purge_notices
from notices.actions.reading import mark_all_read, mark_read, mark_unread, undo_reading
from notices.actions.sending import send_digests
from notices.actions.telling import notify
from notices.bell import read_bell
from notices.kinds import register_group, register_notice
from notices.queries import unread_count

__all__ = [
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "notify",
    "prepare_digests",
    "purge_notices",
    "read_bell",
    "register_group",
    "register_notice",
    "send_digests",
    "undo_reading",
    "unread_count",
]
