"""What was done to a person, in words."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.data import ROLE_LABELS
from accounts.models import User
from accounts.queries import get_users
from core.api import read_trail

SHOWN = 30

WORDS = {
    "accounts.create_user": _("Account created"),
    "accounts.issue_password": _("One-time password issued"),
    "accounts.update_profile": _("Particulars changed"),
    "accounts.suspend_user": _("Sign-in closed"),
    "accounts.restore_user": _("Sign-in opened again"),
    "accounts.invite": _("Invited"),
    "accounts.revoke_invitation": _("Invitation withdrawn"),
    "accounts.accept_invitation": _("Invitation accepted"),
    "accounts.add_factor": _("Second factor added"),
    "accounts.remove_factor": _("Second factor removed"),
    "accounts.reset_factors": _("Second factors taken away"),
    "accounts.renew_codes": _("New recovery codes made"),
    "accounts.end_sessions": _("Sessions ended"),
    "accounts.connect_sso": _("Single sign-on connected"),
    "accounts.disconnect_sso": _("Single sign-on disconnected"),
    "accounts.set_external_id": _("Number in the single sign-on changed"),
    "accounts.merge": _("Another account merged into this one"),
    "accounts.merged_away": _("Merged into another account"),
    "accounts.erase": _("Personal data erased"),
    "accounts.grant_role": _("Role given"),
    "accounts.revoke_role": _("Role taken away"),
}


def read_person_trail(user: User) -> list[dict[str, Any]]:
    """Return the newest entries of the audit about ``user`` for the timeline, newest first."""
    entries = list(reversed(read_trail(object_uuid=user.uuid, limit=SHOWN)))
    actors = get_users(uuids={entry.actor_uuid for entry in entries if entry.actor_uuid})
    return [
        {
            "when": entry.at,
            "who": str(actors[entry.actor_uuid] if entry.actor_uuid in actors else _("the system")),
            "what": WORDS.get(entry.action, entry.action),
            "text": capfirst(str(ROLE_LABELS.get(entry.data.get("role", ""), ""))),
        }
        for entry in entries
    ]
