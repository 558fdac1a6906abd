"""REST routes of ``accounts``, mounted by ``cms.rest`` under ``/api/v1/people/``."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.security import django_auth

from accounts.models import User
from accounts.queries import roles_of
from accounts.views.access import signed_in

router = Router(tags=["accounts"])


class RoleOut(Schema):
    """A role with its scope: ``site``, or a code with the uuid of what it is limited to."""

    code: str
    scope: str
    scope_uuid: UUID | None


class PersonOut(Schema):
    """The signed-in person."""

    uuid: UUID
    login: str
    email: str
    last_name: str
    first_name: str
    patronymic: str
    full_name: str
    short_name: str
    language: str
    roles: list[RoleOut]


@router.get("me", response=PersonOut, auth=django_auth, url_name="people_me")
def me(request: HttpRequest) -> PersonOut:
    """Return the signed-in person with their roles; 401 for a visitor."""
    return _describe(signed_in(request))


def _describe(user: User) -> PersonOut:
    roles = [
        RoleOut(code=role.code, scope=role.scope.code, scope_uuid=role.scope.uuid)
        for role in roles_of(user)
    ]
    return PersonOut(
        uuid=user.uuid,
        login=user.username,
        email=user.email,
        last_name=user.last_name,
        first_name=user.first_name,
        patronymic=user.patronymic,
        full_name=user.full_name,
        short_name=user.short_name,
        language=user.language,
        roles=roles,
    )
