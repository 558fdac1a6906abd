"""The user: one person with a sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.api import fold, new_uuid, sort_key


class User(AbstractUser):
    """A person. ``username`` is the login; e-mail is optional, small children have none.

    Names have the three parts Russians use. ``search_text`` and ``sort_name`` are folded copies,
    because SQLite neither folds nor sorts Cyrillic.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=150, blank=True)
    search_text = models.CharField(max_length=700, editable=False, default="")
    sort_name = models.CharField(max_length=500, editable=False, default="", db_index=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="accounts_user_login_ci"),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="accounts_user_email_ci"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def full_name(self) -> str:
        """Surname, name and patronymic: «Иванова Мария Петровна»; the login when unnamed."""
        parts = [self.last_name, self.first_name, self.patronymic]
        return " ".join(part for part in parts if part) or self.username

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded columns true, then save."""
        parts = [self.last_name, self.first_name, self.patronymic, self.username, self.email]
        self.search_text = fold(" ".join(part for part in parts if part))[:700]
        self.sort_name = sort_key(self.full_name)[:500]
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            kwargs["update_fields"] = {*update_fields, "search_text", "sort_name"}
        super().save(*args, **kwargs)
