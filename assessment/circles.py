"""Sets of people an item may be shared with; the packages that own those sets tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.api import roles_of, scope_labels
from accounts.data import ORGANISATION_SCOPE
from assessment.data import Circle, CirclesOf
from core.data import Registry

if TYPE_CHECKING:
    from accounts.api import User

circle_providers: Registry[CirclesOf] = Registry("circles of people who share items")


def register_circle(code: str, circles: CirclesOf) -> None:
    """Let ``circles(user)`` list the circles of kind ``code`` that a person belongs to now."""
    circle_providers.register(code, circles)


def circles_of(user: Any) -> list[Circle]:
    """Return every circle that the person belongs to; none of a visitor."""
    if not user.is_authenticated or not user.is_active:
        return []
    return [circle for _code, circles in circle_providers for circle in circles(user)]


def organisations_of(user: User) -> list[Circle]:
    """Return the organisations in which the person has a role."""
    scopes = {role.scope for role in roles_of(user) if role.scope.code == ORGANISATION_SCOPE}
    if not scopes:
        return []
    labels = scope_labels(scopes)
    return [
        Circle(ORGANISATION_SCOPE, scope.uuid, labels.get(scope) or _("organisation"))
        for scope in sorted(scopes, key=lambda scope: str(scope.uuid))
        if scope.uuid is not None
    ]
