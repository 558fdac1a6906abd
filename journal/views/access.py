"""What the views share: whose lesson it is, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.api import User, may
from accounts.errors import NotAllowed
from journal.models import LessonMaterial
from journal.queries import get_material
from journal.rules import EDIT, SEE
from journal.wording import REFUSALS, words_for
from schedule.api import Lesson, get_lesson


def signed_in(request: HttpRequest) -> User:
    """Return the person; the views are behind ``login_required``."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def lesson_or_404(request: HttpRequest, uuid: UUID) -> Lesson:
    """Return a lesson that the person may see; to everybody else it does not exist."""
    lesson = get_lesson(uuid=uuid)
    if lesson is None or not may(request.user, SEE, lesson):
        raise Http404
    return lesson


def own_lesson(request: HttpRequest, uuid: UUID) -> Lesson:
    """Return a lesson whose journal the person writes; who may only read is refused (403)."""
    lesson = lesson_or_404(request, uuid)
    if not may(request.user, EDIT, lesson):
        raise PermissionDenied
    return lesson


def own_material(request: HttpRequest, uuid: UUID, material_uuid: UUID) -> LessonMaterial:
    """Return a material of a lesson whose journal the person writes."""
    lesson = own_lesson(request, uuid)
    material = get_material(uuid=material_uuid)
    if material is None or material.lesson_id != lesson.pk:
        raise Http404
    material.lesson = lesson
    return material


def attempt(request: HttpRequest, act: Callable[[], object], success: str = "") -> bool:
    """Do it and tell the person how it went; returns whether it went well."""
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except REFUSALS as error:
        messages.error(request, words_for(error))
        return False
    if success:
        messages.success(request, success)
    return True
