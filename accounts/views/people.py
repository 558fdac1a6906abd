"""The list of people, one person, a new person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from accounts.actions.people import create_user, make_password_text
from accounts.data import INVITATION_OPEN, LETTER, ROLE_LABELS, SHEET, Role
from accounts.forms.people import (
    ONE_TIME,
    EntryForm,
    NumberForm,
    PeopleFilterForm,
    RoleForm,
    format_scope,
)
from accounts.models import User
from accounts.queries import assignments_of, find_people
from accounts.scopes import scope_labels
from accounts.second_factor.policy import has_second_factor
from accounts.sso.adapter import is_configured
from accounts.trail import read_person_trail
from accounts.views.access import for_managers, person_or_404, signed_in
from core.api import now

PAGE_SIZE = 30


@for_managers
def people(request: HttpRequest) -> HttpResponse:
    """List people in Russian order, searched and filtered, a page at a time."""
    form = PeopleFilterForm(request.GET)
    page = Paginator(find_people(**form.found()), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(user, assignments_of(user)) for user in page.object_list]
    words = scope_labels(role.scope for _user, roles in rows for role in roles)
    listed = [(user, [_role_text(role, words) for role in roles]) for user, roles in rows]
    return render(
        request, "accounts/people.html", {"form": form, "page_obj": page, "people": listed}
    )


@for_managers
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a person: particulars, roles with their scopes, what was done."""
    return show_person(request, person_or_404(uuid), RoleForm())


@for_managers
def create_person(request: HttpRequest) -> HttpResponse:
    """Make a person and show, this once, the one-time password or the invitation."""
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        entry = fields.pop("entry")
        password = make_password_text() if entry == ONE_TIME else None
        try:
            made = create_user(
                **fields,
                password=password,
                one_time=password is not None,
                by=signed_in(request),
                now=now(),
            )
        except ValidationError as error:
            add_errors(form, error, username="login")
        else:
            return _let_in(request, made, entry, password)
    return render(request, "accounts/create_person.html", {"form": form})


def _let_in(request: HttpRequest, made: User, entry: str, password: str | None) -> HttpResponse:
    from accounts.views.lifecycle import send_invitation

    if password is not None:
        return show_password(request, made, password)
    return send_invitation(request, made, entry)


def show_person(
    request: HttpRequest, user: User, form: RoleForm, *, status: int = 200
) -> HttpResponse:
    """Draw the page of one person with ``form`` for a further role."""
    roles = assignments_of(user)
    words = scope_labels(role.scope for role in roles)
    context = {
        "person": user,
        "roles": [(role, _role_text(role, words), format_scope(role.scope)) for role in roles],
        "form": form,
        "trail": read_person_trail(user),
        "invitation": user.invitations.filter(state=INVITATION_OPEN, expires_at__gt=now()).first(),
        "has_factor": has_second_factor(user),
        "sheet_fields": [("channel", SHEET)],
        "letter_fields": [("channel", LETTER)],
        "number_form": NumberForm(initial={"external_id": user.external_id})
        if is_configured()
        else None,
    }
    return render(request, "accounts/person.html", context, status=status)


def show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Show a one-time password; the page is in no cache, so going back does not show it again."""
    days = settings.ONE_TIME_PASSWORD_DAYS
    context = {"person": user, "password": password, "days": days}
    response = render(request, "accounts/password.html", context)
    response["Cache-Control"] = "no-store"
    return response


def add_errors(form: forms.Form, error: ValidationError, **renamed: str) -> None:
    """Put the errors of an action beside the fields of ``form``."""
    for name, messages in _by_field(error).items():
        field = renamed.get(name, name)
        form.add_error(field if field in form.fields else None, messages)


def _by_field(error: ValidationError) -> dict[str, Any]:
    return dict(error.error_dict) if hasattr(error, "error_dict") else {"": error.error_list}


def _role_text(role: Role, words: dict[Any, str]) -> str:
    label = capfirst(str(ROLE_LABELS.get(role.code, role.code)))
    return f"{label}: {words[role.scope]}" if role.scope.uuid else label
