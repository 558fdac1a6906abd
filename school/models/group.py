"""Classes and the groups they are divided into."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.api import new_uuid
from school import data


class Group(models.Model):
    """A class («8 «Б»» of one school year) or a subgroup of it (English, technology).

    ``year`` is the year in which the school year begins: 2026 for 2026/27. A subgroup names its
    class in ``parent``; a class has none.
    """

    class Kind(models.TextChoices):
        """What a group is."""

        CLASS = data.CLASS, _("class")
        SUBGROUP = data.SUBGROUP, _("subgroup")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    school = models.ForeignKey("school.School", on_delete=models.PROTECT, related_name="groups")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CLASS)
    year = models.PositiveSmallIntegerField(_("school year"))
    grade = models.PositiveSmallIntegerField(_("grade"))
    letter = models.CharField(_("letter"), max_length=10, blank=True)
    title = models.CharField(_("title"), max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="subgroups"
    )

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["grade", "letter", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "grade", "letter"],
                condition=models.Q(kind=data.CLASS),
                name="school_class_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["parent", "title"], name="school_subgroup_once_in_class"
            ),
            models.CheckConstraint(
                condition=models.Q(grade__range=(1, 11)), name="school_group_grade"
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(1990, 2100)), name="school_group_year"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind=data.CLASS, parent__isnull=True)
                    | models.Q(kind=data.SUBGROUP, parent__isnull=False)
                ),
                name="school_group_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.title
