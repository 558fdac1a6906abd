"""Pages of ``notices``."""

from notices.views.reading import follow, notices, read_all, read_one, undo, unread_one

__all__ = ["follow", "notices", "read_all", "read_one", "undo", "unread_one"]
