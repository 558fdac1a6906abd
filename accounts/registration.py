"""What ``accounts`` registers at start-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.managers import LET_IN, may_let_in
from accounts.queries import is_administrator
from accounts.rules import register_rule

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser


def register() -> None:
    """Register the rules and the package's own parts in merging and erasing."""
    from accounts import states  # noqa: F401  (its machine registers itself)
    from accounts.lifecycle import register_erasure, register_merge
    from accounts.parts import erasure_part, merge_part
    from accounts.second_factor import receivers

    register_merge("accounts", merge_part())
    register_erasure("accounts", erasure_part())
    receivers.connect()
    register_rule("accounts.manage_people", may_manage_people)
    register_rule(LET_IN, may_let_in)
    register_rule("accounts.see_person", may_see_person)
    register_rule("accounts.change_profile", may_see_person)


def may_manage_people(user: Person, obj: Any = None) -> bool:
    """Administrators let people in, give roles and suspend."""
    return is_administrator(user)


def may_see_person(user: Person, obj: User) -> bool:
    """A person sees and changes their own particulars, administrators everybody's."""
    return user.pk == obj.pk or is_administrator(user)
