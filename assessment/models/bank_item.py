"""The items of the bank: what is said about each, and where its content stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessment import data
from core.api import new_uuid


class BankItem(models.Model):
    """One item of somebody's bank.

    The content stands in its versions; ``number`` is the newest. Title, language, ``points``,
    ``interactions`` (types between spaces) and ``search_text`` are those of the newest version,
    kept for lists. ``audience`` says who sees it beside the owner and those named in ``shares``.
    ``derived_from`` is the version that it was copied from.
    """

    class Status(models.TextChoices):
        """Where it stands; ``states.py`` declares the transitions."""

        DRAFT = data.DRAFT, pgettext_lazy("assessment item", "draft")
        READY = data.READY, pgettext_lazy("assessment item", "ready")
        RETIRED = data.RETIRED, pgettext_lazy("assessment item", "retired")

    class Audience(models.TextChoices):
        """Who sees it."""

        OWN = data.OWN, _("only I and the people I name")
        CIRCLE = data.CIRCLE, _("my organisation")
        EVERYBODY = data.EVERYBODY, _("everybody")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    key = models.CharField(_("key"), max_length=120)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bank_items"
    )
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.DRAFT
    )
    number = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=35, default="ru")
    subject_uuid = models.UUIDField(null=True, db_index=True)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True)
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), null=True)
    points = models.DecimalField(max_digits=12, decimal_places=6, default=0)
    interactions = models.CharField(max_length=2000, default="", blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.OWN)
    circle_code = models.CharField(max_length=30, default="", blank=True)
    circle_uuid = models.UUIDField(null=True)
    derived_from = models.ForeignKey(
        "assessment.BankItemVersion", on_delete=models.PROTECT, null=True, related_name="copies"
    )
    search_text = models.TextField(default="", editable=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("item of the bank")
        verbose_name_plural = _("items of the bank")
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="assessment_item_newest"),
            models.Index(fields=["owner", "-changed_at", "-id"], name="assessment_item_owner"),
            models.Index(fields=["audience", "circle_uuid"], name="assessment_item_audience"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="assessment_item_key"),
            models.CheckConstraint(
                condition=Q(status__in=data.STATUSES), name="assessment_item_status"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__isnull=True)
                | Q(difficulty__gte=data.EASIEST, difficulty__lte=data.HARDEST),
                name="assessment_item_difficulty",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__gte=1, grade__lte=11),
                name="assessment_item_grade",
            ),
            models.CheckConstraint(
                condition=Q(audience=data.CIRCLE, circle_uuid__isnull=False) & ~Q(circle_code="")
                | Q(audience__in=[data.OWN, data.EVERYBODY], circle_uuid__isnull=True),
                name="assessment_item_circle",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="assessment_item_number"),
        ]

    def __str__(self) -> str:
        return self.title or self.key
