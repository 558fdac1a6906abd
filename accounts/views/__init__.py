"""Pages of ``accounts``."""

from accounts.views.joining import join, join_by_link, password_expired
from accounts.views.lifecycle import (
    erase,
    invite,
    merge,
    number,
    reset_second_factor,
    withdraw,
)
from accounts.views.people import create_person, people, person
from accounts.views.person_changes import grant, issue, restore, revoke, suspend
from accounts.views.profile import profile
from accounts.views.security import (
    download_codes,
    end_one,
    end_others,
    recovery_codes,
    security,
    sessions,
)

__all__ = [
    "create_person",
    "download_codes",
    "end_one",
    "end_others",
    "erase",
    "grant",
    "invite",
    "issue",
    "join",
    "join_by_link",
    "merge",
    "number",
    "password_expired",
    "people",
    "person",
    "profile",
    "recovery_codes",
    "reset_second_factor",
    "restore",
    "revoke",
    "security",
    "sessions",
    "suspend",
    "withdraw",
]
