"""What the views share: who may be here, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.api import User, may
from accounts.errors import NotAllowed
from core.api import now
from core.errors import TransitionRefused
from schedule.actions.lessons import NoBell, NotOnStaff
from schedule.clashes import Clash
from schedule.data import GROUP_CLASH, PUPILS_CLASH, ROOM_CLASH, LessonOn
from schedule.models import Lesson
from schedule.queries import get_lesson
from schedule.rules import SEE_GROUP
from schedule.states import PLAN
from schedule.wording import REFUSALS, words_for
from school.api import Group, School, get_group, get_school, school_day
from school.data import GroupOn, SchoolOn


def signed_in(request: HttpRequest) -> User:
    """Return the person; the views are behind ``login_required``."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def today_in(school: School) -> SchoolOn:
    """Return the school as it is asked about now."""
    return SchoolOn(school, school_day(school, now()))


def school_or_404(request: HttpRequest, uuid: UUID, action: str) -> School:
    """Return a school where the person may do ``action``; for others it does not exist."""
    found = get_school(uuid=uuid)
    if found is None or not may(request.user, action, today_in(found)):
        raise Http404
    return found


def group_or_404(request: HttpRequest, uuid: UUID) -> Group:
    """Return a class whose timetable the person may see."""
    found = get_group(uuid=uuid)
    if found is None:
        raise Http404
    asked = GroupOn(found, today_in(found.school).day)
    if not may(request.user, SEE_GROUP, asked):
        raise Http404
    return found


def lesson_or_404(request: HttpRequest, uuid: UUID, action: str) -> Lesson:
    """Return a lesson to which the person may do ``action`` (asked of it or of its school)."""
    found = get_lesson(uuid=uuid)
    if found is None:
        raise Http404
    where = today_in(found.school)
    asked = where if action == PLAN else LessonOn(found, where.day)
    if not may(request.user, action, asked):
        raise Http404
    return found


def fill(form: forms.Form, act: Callable[[], Any], *, school: School) -> Any:
    """Do it and return the result; a refusal goes beside the field that it is about."""
    try:
        return act()
    except NotAllowed as error:
        raise Http404 from error
    except REFUSALS as error:
        form.add_error(_field_of(form, error), words_for(error, school_id=school.pk))
    return None


def _field_of(form: forms.Form, error: Exception) -> str | None:
    """Return the field that a refusal is about, if the form has it."""
    if isinstance(error, Clash):
        by_code = {GROUP_CLASH: "slot", PUPILS_CLASH: "slot", ROOM_CLASH: "room"}
        field = by_code.get(error.conflict.code, "teacher")
    else:
        by_type: dict[type[Exception], str] = {NoBell: "slot", NotOnStaff: "teacher"}
        field = by_type.get(type(error), "")
    return field if field in form.fields else None


def attempt(
    request: HttpRequest, act: Callable[[], object], success: str, *, school: School
) -> None:
    """Do it and tell the person how it went."""
    try:
        act()
    except NotAllowed as error:
        raise Http404 from error
    except REFUSALS as error:
        if isinstance(error, TransitionRefused) and error.code == "permission":
            raise Http404 from error
        messages.error(request, words_for(error, school_id=school.pk))
    else:
        messages.success(request, success)
