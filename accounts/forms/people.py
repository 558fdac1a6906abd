"""Forms of the people pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.data import LETTER, ROLE_LABELS, ROLES_OF_SCOPE, SHEET, SITE_SCOPE, Scope
from accounts.identifiers import fold_identifier
from accounts.models import User
from accounts.scopes import scope_choices

ONE_TIME = "one_time"


class PeopleFilterForm(forms.Form):
    """Search and filters of the list."""

    q = forms.CharField(
        label=_("Part of a name, login or e-mail"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("Sign-in"),
        required=False,
        choices=[
            ("", pgettext_lazy("sign-in", "any")),
            ("active", pgettext_lazy("sign-in", "open")),
            ("suspended", pgettext_lazy("sign-in", "suspended")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "role", [("", pgettext_lazy("role", "any")), *_role_choices()])

    def found(self) -> dict[str, Any]:
        """Return the arguments of ``find_people``; nonsense asks for everybody."""
        data = self.cleaned_data if self.is_valid() else {}
        active = {"active": True, "suspended": False}.get(data.get("state", ""))
        return {"text": data.get("q", ""), "role": data.get("role", ""), "active": active}


class PersonForm(forms.Form):
    """A new person: login, name parts, e-mail."""

    login = forms.CharField(
        label=_("Login"),
        max_length=150,
        help_text=_(
            "Letters, digits and . _ - +, for example ivanova.mp. Capital letters do not matter."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    last_name = forms.CharField(label=_("Surname"), max_length=150)
    first_name = forms.CharField(label=_("First name"), max_length=150)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Needed to get a new password by letter. Small children have none."),
    )


class EntryForm(PersonForm):
    """A new person and how they get in."""

    entry = forms.ChoiceField(
        label=_("How the person gets in"),
        choices=[
            (ONE_TIME, _("by a one-time password that you hand over")),
            (SHEET, _("by a printed invitation, also without e-mail")),
            (LETTER, _("by a letter with a link")),
        ],
        widget=forms.RadioSelect,
        initial=ONE_TIME,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the e-mail when a letter is to go there."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("entry") == LETTER and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the e-mail that the letter goes to."))
        return data


class NumberForm(forms.Form):
    """The person's number in the single sign-on."""

    external_id = forms.CharField(
        label=_("Number in the single sign-on"),
        required=False,
        max_length=200,
        help_text=_("By this number the single sign-on finds the account at the first sign-in."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class MergeForm(forms.Form):
    """Which account is to be merged into the one that is open."""

    login = forms.CharField(
        label=_("Login of the other account"),
        max_length=150,
        help_text=_("It will be closed, and all it has will belong to this one."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class ConfirmLoginForm(forms.Form):
    """Types the login once more before something that cannot be undone."""

    login = forms.CharField(
        label=_("Type the login to confirm"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_login(self) -> str:
        """Compare with the login, whatever the case."""
        typed = str(self.cleaned_data["login"])
        if fold_identifier(typed) != self.user.login_folded:
            raise forms.ValidationError(_("This is not the login of the account."))
        return typed


class RoleForm(forms.Form):
    """A role and where it holds: everywhere, in one subject, in one organisation."""

    role = forms.ChoiceField(label=_("Role"))
    scope = forms.ChoiceField(
        label=_("Where the role holds"),
        required=False,
        help_text=_(
            "Only moderators and methodologists can be limited to one subject; an author may "
            "belong to an organisation."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "role", _role_choices())
        _offer(self, "scope", [("", _("everywhere")), *_scope_options()])

    def clean(self) -> dict[str, Any]:
        """Refuse a subject or an organisation for a role that cannot be limited to it."""
        data: dict[str, Any] = super().clean() or {}
        code = parse_scope(data.get("scope") or "").code
        if code != SITE_SCOPE and data.get("role") not in ROLES_OF_SCOPE[code]:
            self.add_error("scope", _("This role cannot be limited to that."))
        return data

    def scope_value(self) -> Scope:
        """Return the chosen scope."""
        return parse_scope(self.cleaned_data["scope"])


class ProfileForm(forms.Form):
    """One's own particulars. A new e-mail needs the password: letters with passwords go there."""

    last_name = forms.CharField(label=_("Surname"), max_length=150, required=False)
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the site"),
        required=False,
        choices=[("", _("as the site is")), *settings.LANGUAGES],
    )
    password = forms.CharField(
        label=_("Present password"),
        required=False,
        strip=False,
        help_text=_("Only to change the e-mail."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        initial = {name: getattr(user, name) for name in self.base_fields if name != "password"}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        if not user.has_usable_password():  # who comes by the single sign-on has none to type
            del self.fields["password"]
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("Ask the administrator to change it.")

    def clean(self) -> dict[str, Any]:
        """Ask for the password when the e-mail changes."""
        data: dict[str, Any] = super().clean() or {}
        changed = fold_identifier(data.get("email", "")) != fold_identifier(self.user.email)
        if changed and not self.user.check_password(data.get("password", "")):
            self.add_error("password", _("Type your present password to change the e-mail."))
        return data


def parse_scope(text: str) -> Scope:
    """Return the scope that a form option names: ``"subject:<uuid>"``, or "" for everywhere."""
    code, _colon, uuid = text.partition(":")
    return Scope(code, UUID(uuid)) if uuid else Scope(SITE_SCOPE)


def format_scope(scope: Scope) -> str:
    """Return the form option of ``scope``."""
    return f"{scope.code}:{scope.uuid}" if scope.uuid else ""


def _offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _role_choices() -> list[tuple[str, str]]:
    return [(code, capfirst(str(label))) for code, label in ROLE_LABELS.items()]


def _scope_options() -> list[tuple[str, str]]:
    return [
        (format_scope(Scope(code, choice.uuid)), choice.label)
        for code, choices in scope_choices()
        for choice in choices
    ]
