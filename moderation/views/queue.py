"""The queue of the institute."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User, may
from core.api import now
from learning_objects.api import LearningObject
from moderation import api
from moderation.blind import knows_the_holder
from moderation.commissions.queries import show_answered
from moderation.data import QUEUED, TEAM, QueueFilters
from moderation.deadlines import deadline_words
from moderation.errors import AtCapacity, IsAway
from moderation.forms import WHICH_CHOICES, QueueForm, subject_name
from moderation.models import SavedView
from moderation.queue_numbers import count_by_which, count_queue, filter_choices
from moderation.rules import SEE_QUEUE, SEE_TEAM
from moderation.views.access import first_error, signed_in
from moderation.wording import words_for
from moderation.work_forms import ViewForm
from moderation.work_queries import MOST_COUNTED
from moderation.workdays import Workdays, read_workdays

PAGE_SIZE = 20


class LimitedPaginator(Paginator):  # type: ignore[type-arg]
    """Pages through the first rows of a queue, of which somebody else has counted ``counted``.

    Nobody reads on, and counting all of it costs.
    """

    def __init__(self, *args: Any, counted: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counted = counted

    @property
    def count(self) -> int:
        """Return how many rows can be reached."""
        return min(self.counted, MOST_COUNTED)

    @property
    def has_more(self) -> bool:
        """Say whether rows lie beyond the last page."""
        return self.counted > MOST_COUNTED


def expert_or_403(request: HttpRequest) -> User:
    """Return the person if the queue is theirs to see."""
    user = signed_in(request)
    if not may(user, SEE_QUEUE):
        raise PermissionDenied
    return user


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for review: late first, then by priority, deadline, age."""
    user, moment = expert_or_403(request), now()
    form = QueueForm(request.GET, **filter_choices(user))
    filters = form.filters()
    counts = count_by_which(user, now=moment)
    page = _page(request, user, filters, counts, moment)
    show_answered(page)
    days = read_workdays()
    for submission in page:
        _prepare(submission, user, moment, days)
    is_chief = may(user, SEE_TEAM)
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "is_chief": is_chief,
        "may_hide_reviews": may(user, "learning_objects.hide_review"),
        "loads": api.loads_of(user, now=moment) if is_chief and filters.which == TEAM else [],
        "tabs": _tabs(request, counts, filters.which, is_chief=is_chief),
        "views": list(api.views_of(user)),
        "view_form": ViewForm(initial={"query": request.GET.urlencode()}),
        "most": MOST_COUNTED,
    }
    return render(request, "moderation/queue.html", context)


def _page(
    request: HttpRequest,
    user: User,
    filters: QueueFilters,
    counts: dict[str, int],
    moment: datetime,
) -> Page[Any]:
    """Return the page that is asked for; ``counts`` are those of the tabs, without filters."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    most = number * PAGE_SIZE if 0 < number * PAGE_SIZE <= MOST_COUNTED else MOST_COUNTED
    counted = counts[filters.which]
    if filters != QueueFilters(filters.which):
        counted = count_queue(user, filters, now=moment)
    found = api.queue(user, filters, now=moment, most=most)
    return LimitedPaginator(found, PAGE_SIZE, counted=counted).get_page(asked)


def _tabs(
    request: HttpRequest, counts: dict[str, int], chosen: str, *, is_chief: bool
) -> list[tuple[str, str, bool, str]]:
    """Return the tabs with what stands behind each; who works on what is the chiefs' tab."""
    return [
        (
            str(label).capitalize(),
            _tab_url(request, code),
            code == chosen,
            f"{MOST_COUNTED}+" if counts[code] > MOST_COUNTED else str(counts[code]),
        )
        for code, label in WHICH_CHOICES
        if is_chief or code != TEAM
    ]


def _prepare(submission: Any, user: User, moment: datetime, days: Workdays) -> None:
    """Hang on a row what the template shows and the table does not hold."""
    submission.subject_name = subject_name(submission.subject_uuid)
    submission.kind_label = LearningObject.Kind(submission.kind).label
    submission.is_overdue = api.is_overdue(submission, now=moment)
    submission.is_past = api.is_late(submission, now=moment)
    submission.deadline = deadline_words(submission, now=moment, days=days)
    submission.knows_holder = knows_the_holder(user, submission)
    submission.is_free = submission.state == QUEUED or submission.is_overdue


def _tab_url(request: HttpRequest, which: str) -> str:
    """Return the address of a tab that keeps the other filters and starts at the first page."""
    kept = request.GET.copy()
    kept.pop("page", None)
    kept.pop("person", None)
    kept["which"] = which
    return f"?{kept.urlencode()}"


@login_required
@require_POST
def claim_next(request: HttpRequest) -> HttpResponse:
    """Claim what the expert should do next within the filters and open it."""
    user = expert_or_403(request)
    form = QueueForm({**request.POST.dict(), "which": "free"}, **filter_choices(user))
    try:
        submission = api.claim_next(filters=form.filters(), by=user, now=now())
    except (AtCapacity, IsAway) as error:
        messages.info(request, words_for(error))
        return redirect("moderation:queue")
    if submission is None:
        messages.info(request, _("Nothing is waiting for you. The queue is empty."))
        return redirect("moderation:queue")
    return redirect("moderation:submission", submission.uuid)


@login_required
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters of the page under a name."""
    user = expert_or_403(request)
    form = ViewForm(request.POST)
    query = _clean_query(request.POST.get("query", ""))
    if form.is_valid():
        shared = form.cleaned_data["is_shared"] and may(user, SEE_TEAM)
        title = form.cleaned_data["title"]
        api.save_view(title=title, query=query, is_shared=shared, by=user)
        messages.success(request, _("The view is saved."))
    else:
        messages.error(request, first_error(form))
    return redirect(f"{reverse('moderation:queue')}?{query}")


def _clean_query(given: str) -> str:
    """Return the known filters of a query string, and nothing else."""
    kept = QueryDict(mutable=True)
    for name, values in parse_qs(given[:1000]).items():
        if name in QueueForm.base_fields:
            kept[name] = values[0]
    return kept.urlencode()[:1000]


@login_required
@require_POST
def forget_view(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Remove one's own saved view."""
    user = expert_or_403(request)
    api.forget_view(view=get_object_or_404(SavedView, uuid=uuid, owner=user), by=user)
    return redirect("moderation:queue")
