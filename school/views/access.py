"""What the views share: who may be here, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest

from accounts.api import User, get_user, may
from accounts.errors import NotAllowed
from core.api import now
from school.calendar import school_day
from school.data import GroupOn, PupilOn, SchoolOn
from school.models import Group, School
from school.queries import get_group, get_school, is_of_school
from school.rules import SEE_PUPIL, SEE_ROSTER
from school.wording import REFUSALS, words_for


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


def group_or_404(request: HttpRequest, uuid: UUID, action: str = SEE_ROSTER) -> Group:
    """Return a class or subgroup; ``action`` is asked of the group or of its school."""
    found = get_group(uuid=uuid)
    if found is None:
        raise Http404
    where = today_in(found.school)
    asked = GroupOn(found, where.day) if action == SEE_ROSTER else where
    if not may(request.user, action, asked):
        raise Http404
    return found


def person_or_404(request: HttpRequest, school: School, uuid: UUID) -> User:
    """Return a person of ``school`` whom the reader may see: its leaders all, others a pupil."""
    found = get_user(uuid=uuid)
    if found is None or not is_of_school(found, school):
        raise Http404
    where = today_in(school)
    is_leader = may(request.user, SEE_ROSTER, where)
    if not is_leader and not may(request.user, SEE_PUPIL, PupilOn(found, where.day)):
        raise Http404
    return found


def attempt(request: HttpRequest, act: Callable[[], object], success: str = "") -> bool:
    """Do it and tell the person how it went; returns whether it went well."""
    try:
        act()
    except NotAllowed as error:
        raise Http404 from error
    except REFUSALS as error:
        messages.error(request, words_for(error))
        return False
    if success:
        messages.success(request, success)
    return True


def fill(form: forms.Form, act: Callable[[], Any], **renamed: str) -> Any:
    """Do it and return the result; a refusal goes beside the fields of ``form``: ``None`` then."""
    try:
        return act()
    except NotAllowed as error:
        raise Http404 from error
    except ValidationError as error:
        put_errors(form, error, **renamed)
    except REFUSALS as error:
        form.add_error(None, words_for(error))
    return None


def put_errors(form: forms.Form, error: ValidationError, **renamed: str) -> None:
    """Put the errors of an action beside the fields of ``form``."""
    by_field = dict(error.error_dict) if hasattr(error, "error_dict") else {"": error.error_list}
    for name, faults in by_field.items():
        field = renamed.get(name, name)
        form.add_error(field if field in form.fields else None, faults)
