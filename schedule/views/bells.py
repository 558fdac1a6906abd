"""The bells of a school."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.api import may
from core.api import now
from schedule.actions.bells import set_bells, standard_bells
from schedule.forms import bell_forms
from schedule.queries import bells_of
from schedule.rules import SEE_SCHOOL
from schedule.states import PLAN
from schedule.views.access import attempt, school_or_404, signed_in, today_in
from schedule.wording import REFUSALS, words_for
from school.api import school_crumbs, school_frame

FIRST_BELL = time(8, 30)
USUAL_LESSONS = 7


@never_cache
@login_required
def bells(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the bells; the school's administrator changes them."""
    changing = request.method == "POST"
    school = school_or_404(request, uuid, PLAN if changing else SEE_SCHOOL)
    where, known = today_in(school), bells_of(school)
    forms = bell_forms(request.POST if changing else None, known)
    refused = ""
    if changing and not any(form.errors for form in forms):
        wanted = [bell for form in forms if (bell := form.bell())]
        try:
            set_bells(school=school, bells=wanted, by=signed_in(request), now=now())
        except REFUSALS as error:
            refused = words_for(error)
        else:
            messages.success(request, _("The bells are saved; coming lessons follow them."))
            return redirect("schedule:bells", uuid)
    context = {
        **school_frame(request, where, "bells"),
        "bells": known,
        "forms": forms,
        "refused": refused,
        "may_plan": may(request.user, PLAN, where),
        "crumbs": school_crumbs(school, (_("Bells"), "")),
    }
    return render(request, "schedule/bells.html", context)


@require_POST
@login_required
def standard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin with the usual bells: seven lessons of 45 minutes from 8:30 on."""
    school = school_or_404(request, uuid, PLAN)
    if not bells_of(school):
        usual = standard_bells(FIRST_BELL, lessons=USUAL_LESSONS)
        by = signed_in(request)
        attempt(
            request,
            lambda: set_bells(school=school, bells=usual, by=by, now=now()),
            _("The usual bells are set. Change them as you need."),
            school=school,
        )
    return redirect("schedule:bells", uuid)
