"""The user: one person with a sign-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import fold_identifier
from core.api import fold, new_uuid, sort_key

DERIVED_FIELDS = frozenset({"search_text", "sort_name", "login_folded", "email_folded"})


class User(AbstractUser):
    """A person. ``username`` is the login; e-mail is optional, small children have none.

    Names have the three parts Russians use. ``search_text``, ``sort_name``, ``login_folded`` and
    ``email_folded`` are folded copies, because SQLite neither folds nor sorts Cyrillic: people are
    found, ordered and told apart by them.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=10, blank=True, default="", choices=settings.LANGUAGES
    )
    must_change_password = models.BooleanField(default=False, editable=False)
    # When an unchanged one-time password stops working; empty once the person chose their own.
    password_expires_at = models.DateTimeField(null=True, editable=False)
    # The person has shown that letters to this e-mail reach them.
    email_confirmed = models.BooleanField(default=False, editable=False)
    # The person's number in the institution's single sign-on, written by an administrator.
    external_id = models.CharField(
        _("number in the single sign-on"), max_length=200, blank=True, default=""
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, editable=False, related_name="merged_from"
    )
    erased_at = models.DateTimeField(null=True, editable=False)
    search_text = models.CharField(max_length=700, editable=False, default="")
    sort_name = models.CharField(max_length=500, editable=False, default="", db_index=True)
    login_folded = models.CharField(max_length=200, editable=False, blank=True)
    email_folded = models.CharField(max_length=300, editable=False, blank=True, default="")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(fields=["login_folded"], name="accounts_user_login_ci"),
            models.UniqueConstraint(
                fields=["email_folded"],
                condition=~models.Q(email_folded=""),
                name="accounts_user_email_ci",
            ),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~models.Q(external_id=""),
                name="accounts_user_external_id",
            ),
            # What is left of an account that was merged or erased lets nobody in.
            models.CheckConstraint(
                condition=models.Q(is_active=False)
                | models.Q(merged_into__isnull=True, erased_at__isnull=True),
                name="accounts_shell_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def full_name(self) -> str:
        """Surname, name and patronymic: «Иванова Мария Петровна»; the login when unnamed."""
        if self.erased_at:
            return gettext("erased account")
        parts = [self.last_name, self.first_name, self.patronymic]
        return " ".join(part for part in parts if part) or self.username

    @property
    def is_shell(self) -> bool:
        """Say whether the account was merged into another or erased: nothing opens it again."""
        return self.merged_into_id is not None or self.erased_at is not None

    @property
    def short_name(self) -> str:
        """Surname with initials: «Иванова М. П.»; the login when unnamed."""
        if not self.last_name:
            return self.full_name
        initials = [f"{part[0]}." for part in (self.first_name, self.patronymic) if part]
        return "\u00a0".join([self.last_name, *initials])

    def get_full_name(self) -> str:
        """Return :attr:`full_name` (Django and Wagtail ask for it)."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return :attr:`short_name`."""
        return self.short_name

    def clean(self) -> None:
        """Refuse a login that looks like an e-mail: it could be somebody else's."""
        super().clean()
        self._fill_derived_fields()
        if "@" in self.username:
            raise ValidationError(
                {"username": _("A login has no “@”. Put the e-mail in its field.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded columns true, then save."""
        self._fill_derived_fields()
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            kwargs["update_fields"] = {*update_fields, *DERIVED_FIELDS}
        super().save(*args, **kwargs)

    def _fill_derived_fields(self) -> None:
        parts = [self.last_name, self.first_name, self.patronymic, self.username, self.email]
        self.search_text = fold(" ".join(part for part in parts if part))[:700]
        self.sort_name = sort_key(self.full_name)[:500]
        self.login_folded = fold_identifier(self.username)
        self.email_folded = fold_identifier(self.email)
