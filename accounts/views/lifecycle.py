"""Inviting, merging and erasing: what an administrator does with a whole account."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.administrators import LastAdministrator
from accounts.actions.erasing import OwnAccount, check_erasure, erase_person
from accounts.actions.factors import reset_factors
from accounts.actions.invitations import NoLetterBox, invite_person, withdraw_invitations
from accounts.actions.merging import (
    CLASH,
    SAME,
    SHELL,
    YOURSELF,
    CannotMerge,
    check_merge,
    merge_people,
)
from accounts.actions.people import ClosedForGood
from accounts.actions.sign_on import set_external_id
from accounts.data import LETTER, SHEET
from accounts.forms.people import ConfirmLoginForm, MergeForm, NumberForm
from accounts.lifecycle import describe_erasure, describe_merge
from accounts.models import User
from accounts.queries import get_user_by_login
from accounts.views.access import after_confirming, for_managers, person_or_404, signed_in
from accounts.views.people import add_errors
from core.api import now


@require_POST
@for_managers
def invite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Invite by letter, or show the sheet to be printed, this once."""
    channel = LETTER if request.POST.get("channel") == LETTER else SHEET
    return send_invitation(request, person_or_404(uuid), channel)


def send_invitation(request: HttpRequest, user: User, channel: str) -> HttpResponse:
    """Invite and say what happened."""
    try:
        code = invite_person(user=user, channel=channel, by=signed_in(request), now=now())
    except NoLetterBox:
        messages.error(request, _("There is no e-mail to write to. Print an invitation instead."))
    except ClosedForGood:
        return _closed(request, user)
    else:
        if channel == SHEET:
            return _show_sheet(request, user, code)
        messages.success(request, _("The invitation is on its way by letter."))
    return redirect("accounts:person", uuid=user.uuid)


def _show_sheet(request: HttpRequest, user: User, code: str) -> HttpResponse:
    context = {
        "person": user,
        "code": code,
        "days": settings.INVITATION_DAYS,
        "join_url": f"{settings.BASE_URL}{reverse('accounts:join')}",
    }
    response = render(request, "accounts/sheet.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@for_managers
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw an open invitation."""
    user = person_or_404(uuid)
    if withdraw_invitations(user=user, by=signed_in(request), now=now()):
        messages.success(request, _("The invitation no longer works."))
    return redirect("accounts:person", uuid=user.uuid)


@require_POST
@for_managers
@after_confirming
def reset_second_factor(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take lost second factors away."""
    user = person_or_404(uuid)
    if reset_factors(user=user, by=signed_in(request), now=now()):
        messages.success(
            request, _("The second factors are taken away; all sessions of the person have ended.")
        )
    else:
        messages.info(request, _("The person has no second factor."))
    return redirect("accounts:person", uuid=user.uuid)


@require_POST
@for_managers
@after_confirming
def number(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write the number in the single sign-on."""
    user = person_or_404(uuid)
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            set_external_id(
                user=user,
                number=form.cleaned_data["external_id"],
                by=signed_in(request),
                now=now(),
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:person", uuid=user.uuid)
    context = {"person": person_or_404(uuid), "form": form}
    return render(request, "accounts/number.html", context, status=422)


@for_managers
@after_confirming
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose the other account, look at what will happen, type its login, merge."""
    kept = person_or_404(uuid)
    gone = _other(request, kept)
    if gone is None:
        return _choose_other(request, kept)
    form = ConfirmLoginForm(request.POST or None, user=gone)
    try:
        if request.method == "POST" and form.is_valid():
            merge_people(kept=kept, gone=gone, by=signed_in(request), now=now())
            messages.success(request, _("The two accounts are one now."))
            return redirect("accounts:person", uuid=kept.uuid)
        check_merge(kept, gone, signed_in(request))
    except (CannotMerge, LastAdministrator) as error:
        messages.error(request, _refusal(error))
        return redirect("accounts:merge", uuid=kept.uuid)
    context = {"person": kept, "gone": gone, "form": form, "lines": describe_merge(gone)}
    return render(request, "accounts/merge.html", context)


def _choose_other(request: HttpRequest, kept: User) -> HttpResponse:
    form = MergeForm(request.GET if "login" in request.GET else None)
    if form.is_bound and form.is_valid():
        form.add_error("login", _("There is no account with this login."))
    return render(request, "accounts/merge_choose.html", {"person": kept, "form": form})


def _other(request: HttpRequest, kept: User) -> User | None:
    login = request.GET.get("login", "")
    return get_user_by_login(login) if login else None


def _refusal(error: Exception) -> str:
    if isinstance(error, CannotMerge):
        return {
            SAME: _("This is the same account. Give the login of the other one."),
            SHELL: _("One of the two was merged or erased already."),
            YOURSELF: _(
                "You would close the account you are working in. Open it and merge the other one "
                "into it."
            ),
            CLASH: _(
                "Both accounts have an entry of their own in “%(relation)s”, and only one can "
                "stay. Nothing has been changed. Remove one of them first."
            )
            % {"relation": error.relation},
        }[error.code]
    return _("This is the last administrator. Give the role to somebody else first.")


@for_managers
@after_confirming
def erase(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what goes and what stays, let the login be typed, erase."""
    user = person_or_404(uuid)
    form = ConfirmLoginForm(request.POST or None, user=user)
    try:
        check_erasure(user, signed_in(request))
        if request.method == "POST" and form.is_valid():
            erase_person(user=user, by=signed_in(request), now=now())
            messages.success(request, _("The personal data are erased."))
            return redirect("accounts:person", uuid=user.uuid)
    except ClosedForGood:
        return _closed(request, user)
    except OwnAccount:
        messages.error(request, _("Your own account is erased by another administrator."))
        return redirect("accounts:person", uuid=user.uuid)
    except LastAdministrator as error:
        messages.error(request, _refusal(error))
        return redirect("accounts:person", uuid=user.uuid)
    context = {"person": user, "form": form, "lines": describe_erasure(user)}
    return render(request, "accounts/erase.html", context)


def _closed(request: HttpRequest, user: User) -> HttpResponse:
    messages.error(request, _("This account was merged or erased; it stays closed."))
    return redirect("accounts:person", uuid=user.uuid)
