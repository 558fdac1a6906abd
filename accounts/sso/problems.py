"""What went wrong on the way through the single sign-on, in words with a remedy."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A heading, what to do, and the status of the answer."""

    heading: str | Promise
    remedy: str | Promise
    status: int


PROBLEMS = {
    "unreachable": Problem(
        _("The single sign-on does not answer"),
        _(
            "It is not your password. Try again in a few minutes. If you have a login and a "
            "password of this library, sign in with them meanwhile."
        ),
        503,
    ),
    "cancelled": Problem(
        _("You did not go on"),
        _("The single sign-on says that you cancelled. Nothing has changed; you can begin again."),
        401,
    ),
    "stale": Problem(
        _("This sign-in cannot be continued"),
        _(
            "It took longer than ten minutes, or was begun in another window or browser. Begin "
            "again from here and finish in the same window."
        ),
        401,
    ),
    "failed": Problem(
        _("The single sign-on was not accepted"),
        _(
            "Its answer did not pass the checks. Begin again; if it happens twice, tell the "
            "administrator the time at which you tried."
        ),
        401,
    ),
    "unknown": Problem(
        _("There is no account for you yet"),
        _(
            "The single sign-on knows you, but this library does not. Ask your school's "
            "administrator for an account. If you already have a login here, sign in with it and "
            "connect the single sign-on on your security page."
        ),
        403,
    ),
}


def show_problem(
    request: HttpRequest, code: str, *, error: Exception | None = None, number: str = ""
) -> HttpResponse:
    """Draw the page about the problem ``code``; ``number`` is what the administrator needs."""
    problem = PROBLEMS[code]
    if error is not None:
        logger.warning("single sign-on: %s: %s", code, error)
    context = {"problem": problem, "code": code, "number": number, "sso_name": settings.OIDC_NAME}
    response = render(request, "accounts/sso/problem.html", context, status=problem.status)
    response["Cache-Control"] = "no-store"
    return response
