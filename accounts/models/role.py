"""Roles with a scope."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleAssignment(models.Model):
    """A person has ``role`` within one scope.

    The scope is a pair (code, uuid) and never a foreign key, because the things it names
    (a subject of the framework, later an institute or a school) live in packages above.
    ``scope_code = "site"`` with no uuid means everywhere.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_assignments"
    )
    role = models.CharField(_("role"), max_length=30)
    scope_code = models.CharField(_("scope"), max_length=30, default="site")
    scope_uuid = models.UUIDField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        constraints = [
            # Two, because SQLite has no NULLS NOT DISTINCT and Django then drops the constraint.
            models.UniqueConstraint(
                fields=["user", "role", "scope_code", "scope_uuid"],
                name="accounts_role_once_in_scope",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(scope_uuid__isnull=True),
                name="accounts_role_once_everywhere",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(scope_code="site", scope_uuid__isnull=True)
                    | (~models.Q(scope_code="site") & models.Q(scope_uuid__isnull=False))
                ),
                name="accounts_role_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} ({self.scope_code})"
