"""Asking the authors for what was not found."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.api import may, within_limit
from core.api import now
from framework.api import get_tree, path_labels
from search import api
from search.actions.wishing import WISH
from search.data import SearchRequest
from search.errors import PersonalWishError, TooBroadError, TooManySavedError
from search.nothing import near_topics
from search.params import read_request, write_request
from search.saved.views import signed_in, too_broad
from search.wording import filters_in_words

MOST_TOPICS = 5


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest) -> HttpResponse:
    """Ask the authors for what the search of the address did not find."""
    wanted = read_request(request.GET)
    allowed = may(request.user, WISH)
    problem = ""
    if request.method == "POST" and allowed:
        problem = _ask(request, wanted)
        if not problem:
            messages.success(
                request,
                _(
                    "The methodologists see your request. "
                    "When something is published, you will be told."
                ),
            )
            return redirect("search:saved")
    topics = near_topics(wanted, MOST_TOPICS) if wanted.text else []
    context = {
        "wanted": wanted,
        "allowed": allowed,
        "filters": filters_in_words([wanted])[0],
        "topics": [(node.uuid, " → ".join(path_labels(node.uuid))) for node in topics],
        "chosen": request.POST.get("node", ""),
        "back_url": f"{reverse('search:results')}?{write_request(wanted)}",
        "problem": problem,
        "breadcrumbs": [(_("Search"), reverse("search:results")), (_("Ask the authors"), "")],
    }
    status = 409 if problem else 403 if request.method == "POST" else 200
    return render(request, "search/wishes/ask.html", context, status=status)


def _ask(request: HttpRequest, wanted: SearchRequest) -> str:
    """Join the wish; returns why it cannot be, empty when it is done."""
    person = signed_in(request)
    if not within_limit(request, action="search_wish", key=str(person.pk)):
        return _("You have asked for much today. Go on tomorrow: what you asked for is kept.")
    try:
        api.ask_for_material(
            request=wanted, node=_node(request.POST.get("node", "")), by=person, now=now()
        )
    except PersonalWishError:
        return _("This looks like a person's name, address or number. Ask without it.")
    except TooBroadError:
        return too_broad()
    except TooManySavedError as error:
        words = _("You have asked for %(most)d things; take one back first.")
        return words % {"most": error.most}
    return ""


def _node(text: str) -> UUID | None:
    try:
        node = get_tree().get(UUID(text))
    except ValueError:
        return None
    return node.uuid if node else None
