"""The methodologist's desk: one's own selections, and the page on which one is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import require
from core.api import now
from core.errors import TransitionRefused
from learning_objects.models import Selection, SelectionEntry, SelectionSection
from learning_objects.selections import actions, queries, sections
from learning_objects.selections.forms import (
    EntryForm,
    NewSelectionForm,
    SectionForm,
    SelectionForm,
    WhyForm,
)
from learning_objects.selections.states import MACHINE, MAKE
from learning_objects.selections.wording import REFUSALS, words_for
from learning_objects.shelves.queries import get_shelf, kept_lately, writable_shelves
from learning_objects.views.catalogue import number_in
from learning_objects.views.selections import PAGE_SIZE, selection_or_404, selection_url
from learning_objects.views.shelf_access import person_of

CONFLICT, UNPROCESSABLE = 409, 422


@never_cache
@login_required
@require_safe
def list_own(request: HttpRequest) -> HttpResponse:
    """Show a methodologist what they have made, in any state."""
    require(request.user, MAKE)
    found = queries.selections_of(person_of(request))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = queries.selection_lines(page.object_list)  # type: ignore[arg-type]
    context = {"page_obj": page, "lines": lines, "breadcrumbs": _trail()}
    return render(request, "learning_objects/selections/desk.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a selection, empty or with what stands on a shelf."""
    require(request.user, MAKE)
    me = person_of(request)
    initial = {"shelf": request.GET.get("shelf", "")}
    form = NewSelectionForm(request.POST or None, initial=initial, shelves=writable_shelves(me))
    if request.method == "POST" and form.is_valid():
        uuid = form.cleaned_data["shelf"]
        shelf = get_shelf(uuid=uuid) if uuid else None
        title = form.cleaned_data["title"]
        made = actions.make_selection(title=title, shelf=shelf, by=me, now=now())
        return redirect(desk_url(made))
    context = {
        "form": form,
        "heading": _("New selection"),
        "button": _("Begin"),
        "cancel_url": reverse("learning_objects:own_selections"),
        "breadcrumbs": _trail((_("New selection"), "")),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "learning_objects/public/reader_form.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the desk of a selection; POST writes title, description and topics."""
    found = selection_or_404(request, uuid)
    nodes = [item["uuid"] for item in queries.nodes_of(found)]
    initial = {"title": found.title, "about": found.about, "seen": found.serial}
    form = SelectionForm(request.POST or None, initial=initial, nodes=nodes)
    if request.method != "POST":
        return _desk(request, found, form)
    if not form.is_valid():
        return _desk(request, found, form, status=UNPROCESSABLE)
    try:
        actions.change_selection(
            selection=found, by=person_of(request), now=now(), **form.cleaned_data
        )
    except REFUSALS as error:
        # What was typed stays, ready to be saved over what stands there now.
        form.data = {**form.data.dict(), "seen": found.serial}  # type: ignore[attr-defined]
        form.add_error(None, words_for(error))
        return _desk(request, found, form, status=CONFLICT)
    messages.success(request, _("Saved."))
    return redirect(desk_url(found))


def _desk(
    request: HttpRequest, found: Selection, form: SelectionForm, status: int = 200
) -> HttpResponse:
    context = {
        "selection": found,
        "form": form,
        "sections": queries.sections_of(found),
        "kept": kept_lately(person_of(request)),
        "verbs": {item.name for item in MACHINE.allowed_from(found.state)},
        "breadcrumbs": _trail((found.title, "")),
    }
    return render(request, "learning_objects/selections/write.html", context, status=status)


@login_required
@require_POST
def change_state(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Publish, withdraw or delete."""
    found, me = selection_or_404(request, uuid), person_of(request)
    try:
        if verb == "publish":
            actions.publish_selection(selection=found, by=me, now=now())
            messages.success(request, _("The selection is published: everybody reads it."))
            return redirect(selection_url(found))
        if verb == "withdraw":
            reason = request.POST.get("reason", "")
            actions.withdraw_selection(selection=found, reason=reason, by=me, now=now())
            messages.success(request, _("The selection is withdrawn; its page says why."))
        elif verb == "delete":
            actions.delete_selection(selection=found, by=me, now=now())
            messages.success(request, _("The draft is deleted."))
            return redirect("learning_objects:own_selections")
        else:
            raise Http404
    except TransitionRefused as refused:
        messages.error(request, refused.reason or _("It has been done already."))
    except ValueError:
        messages.error(request, _("Say why: whoever has the address will read it."))
    return redirect(desk_url(found))


@login_required
@require_POST
def change_part(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Write a section or a material of a selection; what is refused is said above the page."""
    found, me = selection_or_404(request, uuid), person_of(request)
    act = _PARTS.get(verb)
    if act is None:
        raise Http404
    facts = {"selection": found, "seen": _seen(request), "by": me, "now": now()}
    try:
        place = act(request, facts)
    except REFUSALS as error:
        messages.error(request, words_for(error))
        place = ""
    except (SelectionSection.DoesNotExist, SelectionEntry.DoesNotExist) as error:
        raise Http404 from error
    return redirect(f"{desk_url(found)}{place}")


Facts = dict[str, Any]


def _save_section(request: HttpRequest, facts: Facts) -> str:
    form = SectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A section needs a title, and its texts have limits."))
        return "#new-section"
    section = _named(request, "section") if request.POST.get("section") else None
    made = sections.save_section(section=section, **form.cleaned_data, **facts)
    return f"#section-{made.uuid}"


def _step_section(step: int, request: HttpRequest, facts: Facts) -> str:
    section = _named(request, "section")
    sections.move_section(section=section, step=step, **facts)
    return f"#section-{section}"


def _drop_section(request: HttpRequest, facts: Facts) -> str:
    sections.drop_section(section=_named(request, "section"), **facts)
    return ""


def _add_entry(request: HttpRequest, facts: Facts) -> str:
    section, form = _named(request, "section"), EntryForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        sections.add_entry(section=section, object_uuid=given["object"], why=given["why"], **facts)
    else:
        for error in form.non_field_errors():
            messages.error(request, str(error))
    return f"#section-{section}"


def _save_entry(request: HttpRequest, facts: Facts) -> str:
    entry, form = _named(request, "entry"), WhyForm(request.POST)
    if form.is_valid():
        sections.change_entry(entry=entry, why=form.cleaned_data["why"], **facts)
    else:
        messages.error(request, _("A reason has at most 500 characters; shorten it."))
    return f"#entry-{entry}"


def _step_entry(step: int, request: HttpRequest, facts: Facts) -> str:
    entry = _named(request, "entry")
    sections.move_entry(entry=entry, step=step, **facts)
    return f"#entry-{entry}"


def _drop_entry(request: HttpRequest, facts: Facts) -> str:
    sections.drop_entry(entry=_named(request, "entry"), **facts)
    return ""


_PARTS: dict[str, Callable[[HttpRequest, Facts], str]] = {
    "section": _save_section,
    "section-up": partial(_step_section, -1),
    "section-down": partial(_step_section, 1),
    "section-drop": _drop_section,
    "add": _add_entry,
    "entry": _save_entry,
    "entry-up": partial(_step_entry, -1),
    "entry-down": partial(_step_entry, 1),
    "entry-drop": _drop_entry,
}


def desk_url(selection: Selection) -> str:
    """Return the address at which a selection is written."""
    return reverse("learning_objects:write_selection", args=[selection.uuid])


def _seen(request: HttpRequest) -> int:
    return number_in(request.POST.get("seen", ""))


def _named(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise Http404 from error


def _trail(*more: tuple[str, str]) -> list[tuple[str, str]]:
    own = (_("My selections"), reverse("learning_objects:own_selections") if more else "")
    return [(_("Selections"), reverse("learning_objects:selections")), own, *more]
