"""REST routes of ``school``, mounted by ``cms.rest`` under ``/api/v1/schools/``."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User
from core.api import now
from school.queries import places_now, schools_now

router = Router(tags=["schools"], auth=django_auth)


class PlaceOut(Schema):
    """One role in the school today; ``group_uuid`` is the class of pupils and class teachers."""

    role: str
    group_uuid: UUID | None


class SchoolOut(Schema):
    """A school of the signed-in person with what they are there."""

    uuid: UUID
    key: str
    title: str
    time_zone: str
    places: list[PlaceOut]


@router.get("mine", response=list[SchoolOut], url_name="schools_mine")
def mine(request: HttpRequest) -> list[SchoolOut]:
    """Return the schools where the signed-in person has a place today; 401 for a visitor."""
    if not isinstance(request.user, User):
        raise HttpError(401, "Unauthorized")
    moment = now()
    places = places_now(request.user, now=moment)
    return [
        SchoolOut(
            uuid=school.uuid,
            key=school.key,
            title=school.title,
            time_zone=school.time_zone,
            places=[
                PlaceOut(role=place.role, group_uuid=place.group_uuid)
                for place in places
                if place.school_uuid == school.uuid
            ],
        )
        for school in schools_now(request.user, now=moment)
    ]
