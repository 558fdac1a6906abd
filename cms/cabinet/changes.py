"""Pages of the cabinet that change something; each makes one call into a door."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.api import may, require
from cms.cabinet.access import breadcrumbs, for_authors, own_object, person
from cms.cabinet.forms import CreateForm, DuplicateForm, WithdrawForm
from core.api import now
from core.errors import TransitionRefused
from learning_objects.api import (
    LearningObject,
    attributions,
    create_object,
    delete_draft,
    duplicate_object,
    fork_object,
    get_object,
    get_version,
    licence_of,
    open_licences,
    withdraw_object,
)
from learning_objects.errors import LicenceForbids, StillNeeded


@for_authors
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Make a new draft and open the editor."""
    form = CreateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = create_object(
            kind=form.cleaned_data["kind"],
            title=form.cleaned_data["title"],
            by=person(request),
            now=now(),
        )
        return redirect("studio_objects:edit", made.pk)
    way = [(_("My materials"), reverse("cabinet:list")), (_("New material"), "")]
    return render(request, "cms/cabinet/create.html", {"form": form, "breadcrumbs": way})


@for_authors
@require_http_methods(["GET", "POST"])
def duplicate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Copy one's own material into a new draft."""
    found = own_object(request, uuid)
    initial = {"title": _("%(title)s (copy)") % {"title": found.draft_title[:190]}}
    form = DuplicateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = duplicate_object(
            learning_object=found, title=form.cleaned_data["title"], by=person(request), now=now()
        )
        messages.success(request, _("The copy is ready."))
        return redirect("cabinet:object", made.uuid)
    context = {"form": form, "object": found, "breadcrumbs": breadcrumbs(found, _("Duplicate"))}
    return render(request, "cms/cabinet/duplicate.html", context)


@for_authors
@require_http_methods(["GET", "POST"])
def fork(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a draft of one's own from what anybody published, here or in another library."""
    found, version = get_object(uuid=uuid), get_version(uuid=uuid)
    if found is None or version is None or not may(request.user, "learning_objects.fork", found):
        raise Http404
    form = DuplicateForm(request.POST or None, initial={"title": version.title})
    if request.method == "POST" and form.is_valid():
        try:
            made = fork_object(
                learning_object=found,
                title=form.cleaned_data["title"],
                by=person(request),
                now=now(),
            )
        except LicenceForbids:
            messages.error(request, _("The licence of this material allows no changed copies."))
            return redirect("learning_objects:object", uuid)
        messages.success(request, _("Your copy is ready. The original is named in it."))
        return redirect("cabinet:object", made.uuid)
    page = reverse("learning_objects:object", args=[uuid])
    context = {
        "form": form,
        "version": version,
        "attributions": attributions(version),
        "licence": licence_of(version),
        "open_licences": open_licences(version.licence),
        "breadcrumbs": [(version.title, page), (_("Make my own copy"), "")],
    }
    return render(request, "cms/cabinet/fork.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a published material out of the library, with a reason.

    Also for administrators, who take down what is not theirs; chief experts have a page of their
    own.
    """
    found = get_object(uuid=uuid)
    if found is None or not may(request.user, "learning_objects.withdraw", found):
        raise Http404
    if may(request.user, "moderation.take_out", found):  # a chief also says how
        return redirect("moderation:take_out", uuid)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            withdraw_object(learning_object=found, reason=reason, by=person(request), now=now())
        except TransitionRefused:
            messages.error(request, _("Only a material that is in the library can be withdrawn."))
        else:
            messages.success(request, _("The material is withdrawn from the library."))
        return redirect(_page_of(request, found))
    context = {
        "form": form,
        "object": found,
        "back_url": _page_of(request, found),
        "breadcrumbs": [(found.draft_title, _page_of(request, found)), (_("Withdraw"), "")],
    }
    return render(request, "cms/cabinet/withdraw.html", context)


def _page_of(request: HttpRequest, found: LearningObject) -> str:
    """Return the page that the person may see: the cabinet's for authors, else the public one."""
    if may(request.user, "learning_objects.see_draft", found):
        return reverse("cabinet:object", args=[found.uuid])
    return reverse("learning_objects:object", args=[found.uuid])


@for_authors
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Delete a draft that was never published."""
    found = own_object(request, uuid)
    require(request.user, "learning_objects.delete", found)
    if request.method == "POST":
        try:
            delete_draft(learning_object=found, by=person(request), now=now())
        except StillNeeded:
            messages.error(
                request,
                _("It has been published or is in review; withdraw it or take it back first."),
            )
            return redirect("cabinet:object", found.uuid)
        messages.success(request, _("The draft is deleted."))
        return redirect("cabinet:list")
    context = {"object": found, "breadcrumbs": breadcrumbs(found, _("Delete the draft"))}
    return render(request, "cms/cabinet/delete.html", context)
