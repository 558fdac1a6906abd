"""Changing a lesson's journal: one call into an action, then back to the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.api import User
from accounts.errors import NotAllowed
from core.api import now
from journal import api
from journal.data import PURPOSE_LABELS
from journal.errors import EntryChanged
from journal.forms import AddForm, HomeworkForm, NoteForm, TopicForm
from journal.models import LessonEntry, LessonMaterial
from journal.presenting import lesson_url
from journal.views.access import attempt, own_lesson, own_material, signed_in
from journal.views.lesson import edit_page
from journal.wording import REFUSALS, words_for
from schedule.api import Lesson

CONFLICT = 409
UNPROCESSABLE = 422


@login_required
@require_POST
def change_topic(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write topic and theme; a suggested topic comes with its button."""
    lesson, person = own_lesson(request, uuid), signed_in(request)
    data = request.POST.copy()
    suggested = str(data.get("suggested") or "")
    if suggested:
        data["topic"] = suggested
    form = TopicForm(data, lesson=lesson, auto_id="topic-%s")
    if not form.is_valid():
        return edit_page(request, lesson, topic_form=form, status=UNPROCESSABLE)
    given = form.cleaned_data
    act = partial(
        api.set_topic,
        lesson=lesson,
        topic_uuid=given["topic"],
        theme=given["theme"],
        by=person,
        now=now(),
        seen=given["seen"],
    )
    done = _("The topic is saved.")
    return _write(request, lesson, act, done, lambda entry: _again(form, "topic", entry))


@login_required
@require_POST
def change_homework(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write the homework."""
    lesson, person = own_lesson(request, uuid), signed_in(request)
    form = HomeworkForm(request.POST, auto_id="homework-%s")
    if not form.is_valid():
        return edit_page(request, lesson, homework_form=form, status=UNPROCESSABLE)
    act = partial(
        api.set_homework,
        lesson=lesson,
        homework=form.cleaned_data["homework"],
        by=person,
        now=now(),
        seen=form.cleaned_data["seen"],
    )
    done = _("The homework is saved.")
    return _write(request, lesson, act, done, lambda entry: _again(form, "homework", entry))


Form = TopicForm | HomeworkForm


def _again(form: Form, part: str, entry: LessonEntry | None) -> Form:
    """Return the form with what was typed, ready to be saved over what stands there now."""
    if entry is not None:
        seen = entry.topic_mark if part == "topic" else entry.homework_mark
        form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]
    return form


def _write(
    request: HttpRequest,
    lesson: Lesson,
    act: Callable[[], object],
    success: str,
    again: Callable[[LessonEntry | None], Form],
) -> HttpResponse:
    """Do it; what is refused comes back with everything that was typed."""
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except REFUSALS as error:
        changed = error.entry if isinstance(error, EntryChanged) else None
        form = again(changed)
        messages.error(request, words_for(error))
        name = "topic_form" if isinstance(form, TopicForm) else "homework_form"
        return edit_page(request, lesson, changed=changed, status=CONFLICT, **{name: form})  # type: ignore[arg-type]
    messages.success(request, success)
    return redirect(lesson_url(lesson.uuid))


@login_required
@require_POST
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a material on the lesson with one press."""
    lesson, person = own_lesson(request, uuid), signed_in(request)
    form = AddForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say which material, and whether for the lesson or for home."))
        return _back(request, lesson)
    given = form.cleaned_data
    attempt(
        request,
        lambda: api.add_material(
            lesson=lesson,
            object_uuid=given["object"],
            number=given["number"],
            purpose=given["purpose"],
            aim=given["aim"],
            by=person,
            now=now(),
        ),
        _("The material is on the lesson: %(purpose)s.")
        % {"purpose": PURPOSE_LABELS[given["purpose"]]},
    )
    return _back(request, lesson)


@login_required
@require_POST
def change_material(
    request: HttpRequest, uuid: UUID, material_uuid: UUID, verb: str
) -> HttpResponse:
    """Remove, restore, upgrade, move or note a material."""
    if verb not in VERBS:
        raise Http404
    material, person = own_material(request, uuid, material_uuid), signed_in(request)
    act, success = VERBS[verb]
    done = attempt(request, partial(act, request, material, person), str(success))
    removed = str(material.uuid) if verb == "remove" and done else ""
    return _back(request, material.lesson, removed=removed)


def _upgrade(request: HttpRequest, material: LessonMaterial, person: User) -> None:
    text = request.POST.get("number", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
    api.upgrade_material(material=material, number=number, by=person, now=now())


def _note(request: HttpRequest, material: LessonMaterial, person: User) -> None:
    form = NoteForm(request.POST)
    text = form.cleaned_data["note"] if form.is_valid() else form.data.get("note", "")
    api.set_note(material=material, note=text, by=person, now=now())


def _move(step: int, request: HttpRequest, material: LessonMaterial, person: User) -> None:
    api.move_material(material=material, step=step, by=person, now=now())


def _remove(request: HttpRequest, material: LessonMaterial, person: User) -> None:
    api.remove_material(material=material, by=person, now=now())


def _restore(request: HttpRequest, material: LessonMaterial, person: User) -> None:
    api.restore_material(material=material, by=person, now=now())


# What each verb does, and what is said when it is done; removing and moving show for themselves.
VERBS: dict[str, tuple[Callable[[HttpRequest, LessonMaterial, User], None], object]] = {
    "remove": (_remove, ""),
    "restore": (_restore, gettext_lazy("The material is back.")),
    "upgrade": (_upgrade, gettext_lazy("The newer version is on the lesson now.")),
    "note": (_note, gettext_lazy("The note is saved.")),
    "up": (partial(_move, -1), ""),
    "down": (partial(_move, 1), ""),
}


def _back(request: HttpRequest, lesson: Lesson, *, removed: str = "") -> HttpResponse:
    """Lead back to the materials; what was being searched for stays on the page."""
    kept = {name: request.POST.get(name, "") for name in ("q", "page", "for")}
    kept["removed"] = removed
    query = urlencode({name: value for name, value in kept.items() if value})
    return redirect(f"{lesson_url(lesson.uuid)}{'?' if query else ''}{query}#materials")
