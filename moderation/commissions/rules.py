"""Who may do what with calls for authors.

Methodologists manage the calls of their subjects; whoever writes sees what is open and applies.
Nobody applies for a call that they could manage, and nobody decides about a part of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from accounts.api import has_role, may, register_rule
from accounts.data import METHODOLOGIST
from moderation.commissions import states
from moderation.models import Commission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from moderation.models import Taking

    Person = User | AnonymousUser

SEE_CALLS = "moderation.see_calls"
SEE_CALL = "moderation.see_call"
APPLY = "moderation.apply"
SEE_TAKING = "moderation.see_taking"


def register_rules() -> None:
    """Register every rule of commissioning."""
    register_rule(SEE_CALLS, may_see_calls)
    register_rule(SEE_CALL, may_see_call)
    register_rule(APPLY, may_apply)
    register_rule(SEE_TAKING, may_see_taking)
    register_rule(states.MANAGE, may_manage)
    register_rule(states.DECIDE, may_decide)
    register_rule(states.OWN, may_own)


def may_see_calls(user: Person, obj: Any = None) -> bool:
    """Whoever writes for the library."""
    return may(user, "learning_objects.create")


def may_see_call(user: Person, commission: Commission) -> bool:
    """Whoever writes sees what was opened once; drafts are the methodologists' own."""
    opened = commission.opened_at is not None
    return (opened and may_see_calls(user)) or may_manage(user, commission)


def may_manage(user: Person, obj: Commission | UUID | None = None) -> bool:
    """A methodologist of the call's subject; without a call or a subject, of any."""
    subject = obj.subject_uuid if isinstance(obj, Commission) else obj
    return has_role(user, METHODOLOGIST, subject=subject)


def may_apply(user: Person, commission: Commission) -> bool:
    """Whoever writes, but never who could choose the authors of this call."""
    return may_see_calls(user) and not may_manage(user, commission)


def may_decide(user: Person, taking: Taking) -> bool:
    """A methodologist of the subject, about other people's parts."""
    return may_manage(user, taking.commission) and taking.author_id != user.pk


def may_own(user: Person, taking: Taking) -> bool:
    """The author whose part it is."""
    return may_see_calls(user) and taking.author_id == user.pk


def may_see_taking(user: Person, taking: Taking) -> bool:
    """The author and the methodologists of the subject; plans are nobody else's business."""
    return may_own(user, taking) or may_manage(user, taking.commission)
