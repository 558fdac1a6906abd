"""Who belongs to a school, as what, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from school import data


class Membership(models.Model):
    """A person is something in a school from ``since`` to ``until`` (both days included).

    ``until`` is empty while nobody knows the end. A pupil and a class teacher hold their role in
    one ``group``, the others in the whole school. That the group is of the same school, and that
    two memberships of one kind do not overlap, is kept by the one locked action that writes here.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    school = models.ForeignKey(
        "school.School", on_delete=models.PROTECT, related_name="memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="school_memberships"
    )
    role = models.CharField(
        _("role"), max_length=16, choices=[(code, data.ROLE_LABELS[code]) for code in data.ROLES]
    )
    group = models.ForeignKey(
        "school.Group",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = [
            models.Index(fields=["person", "role", "since"], name="school_member_person"),
            models.Index(fields=["group", "role", "since"], name="school_member_group"),
            models.Index(fields=["school", "role", "since"], name="school_member_school"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=data.ROLES), name="school_member_role"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(role__in=sorted(data.GROUP_ROLES), group__isnull=False)
                    | (~models.Q(role__in=sorted(data.GROUP_ROLES)) & models.Q(group__isnull=True))
                ),
                name="school_member_group_by_role",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="school_member_dates",
            ),
            # Two, because SQLite has no NULLS NOT DISTINCT.
            models.UniqueConstraint(
                fields=["person", "role", "group"],
                condition=models.Q(until__isnull=True),
                name="school_member_open_once_in_group",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "school"],
                condition=models.Q(until__isnull=True, group__isnull=True),
                name="school_member_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role} ({self.since}–{self.until or ''})"
