"""The people of a material: inviting, handing over, answering, leaving; in whose name it stands."""

from __future__ import annotations

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
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.api import get_user, may, require
from cms.cabinet.access import breadcrumbs, for_authors, own_object, person
from cms.cabinet.forms import OfferForm, PublisherForm
from core.api import now
from core.errors import TransitionRefused
from learning_objects.api import (
    accept_offer,
    count_offers_to,
    decline_offer,
    get_offer,
    leave_object,
    offer_part,
    offers_by,
    offers_to,
    organisations_of,
    remove_coauthor,
    set_publisher,
    withdraw_offer,
)
from learning_objects.data import KIND_LABELS, AnsweringOffer
from learning_objects.errors import AlreadyOffered, CannotBeAsked, NoContract, TooManyOffers

PAGE_SIZE = 20
VERBS = {"accept": accept_offer, "decline": decline_offer, "withdraw": withdraw_offer}
ANSWER = "learning_objects.answer_offer"


@never_cache
@for_authors
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask a colleague to be a co-author, or to take the material over."""
    found = own_object(request, uuid)
    require(request.user, "learning_objects.offer", found)
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            offer_part(learning_object=found, by=person(request), now=now(), **form.facts())
        except CannotBeAsked:
            form.add_error("login", _("This person has that part already, or may not write."))
        except AlreadyOffered:
            form.add_error(None, _("An offer is waiting for an answer. Withdraw it first."))
        except TooManyOffers:
            form.add_error(None, _("Too many colleagues have not answered yet."))
        else:
            messages.success(request, _("The colleague is asked and will see it among notices."))
            return redirect("cabinet:object", found.uuid)
    context = {
        "form": form,
        "object": found,
        "breadcrumbs": breadcrumbs(found, _("Ask a colleague")),
    }
    return render(request, "cms/cabinet/offer_form.html", context)


@never_cache
@login_required
@require_GET
def my_offers(request: HttpRequest) -> HttpResponse:
    """Show what was offered to the person, and what the person offered."""
    me = person(request)
    mine = request.GET.get("side") == "mine"
    found = offers_by(me) if mine else offers_to(me)
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "mine": mine,
        "tabs": [
            (_("To me"), "?", not mine, count_offers_to(me)),
            (_("By me"), "?side=mine", mine, None),
        ],
        "breadcrumbs": [(_("Invitations"), "")],
    }
    return render(request, "cms/cabinet/offers.html", context)


@never_cache
@login_required
@require_GET
def one_offer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show an offer to its two sides, with the answers that each may give."""
    answering = _seen(request, uuid)
    found = answering.offer
    material = found.learning_object
    context = {
        "offer": found,
        "kind_label": KIND_LABELS[material.kind],
        "is_over": found.is_open and answering.now >= found.expires_at,
        "may_answer": found.is_open and may(request.user, ANSWER, answering),
        "may_withdraw": found.is_open
        and may(request.user, "learning_objects.take_back_offer", answering),
        "may_open": may(request.user, "learning_objects.see_draft", material),
        "breadcrumbs": [(_("Invitations"), reverse("cabinet:offers")), (material.draft_title, "")],
    }
    return render(request, "cms/cabinet/offer.html", context)


@login_required
@require_POST
def answer_offer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Accept, decline or withdraw."""
    answering = _seen(request, uuid)
    action = VERBS.get(request.POST.get("verb", ""))
    if action is not None:
        try:
            action(offer=answering.offer, by=person(request), now=answering.now)
        except TransitionRefused as refused:
            messages.error(request, refused.reason or _("It has been answered already."))
    return redirect("cabinet:offer", uuid)


@for_authors
@require_POST
def remove_author(request: HttpRequest, uuid: UUID, person_uuid: UUID) -> HttpResponse:
    """Take a co-author off."""
    found = own_object(request, uuid)
    colleague = get_user(uuid=person_uuid)
    if colleague is None:
        raise Http404
    remove_coauthor(learning_object=found, user=colleague, by=person(request), now=now())
    return redirect("cabinet:object", found.uuid)


@for_authors
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take one's own name off a material of others."""
    found = own_object(request, uuid)
    require(request.user, "learning_objects.leave", found)
    if request.method == "POST":
        leave_object(learning_object=found, by=person(request), now=now())
        messages.success(request, _("You are no longer a co-author."))
        return redirect("cabinet:list")
    context = {"object": found, "breadcrumbs": breadcrumbs(found, _("Leave the authors"))}
    return render(request, "cms/cabinet/leave.html", context)


@for_authors
@require_POST
def publisher(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose in whose name the next versions are published."""
    found = own_object(request, uuid)
    me = person(request)
    mine = organisations_of(me)
    form = PublisherForm(request.POST, organisations=mine)
    if not form.is_valid():
        messages.error(request, _("Choose one of your organisations."))
        return redirect("cabinet:object", found.uuid)
    chosen = next((item for item in mine if str(item.uuid) == form.chosen()), None)
    facts: dict[str, Any] = {"learning_object": found, "by": me, "now": now()}
    try:
        set_publisher(organisation=chosen, **facts)
    except NoContract:
        messages.error(request, _("The library has no contract with this organisation."))
    else:
        messages.success(request, _("The next version will be published so."))
    return redirect("cabinet:object", found.uuid)


def _seen(request: HttpRequest, uuid: UUID) -> AnsweringOffer:
    found = get_offer(uuid=uuid)
    if found is None:
        raise Http404
    answering = AnsweringOffer(found, now())
    if not may(request.user, "learning_objects.see_offer", answering):
        raise Http404
    return answering
