"""Pages of ``notices``."""

from notices.views.mail import mail_settings, stop
from notices.views.reading import follow, notices, read_all, read_one, undo, unread_one

__all__ = [
    "follow",
    "mail_settings",
    "notices",
    "read_all",
    "read_one",
    "stop",
    "undo",
    "unread_one",
]
