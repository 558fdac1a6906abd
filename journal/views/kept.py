"""A material that the library has withdrawn: read where a lesson keeps it, and where it is used."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.api import may
from core.api import now
from journal.actions.telling import coming_uses
from journal.presenting import lesson_view, weekday_of
from journal.queries import get_material, view_of
from journal.rules import SEE, TEACH
from journal.views.access import signed_in
from learning_objects.api import get_version, render_version, standing_of
from learning_objects.data import KIND_LABELS

# Rows of the list of lessons; a teacher has far fewer with one material.
MOST_SHOWN = 100


@never_cache
@login_required
@require_GET
def show_kept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the pinned version of a retired material to whoever may see the lesson.

    What is in the library is read there; what is blocked does not exist.
    """
    material = get_material(uuid=uuid)
    if material is None or material.removed_at or not may(request.user, SEE, material.lesson):
        raise Http404
    standing = standing_of([material.object_uuid]).get(material.object_uuid)
    version = get_version(uuid=material.object_uuid, number=material.number)
    if version is None or standing is None or not standing.is_readable:
        raise Http404
    item = view_of(material, standing)
    if not standing.withdrawn:
        return redirect(item.url)
    lesson = lesson_view(material.lesson)
    context = {
        "item": item,
        "version": version,
        "kind_label": KIND_LABELS[version.kind],
        "rendered": render_version(version),
        "lesson": lesson,
        "breadcrumbs": [(f"{lesson.subject}, {lesson.group}", lesson.url), (version.title, "")],
    }
    return render(request, "journal/kept.html", context)


@never_cache
@login_required
@require_GET
def lessons_with(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the teacher's own coming lessons that use an object, withdrawn or not."""
    person = signed_in(request)
    if not may(person, TEACH):
        raise PermissionDenied
    uses = list(
        coming_uses(uuid, now=now())
        .filter(lesson__teacher=person)
        .select_related("lesson__school", "lesson__group", "lesson__teacher")[:MOST_SHOWN]
    )
    standing = standing_of([uuid]).get(uuid)
    context: dict[str, Any] = {
        "item": view_of(uses[0], standing) if uses else None,
        "rows": [
            {"lesson": lesson_view(lesson), "weekday": weekday_of(lesson.date)}
            for lesson, _uses in groupby(uses, key=lambda use: use.lesson)
        ],
        "breadcrumbs": [(_("My lessons"), reverse("journal:week")), (_("Where it is used"), "")],
    }
    return render(request, "journal/with.html", context)
