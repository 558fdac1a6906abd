"""What an administrator changes about a person; each view makes one call into an action."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.administrators import LastAdministrator
from accounts.actions.people import ClosedForGood, issue_password
from accounts.actions.roles import grant_role, revoke_role
from accounts.actions.suspension import restore_user, suspend_user
from accounts.data import ROLE_LABELS
from accounts.forms.people import RoleForm, parse_scope
from accounts.models import User
from accounts.views.access import for_managers, person_or_404, signed_in
from accounts.views.people import show_password, show_person
from core.api import now


@require_POST
@for_managers
def grant(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a role."""
    user = person_or_404(uuid)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return show_person(request, user, form, status=422)
    try:
        grant_role(
            user=user,
            role=form.cleaned_data["role"],
            scope=form.scope_value(),
            by=signed_in(request),
            now=now(),
        )
    except ClosedForGood:
        return _refuse_closed(request, user)
    messages.success(request, _("The role has been given."))
    return _back(user)


@require_POST
@for_managers
def revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a role away."""
    user = person_or_404(uuid)
    try:
        scope = parse_scope(request.POST.get("scope", ""))
        role = request.POST.get("role", "")
        taken = revoke_role(user=user, role=role, scope=scope, by=signed_in(request), now=now())
    except ValueError:
        taken = False
    except LastAdministrator:
        return _refuse_last(request, user)
    if taken:
        messages.success(
            request, _("The role “%(role)s” has been taken away.") % {"role": ROLE_LABELS[role]}
        )
    else:
        messages.info(request, _("The person does not have this role."))
    return _back(user)


@require_POST
@for_managers
def suspend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close the sign-in."""
    user = person_or_404(uuid)
    try:
        suspend_user(user=user, by=signed_in(request), now=now())
    except LastAdministrator:
        return _refuse_last(request, user)
    messages.success(request, _("The sign-in is closed. Roles and materials are kept."))
    return _back(user)


@require_POST
@for_managers
def restore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open the sign-in again."""
    user = person_or_404(uuid)
    try:
        restore_user(user=user, by=signed_in(request), now=now())
    except ClosedForGood:
        return _refuse_closed(request, user)
    messages.success(request, _("The sign-in is open again."))
    return _back(user)


@require_POST
@for_managers
def issue(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a new one-time password and show it this once."""
    user = person_or_404(uuid)
    try:
        password = issue_password(user=user, by=signed_in(request), now=now())
    except ClosedForGood:
        return _refuse_closed(request, user)
    return show_password(request, user, password)


def _refuse_last(request: HttpRequest, user: User) -> HttpResponseRedirect:
    messages.error(
        request,
        _("This is the last administrator. Give the role to somebody else first."),
    )
    return _back(user)


def _refuse_closed(request: HttpRequest, user: User) -> HttpResponseRedirect:
    messages.error(request, _("This account was merged or erased; it stays closed."))
    return _back(user)


def _back(user: User) -> HttpResponseRedirect:
    return redirect("accounts:person", uuid=user.uuid)
