"""How an institute reviews: steps, second readers, the size of an appeal's panel."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning_objects.data import KIND_LABELS


class ReviewRule(models.Model):
    """The way of one kind through an institute; without a rule one expert looks at the method.

    ``days`` are working days for the whole review of a round; the clock stands while the author
    revises.
    """

    institute = models.ForeignKey(
        "moderation.Institute", on_delete=models.CASCADE, related_name="rules"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=list(KIND_LABELS.items()))
    second_reader = models.BooleanField(
        _("blind second review"),
        default=False,
        help_text=_("Two experts vote without knowing of each other; a third settles a split."),
    )
    technical = models.BooleanField(
        _("linguistic and technical review"),
        default=False,
        help_text=_("Another expert looks at language and workmanship after the methodical step."),
    )
    panel = models.PositiveSmallIntegerField(
        _("experts of an appeal"), choices=[(1, "1"), (3, "3")], default=1
    )
    days = models.PositiveSmallIntegerField(
        _("working days for a review"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    class Meta:
        verbose_name = _("review rule")
        verbose_name_plural = _("review rules")
        constraints = [
            models.UniqueConstraint(fields=["institute", "kind"], name="mod_one_rule_kind"),
            models.CheckConstraint(condition=Q(panel__in=(1, 3)), name="mod_panel_one_or_three"),
            models.CheckConstraint(condition=Q(days__range=(1, 60)), name="mod_days_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.institute_id}: {self.kind}"
