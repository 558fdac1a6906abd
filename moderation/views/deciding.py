"""The expert's vote from the review screen: return, approve, reject; and the draft of a letter."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.api import now
from moderation import api
from moderation.data import APPROVE, APPROVED, CLAIMED, QUEUED, REJECT, REJECTED, RETURN, RETURNED
from moderation.errors import FaultyApproval, ReasonMissing, RubricIncomplete
from moderation.forms import LETTER_LIMIT, LetterForm
from moderation.letters import joined
from moderation.models import Submission
from moderation.rubric_form import RubricForm
from moderation.views.access import first_error, refusal_of, signed_in, submission_or_404
from moderation.views.decision_context import decision_context
from moderation.views.review import fresh, show_screen
from moderation.wording import words_for

ACTS: dict[str, Callable[..., object]] = {
    RETURN: api.return_submission,
    APPROVE: api.approve,
    REJECT: api.reject,
}
# The boxes that confirm what cannot be undone: the field, and what is said without the tick.
TICKS: dict[str, tuple[str, str | Promise]] = {
    APPROVE: (
        "confirmed",
        gettext_lazy("Tick the box: approving publishes the object for everyone."),
    ),
    REJECT: ("final", gettext_lazy("Tick the box: a rejection closes the review for good.")),
}
# What is told after a vote, by the state to which it led.
DONE: dict[str, str | Promise] = {
    QUEUED: gettext_lazy("Your vote is counted. The next expert goes on."),
    RETURNED: gettext_lazy("The object is back with its author."),
    APPROVED: gettext_lazy("Approved and published."),
    REJECTED: gettext_lazy("Rejected. The author is told why."),
}


@login_required
@require_POST
def return_submission(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Vote to return the object to its author with a letter."""
    return _decide(request, uuid, RETURN)


@login_required
@require_POST
def approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Vote to publish; a ticked box confirms it."""
    return _decide(request, uuid, APPROVE)


@login_required
@require_POST
def reject(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Vote to refuse the object for good; a ticked box confirms it."""
    return _decide(request, uuid, REJECT)


@login_required
@require_POST
def draft_letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Draft the letter from the marks and remarks; with htmx only the decision comes back."""
    found, person = submission_or_404(request, uuid), signed_in(request)
    if found.state != CLAIMED or found.claimed_by_id != person.pk:
        raise Http404
    rubric = api.rubric_of(found)
    form = RubricForm(request.POST, rubric=rubric)
    remarks = api.remarks_of([found], seen_by=person)
    draft = api.compose_letter(submission=found, rubric=rubric, marks=form.marks(), remarks=remarks)
    letter = joined(_typed_letter(request), draft)[:LETTER_LIMIT]
    typed = {"rubric_form": form, "letter": letter, "letter_drafted": True}
    if not request.htmx:  # type: ignore[attr-defined]
        return show_screen(request, found, **typed)
    context = decision_context(request, found, **typed)
    context["open_musts"] = api.count_open_musts(found, seen_by=person)
    return render(request, "moderation/_decision.html", context)


def _decide(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    found, person = submission_or_404(request, uuid), signed_in(request)
    form, rubric = LetterForm(request.POST), RubricForm(request.POST, rubric=api.rubric_of(found))
    field, words = TICKS.get(verb, ("round", ""))
    if words and not request.POST.get(field):
        return _refused(request, found, rubric, str(words))
    if not form.is_valid():  # deciding without the letter would lose it
        return _refused(request, found, rubric, first_error(form))

    def act() -> None:
        ACTS[verb](
            submission=found,
            letter=form.cleaned_data["letter"],
            seen_round=form.cleaned_data["round"],
            marks=rubric.marks(),
            by=person,
            now=now(),
        )

    refused = refusal_of(lambda: _pointing(act, rubric))
    if refused:
        return _refused(request, found, rubric, refused)
    messages.success(request, str(DONE[found.state]))
    return redirect("moderation:queue")


def _pointing(act: Callable[[], None], rubric: RubricForm) -> None:
    """Do it; when the rubric refuses, say at each criterion concerned what is wrong."""
    try:
        act()
    except RubricIncomplete as error:
        rubric.point_at(error.missing, _("Choose one of the three answers."))
        raise
    except FaultyApproval as error:
        rubric.point_at(error.failed, words_for(error))
        raise
    except ReasonMissing as error:
        rubric.add_error(None, words_for(error))
        raise


def _refused(
    request: HttpRequest, found: Submission, rubric: RubricForm, words: str
) -> HttpResponse:
    """Show the screen as it stands now, with all that was typed and why it did not go."""
    messages.error(request, words)
    return show_screen(
        request,
        fresh(found),
        rubric_form=rubric,
        decision_error=words,
        letter=_typed_letter(request),
        ticked=[field for field, _words in TICKS.values() if request.POST.get(field)],
    )


def _typed_letter(request: HttpRequest) -> str:
    return request.POST.get("letter", "").replace("\r\n", "\n")
