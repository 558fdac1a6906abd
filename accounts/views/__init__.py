"""Pages of ``accounts``."""

from accounts.views.people import create_person, people, person
from accounts.views.person_changes import grant, issue, restore, revoke, suspend
from accounts.views.profile import profile

__all__ = [
    "create_person",
    "grant",
    "issue",
    "people",
    "person",
    "profile",
    "restore",
    "revoke",
    "suspend",
]
