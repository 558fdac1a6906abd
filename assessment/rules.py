"""Who may see, try, write and share items of the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, is_administrator, register_rule
from accounts.data import (
    ADMINISTRATOR,
    AUTHOR,
    CHIEF_MODERATOR,
    METHODOLOGIST,
    MODERATOR,
    TEACHER,
)
from assessment.circles import circles_of
from assessment.data import CIRCLE, EVERYBODY, READY
from assessment.states import OWN_ITEM

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from assessment.models import BankItem

    Person = User | AnonymousUser

USE_BANK = "assessment.use_bank"
ADD_ITEM = "assessment.add_item"
SEE_QUESTION = "assessment.see_question"
SEE_KEYS = "assessment.see_keys"
EDIT_ITEM = "assessment.edit_item"


def register_bank_rules() -> None:
    """Register every rule of the bank."""
    register_rule(USE_BANK, may_use_bank)
    register_rule(ADD_ITEM, may_add)
    register_rule(SEE_QUESTION, may_see_question)
    register_rule(SEE_KEYS, may_see_keys)
    register_rule(EDIT_ITEM, may_edit)
    register_rule(OWN_ITEM, may_own)


def may_use_bank(user: Person, obj: Any = None) -> bool:
    """Those who write, teach or review; never a pupil, for items stand there with their keys."""
    return has_role(user, AUTHOR, TEACHER, METHODOLOGIST, MODERATOR, CHIEF_MODERATOR, ADMINISTRATOR)


def may_add(user: Person, obj: Any = None) -> bool:
    """Authors, teachers and methodologists write items."""
    return has_role(user, AUTHOR, TEACHER, METHODOLOGIST)


def may_own(user: Person, obj: BankItem) -> bool:
    """The owner decides what becomes of an item and who sees it."""
    return user.is_authenticated and user.is_active and obj.owner_id == user.pk


def may_edit(user: Person, obj: BankItem) -> bool:
    """The owner, and colleagues whom the owner lets write."""
    return may_own(user, obj) or _is_named(user, obj, may_write=True)


def may_see_keys(user: Person, obj: BankItem) -> bool:
    """Whoever may use the bank and with whom the item is shared; administrators all.

    A draft is seen by its owner and the people named alone.
    """
    if may_own(user, obj) or is_administrator(user) or _is_named(user, obj):
        return True
    if obj.status != READY or not may_use_bank(user):
        return False
    return obj.audience == EVERYBODY or (obj.audience == CIRCLE and _is_in_circle(user, obj))


def may_see_question(user: Person, obj: BankItem) -> bool:
    """Everybody sees the learner's side of a ready item that is shared with everybody."""
    if obj.status == READY and obj.audience == EVERYBODY:
        return True
    return may_see_keys(user, obj)


def _is_named(user: Person, obj: BankItem, **right: bool) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return obj.shares.filter(user_id=user.pk, **right).exists()


def _is_in_circle(user: Person, obj: BankItem) -> bool:
    mine = {(circle.code, circle.uuid) for circle in circles_of(user)}
    return (obj.circle_code, obj.circle_uuid) in mine
