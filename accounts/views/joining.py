"""Invited people come in."""

from __future__ import annotations

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.actions.invitations import NoSuchInvitation, accept_invitation, find_invitation
from accounts.forms.joining import FirstPasswordForm, InvitationCodeForm
from accounts.models import User
from accounts.views.people import add_errors
from core.api import now


@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code that stands on a printed invitation."""
    form = InvitationCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limited = _limit(request)
        if limited:
            return limited
        code = form.cleaned_data["code"]
        try:
            find_invitation(code, now=now())
        except NoSuchInvitation:
            form.add_error("code", _no_such())
        else:
            return redirect("accounts:join_by_link", code=code.strip())
    return render(request, "accounts/joining/code.html", {"form": form})


@never_cache
def join_by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Let the invited person choose a password; looking at the page uses nothing up."""
    limited = _limit(request)
    if limited:
        return limited
    try:
        invited = find_invitation(code, now=now()).user
        form = FirstPasswordForm(request.POST or None, user=invited)
        if request.method == "POST" and form.is_valid():
            return _accept(request, code, form)
    except NoSuchInvitation:
        return _private(render(request, "accounts/joining/refused.html", status=404))
    context = {"form": form, "person": invited}
    return _private(render(request, "accounts/joining/password.html", context))


def _accept(request: HttpRequest, code: str, form: FirstPasswordForm) -> HttpResponse:
    try:
        user = accept_invitation(code=code, password=form.cleaned_data["password1"], now=now())
    except ValidationError as error:
        add_errors(form, error)
        return render(
            request, "accounts/joining/password.html", {"form": form, "person": form.user}
        )
    return _sign_in(request, user)


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Go on as after any sign-in: the second factor, the language, the start page."""
    from allauth.account.internal.flows.login import perform_password_login
    from allauth.account.models import Login

    messages.success(request, _("Your password is saved. Next time sign in with your login."))
    answer: HttpResponse = perform_password_login(
        request, {"username": user.username}, Login(user=user)
    )
    return answer


@require_safe
def password_expired(request: HttpRequest) -> HttpResponse:
    """Say that the one-time password was not used in time, and who gives a new one."""
    days = settings.ONE_TIME_PASSWORD_DAYS
    return render(request, "accounts/joining/expired.html", {"days": days})


def _limit(request: HttpRequest) -> HttpResponse | None:
    """Count tries by the reader's address: codes are long, but guessing must cost time."""
    answer: HttpResponse | None = ratelimit.consume_or_429(request, action="invitation")
    return answer


def _no_such() -> str:
    return _(
        "This code does not work: it is mistyped, was used already, or has expired. Check it "
        "letter by letter, or ask the administrator for a new invitation."
    )


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the page with the code out of caches; ``SECURE_REFERRER_POLICY`` tells no other site."""
    response["Cache-Control"] = "no-store"
    return response
