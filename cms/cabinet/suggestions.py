"""Proposing a change to another's material, and answering what others propose."""

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

from accounts.api import may
from cms.cabinet.access import person
from cms.cabinet.forms import SuggestionForm
from core.api import now
from core.errors import TransitionRefused
from learning_objects.api import (
    accept_suggestion,
    decline_suggestion,
    get_object,
    get_suggestion,
    get_version,
    pieces_of,
    suggest_edit,
    suggestions_by,
    suggestions_for,
    suggestions_unanswered,
    take_back_suggestion,
)
from learning_objects.data import Answering, Piece
from learning_objects.errors import InvalidDraft, NothingProposed, PlaceChanged, TooManyOpen
from moderation.api import diff_words

PAGE_SIZE = 20


@never_cache
@login_required
@require_GET
def my_suggestions(request: HttpRequest) -> HttpResponse:
    """Show what others propose to the person's materials, and what the person proposed."""
    me = person(request)
    side = request.GET.get("side", "")
    mine = side == "mine"
    lists = {"mine": suggestions_by(me), "": suggestions_for(me)}
    may_stand_in = may(me, "learning_objects.stand_in")
    if may_stand_in:
        lists["silent"] = suggestions_unanswered(now())
    found = lists.get(side, lists[""])
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "mine": mine,
        "tabs": [
            (_("To my materials"), "?", side not in lists or not side, lists[""].count()),
            (_("From me"), "?side=mine", mine, None),
            *_silent_tab(may_stand_in, side),
        ],
        "breadcrumbs": [(_("Suggested edits"), "")],
    }
    return render(request, "cms/cabinet/suggestions.html", context)


def _silent_tab(may_stand_in: bool, side: str) -> list[tuple[str, str, bool, None]]:
    """Return the tab of those who answer instead of authors that have long been silent."""
    label = _("Left unanswered by authors")
    return [(label, "?side=silent", side == "silent", None)] if may_stand_in else []


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose a place of the published version (``?place=``), then write what it should say."""
    found, version = get_object(uuid=uuid), get_version(uuid=uuid)
    if found is None or version is None or not may(request.user, "learning_objects.suggest", found):
        raise Http404
    pieces = pieces_of(version.content)
    page = reverse("learning_objects:object", args=[uuid])
    context: dict[str, Any] = {
        "version": version,
        "pieces": pieces,
        "breadcrumbs": [(version.title, page), (_("Propose an edit"), "")],
    }
    if "place" not in request.GET:
        return render(request, "cms/cabinet/suggest_where.html", context)
    piece = _piece(pieces, request.GET["place"])
    form = SuggestionForm(request.POST or None, initial={"new": piece.text})
    if request.method == "POST" and form.is_valid():
        try:
            made = suggest_edit(
                learning_object=found, key=piece.key, by=person(request), now=now(), **form.texts()
            )
        except NothingProposed:
            form.add_error("new", _("Change something: this is what it says already."))
        except TooManyOpen:
            form.add_error(None, _("Wait for answers first: many of your suggestions are open."))
        else:
            messages.success(request, _("The suggestion is sent to the author."))
            return redirect("cabinet:suggestion", made.uuid)
    return render(request, "cms/cabinet/suggest.html", {**context, "piece": piece, "form": form})


def _piece(pieces: list[Piece], key: str) -> Piece:
    found = next((piece for piece in pieces if piece.key == key), None)
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_GET
def one_suggestion(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a suggestion word by word, to the two sides of it."""
    answering = _seen(request, uuid)
    found = answering.suggestion
    is_open = found.is_open
    context = {
        "suggestion": found,
        "segments": list(diff_words(found.old, found.new)),
        "may_decide": is_open
        and may(request.user, "learning_objects.decide_suggestion", answering),
        "may_take_back": is_open
        and may(request.user, "learning_objects.take_back_suggestion", answering),
        "breadcrumbs": [(_("Suggested edits"), reverse("cabinet:suggestions")), (found.place, "")],
    }
    return render(request, "cms/cabinet/suggestion.html", context)


@login_required
@require_POST
def answer_suggestion(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Accept, accept as changed by hand, decline with a reason, or take back."""
    answering = _seen(request, uuid)
    found = answering.suggestion
    facts: dict[str, Any] = {"by": person(request), "now": answering.now}
    verb, answer = request.POST.get("verb", ""), request.POST.get("answer", "")
    if verb == "decline" and not answer.strip():
        messages.error(request, _("Say why, so that the next suggestion is better."))
        return redirect("cabinet:suggestion", uuid)
    try:
        if verb in {"accept", "by_hand"}:
            accept_suggestion(suggestion=found, by_hand=verb == "by_hand", **facts)
        elif verb == "decline":
            decline_suggestion(suggestion=found, answer=answer, **facts)
        elif verb == "take_back":
            take_back_suggestion(suggestion=found, **facts)
    except PlaceChanged:
        words = _(
            "The draft says something else there by now. Change it in the editor, then choose "
            "«I have changed it myself»."
        )
        messages.error(request, words)
    except InvalidDraft:
        messages.error(request, _("The new text is too long for this place."))
    except TransitionRefused as refused:
        messages.error(request, refused.reason or _("It has been answered already."))
    return redirect("cabinet:suggestion", uuid)


def _seen(request: HttpRequest, uuid: UUID) -> Answering:
    found = get_suggestion(uuid=uuid)
    if found is None:
        raise Http404
    answering = Answering(found, now())
    if not may(request.user, "learning_objects.see_suggestion", answering):
        raise Http404
    return answering
