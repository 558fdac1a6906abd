"""What is done with an item: its state, copies, versions, topics, sharing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User, may
from assessment import api, queries
from assessment.data import ItemFacts
from assessment.errors import CannotShareItem, NotInCircle
from assessment.fields import differences
from assessment.models import BankItem, BankItemVersion
from assessment.rules import ADD_ITEM, EDIT_ITEM
from assessment.states import OWN_ITEM
from assessment.views.access import attempt, crumbs_of, item_url, on_item
from assessment.views.forms import AudienceForm, FactsForm, PersonForm
from core.api import now

PAGE_SIZE = 20
UNPROCESSABLE = 422


@on_item(OWN_ITEM)
@require_POST
def move(request: HttpRequest, user: User, bank_item: BankItem, verb: str) -> HttpResponse:
    """Make the item ready, retire it, or reopen it."""
    steps = {
        "make_ready": (api.make_ready, _("The item is ready.")),
        "retire": (api.retire_item, _("The item is retired. It can be reopened at any time.")),
        "reopen": (api.reopen_item, _("The item is a draft again.")),
    }
    if verb not in steps:
        raise Http404
    act, words = steps[verb]
    attempt(request, lambda: act(bank_item=bank_item, by=user, now=now()), words)
    return redirect(item_url(bank_item))


@on_item()
@require_POST
def copy(request: HttpRequest, user: User, bank_item: BankItem) -> HttpResponse:
    """Copy the item into one's own bank."""
    if not may(user, ADD_ITEM):
        raise PermissionDenied
    made = api.copy_item(bank_item=bank_item, by=user, now=now())
    messages.success(request, _("The copy is yours. It names where it comes from."))
    return redirect(item_url(made))


@on_item()
@require_safe
def versions(request: HttpRequest, user: User, bank_item: BankItem) -> HttpResponse:
    """Show all versions, or what one changed (``?of=`` its number)."""
    page = Paginator(queries.versions_of(bank_item), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "item": bank_item,
        "page_obj": page,
        "lines": queries.version_lines(list(page)),
        "may_edit": may(user, EDIT_ITEM, bank_item),
        "crumbs": crumbs_of(bank_item, (_("Versions"), "")),
    }
    return render(request, "assessment/versions.html", context)


@on_item()
@require_safe
def difference(request: HttpRequest, user: User, bank_item: BankItem, number: int) -> HttpResponse:
    """Show what a version changed against the one before it."""
    after = queries.get_stored(bank_item, number)
    before = queries.get_stored(bank_item, number - 1) if number > 1 else None
    if after is None or before is None:
        raise Http404
    context = {
        "item": bank_item,
        "number": number,
        "former": number - 1,
        "lines": differences(before, after),
        "crumbs": crumbs_of(bank_item, (_("What has changed"), "")),
    }
    return render(request, "assessment/difference.html", context)


@on_item(EDIT_ITEM)
@require_POST
def restore(request: HttpRequest, user: User, bank_item: BankItem, number: int) -> HttpResponse:
    """Bring an earlier version back as the newest."""
    try:
        api.restore_version(bank_item=bank_item, number=number, by=user, now=now())
    except BankItemVersion.DoesNotExist as error:
        raise Http404 from error
    words = _("Version %(number)d is back as the newest. Nothing is lost: the others stay.")
    messages.success(request, words % {"number": number})
    return redirect(item_url(bank_item))


@on_item(EDIT_ITEM)
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, user: User, bank_item: BankItem) -> HttpResponse:
    """Change topics, difficulty and grade."""
    topics = [topic.node_uuid for topic in bank_item.topics.all()]
    form = FactsForm.of(bank_item, topics, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = ItemFacts(
            topics=form.topics(),
            subject=None if form.topics() else bank_item.subject_uuid,
            grade=form.cleaned_data["grade"],
            difficulty=form.cleaned_data["difficulty"],
        )
        api.change_facts(bank_item=bank_item, facts=chosen, by=user, now=now())
        messages.success(request, _("Saved."))
        return redirect(item_url(bank_item))
    context = {
        "item": bank_item,
        "form": form,
        "crumbs": crumbs_of(bank_item, (_("Topics and difficulty"), "")),
    }
    return render(request, "assessment/facts.html", context, status=_status(form.is_bound))


@on_item(OWN_ITEM)
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, user: User, bank_item: BankItem) -> HttpResponse:
    """Show who sees the item; say who else does (POST)."""
    circles = api.circles_of(user)
    names_person = "person" in request.POST
    person_form = PersonForm(request.POST if names_person else None)
    audience_form = AudienceForm.of(
        bank_item, circles, request.POST if request.POST and not names_person else None
    )
    if request.method == "POST" and names_person and person_form.is_valid():
        person, right = person_form.cleaned_data["person"], person_form.may_write()
        try:
            api.share_with(bank_item=bank_item, user=person, may_write=right, by=user, now=now())
        except CannotShareItem:
            person_form.add_error("person", _("The item cannot be shared with this person."))
        else:
            words = _("%(name)s sees the item now.") % {"name": person.full_name}
            messages.success(request, words)
            return redirect("assessment:sharing", bank_item.uuid)
    elif request.method == "POST" and audience_form.is_valid():
        audience, circle = audience_form.chosen()
        try:
            api.set_audience(
                bank_item=bank_item, audience=audience, circle=circle, by=user, now=now()
            )
        except NotInCircle as error:
            raise PermissionDenied from error
        messages.success(request, _("Saved."))
        return redirect("assessment:sharing", bank_item.uuid)
    context = {
        "item": bank_item,
        "person_form": person_form,
        "audience_form": audience_form,
        "shares": queries.shares_of(bank_item),
        "crumbs": crumbs_of(bank_item, (_("Who sees the item"), "")),
    }
    bound = person_form.is_bound or audience_form.is_bound
    return render(request, "assessment/sharing.html", context, status=_status(bound))


@on_item(OWN_ITEM)
@require_POST
def end_share(request: HttpRequest, user: User, bank_item: BankItem, share: UUID) -> HttpResponse:
    """Close the item to a person."""
    found = queries.shares_of(bank_item).filter(uuid=share).first()
    if found is None:
        raise Http404
    api.end_sharing(share=found, by=user, now=now())
    words = _("The item is closed to %(name)s.") % {"name": found.user.full_name}
    messages.success(request, words)
    return redirect("assessment:sharing", bank_item.uuid)


def _status(is_bound: bool) -> int:
    return UNPROCESSABLE if is_bound else 200
