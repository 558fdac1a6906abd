"""The page of a lesson: the teacher's, and what pupils, families and leaders read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.api import may
from journal.data import MaterialView
from journal.finding import find_materials
from journal.forms import HomeworkForm, TopicForm
from journal.models import LessonEntry
from journal.presenting import (
    lesson_view,
    shelves_of,
    theme_of,
    topic_view,
    weekday_of,
)
from journal.queries import entries_of, get_material, materials_for_class, materials_of
from journal.rules import EDIT
from journal.suggesting import suggest_topics
from journal.views.access import lesson_or_404
from journal.views.offers import offers_context, read_aim
from journal.weeks import write_week
from learning_objects.api import get_version, render_version, version_url
from learning_objects.data import KIND_LABELS, VersionView
from schedule.api import Lesson
from schedule.data import CANCELLED


@never_cache
@login_required
@require_GET
def show_lesson(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a lesson: to its teacher with everything to change it, to others to read."""
    lesson = lesson_or_404(request, uuid)
    if may(request.user, EDIT, lesson) and lesson.status != CANCELLED:
        return edit_page(request, lesson)
    entry = entries_of([lesson]).get(lesson.pk)
    shown = materials_for_class([lesson]).get(lesson.pk, [])
    context = {
        **_common(request, lesson, entry),
        "shelves": [shelf for shelf in shelves_of(shown) if shelf.items],
        "homework": entry.homework if entry else "",
    }
    return render(request, "journal/read.html", context)


def edit_page(
    request: HttpRequest,
    lesson: Lesson,
    *,
    topic_form: TopicForm | None = None,
    homework_form: HomeworkForm | None = None,
    changed: LessonEntry | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the teacher's page; forms that were refused come with what was typed.

    ``changed`` is what somebody else has written meanwhile, to be compared.
    """
    entry = changed or entries_of([lesson]).get(lesson.pk)
    materials = _materials(lesson)
    context = {
        **_common(request, lesson, entry),
        "topic_form": topic_form
        or TopicForm(lesson=lesson, initial=TopicForm.initial_of(entry), auto_id="topic-%s"),
        "homework_form": homework_form
        or HomeworkForm(initial=HomeworkForm.initial_of(entry), auto_id="homework-%s"),
        "changed": changed,
        "changed_part": "topic" if topic_form else "homework",
        "shelves": shelves_of(materials),
        "gone": sum(item.is_gone for item in materials),
        "removed": _removed(request, lesson),
        "suggestions": [] if entry and entry.topic_uuid else suggest_topics(lesson),
        **offers_context(request.GET, lesson),
        **find_materials(request.GET, lesson, materials),
    }
    return render(request, "journal/edit.html", context, status=status)


def _common(request: HttpRequest, lesson: Lesson, entry: LessonEntry | None) -> dict[str, Any]:
    view = lesson_view(lesson)
    return {
        "lesson": view,
        "entry": entry,
        "topic": topic_view(entry),
        "theme": theme_of(entry),
        "weekday": weekday_of(lesson.date),
        "breadcrumbs": _breadcrumbs(request, lesson),
        "here": view.url,
    }


def _breadcrumbs(request: HttpRequest, lesson: Lesson) -> list[tuple[str, str]]:
    """Return the way: the teacher comes from the week; others from wherever they were."""
    here = (f"{lesson.subject_title}, {lesson.group.title}", "")
    if lesson.teacher_id != request.user.pk:
        return [here]
    week = reverse("journal:week_of", args=[write_week(lesson.date)])
    return [(_("My lessons"), week), here]


def _materials(lesson: Lesson) -> list[MaterialView]:
    return materials_of([lesson]).get(lesson.pk, [])


def _removed(request: HttpRequest, lesson: Lesson) -> Any:
    """Return the material that was just removed, to offer its return."""
    try:
        found = get_material(uuid=UUID(request.GET.get("removed", "")))
    except ValueError:
        return None
    if found is None or found.lesson_id != lesson.pk or found.removed_at is None:
        return None
    return found


@never_cache
@login_required
@require_GET
def preview(request: HttpRequest, uuid: UUID, object_uuid: UUID, number: int) -> HttpResponse:
    """Show a version before it is put on the lesson, with the buttons that put it there."""
    lesson = lesson_or_404(request, uuid)
    version = get_version(uuid=object_uuid, number=number)
    if version is None or version.withdrawn or not may(request.user, EDIT, lesson):
        raise Http404
    context = {
        **_common(request, lesson, None),
        "version": version,
        "kind_label": KIND_LABELS[version.kind],
        "rendered": render_version(version),
        "version_url": version_url(object_uuid, number),
        "taken": _purposes(lesson, version),
        "aim": read_aim(request.GET),
    }
    context["breadcrumbs"] = [
        *context["breadcrumbs"][:-1],
        (f"{lesson.subject_title}, {lesson.group.title}", context["here"]),
        (_("Preview"), ""),
    ]
    return render(request, "journal/preview.html", context)


def _purposes(lesson: Lesson, version: VersionView) -> set[str]:
    return {item.purpose for item in _materials(lesson) if item.object_uuid == version.object_uuid}
