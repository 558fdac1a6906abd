"""The queue of the institute."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User, may
from core.api import now
from learning_objects.api import LearningObject
from moderation import api
from moderation.commissions.queries import show_answered
from moderation.data import QUEUED
from moderation.forms import WHICH_CHOICES, QueueForm, subject_name
from moderation.queries import count_by_which, filter_choices
from moderation.rules import SEE_QUEUE
from moderation.views.access import signed_in

PAGE_SIZE = 20


def _expert(request: HttpRequest) -> User:
    """Return the person if the queue is theirs to see."""
    user = signed_in(request)
    if not may(user, SEE_QUEUE):
        raise PermissionDenied
    return user


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for review, the longest waiting first."""
    user, moment = _expert(request), now()
    form = QueueForm(request.GET, **filter_choices(user))
    filters = form.filters()
    page = Paginator(api.queue(user, filters, now=moment), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    show_answered(page)
    for submission in page:
        _prepare(submission, moment)
    counts = count_by_which(user, now=moment)
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "tabs": [
            (str(label).capitalize(), _tab_url(request, code), code == filters.which, counts[code])
            for code, label in WHICH_CHOICES
        ],
    }
    return render(request, "moderation/queue.html", context)


def _prepare(submission: Any, moment: datetime) -> None:
    """Hang on a row what the template shows and the table does not hold."""
    submission.subject_name = subject_name(submission.subject_uuid)
    submission.kind_label = LearningObject.Kind(submission.kind).label
    submission.is_overdue = api.is_overdue(submission, now=moment)
    submission.is_free = submission.state == QUEUED or submission.is_overdue


def _tab_url(request: HttpRequest, which: str) -> str:
    """Return the address of a tab that keeps the other filters and starts at the first page."""
    kept = request.GET.copy()
    kept.pop("page", None)
    kept["which"] = which
    return f"?{kept.urlencode()}"


@login_required
@require_POST
def claim_next(request: HttpRequest) -> HttpResponse:
    """Claim the longest waiting free submission within the filters and open it."""
    user = _expert(request)
    form = QueueForm({**request.POST.dict(), "which": "free"}, **filter_choices(user))
    submission = api.claim_next(filters=form.filters(), by=user, now=now())
    if submission is None:
        messages.info(request, _("Nothing is waiting for you. The queue is empty."))
        return redirect("moderation:queue")
    return redirect("moderation:submission", submission.uuid)
