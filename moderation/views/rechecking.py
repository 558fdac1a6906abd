"""The verdict of a second look from the review screen: keep, withdraw, block."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.api import now
from moderation import api
from moderation.data import BLOCK, KEEP, RETIRE
from moderation.errors import FaultyApproval, RubricIncomplete
from moderation.forms import LetterForm
from moderation.rubric_form import RubricForm
from moderation.views.access import first_error, refusal_of, signed_in, submission_or_404
from moderation.views.review import fresh, show_screen

ACTS: dict[str, Callable[..., object]] = {
    KEEP: api.keep,
    RETIRE: partial(api.remove, how=RETIRE),
    BLOCK: partial(api.remove, how=BLOCK),
}
DONE: dict[str, str | Promise] = {
    KEEP: gettext_lazy("The material stays in the library."),
    RETIRE: gettext_lazy("The material is withdrawn; who uses it is told."),
    BLOCK: gettext_lazy("The material is blocked; who uses it is told."),
}


@login_required
@require_POST
def settle_recheck(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Vote on what is public: a ticked box confirms what takes it out of the library."""
    if verb not in ACTS:
        raise Http404
    found, person = submission_or_404(request, uuid), signed_in(request)
    letter, rubric = LetterForm(request.POST), RubricForm(request.POST, rubric=api.rubric_of(found))
    words = ""
    if verb != KEEP and not request.POST.get("certain"):
        words = _("Tick the box: taking it out concerns everybody who uses it.")
    elif not letter.is_valid():
        words = first_error(letter)
    else:
        text, marks = letter.cleaned_data["letter"], rubric.marks()
        facts = {"letter": text, "marks": marks, "by": person, "now": now()}
        words = refusal_of(
            lambda: _pointing(partial(ACTS[verb], submission=found, **facts), rubric)
        )
    if not words:
        messages.success(request, str(DONE[verb]))
        return redirect("moderation:queue")
    messages.error(request, words)
    return show_screen(
        request,
        fresh(found),
        rubric_form=rubric,
        decision_error=words,
        letter=request.POST.get("letter", "").replace("\r\n", "\n"),
        ticked=["certain"] if request.POST.get("certain") else [],
    )


def _pointing(act: Callable[[], object], rubric: RubricForm) -> None:
    """Do it; when the rubric refuses, say at each criterion concerned what is wrong."""
    try:
        act()
    except RubricIncomplete as error:
        rubric.point_at(error.missing, _("Choose one of the three answers."))
        raise
    except FaultyApproval as error:
        rubric.point_at(error.failed, _("With a “no” it cannot stay as it is."))
        raise
