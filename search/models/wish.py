"""What people look for and the library has not."""

from __future__ import annotations

from django.db import models

from core.api import new_uuid
from search.models.query_log import LONGEST_TEXT


class Wish(models.Model):
    """A question that found nothing and that people ask authors for; whoever asks joins it.

    The askers are the saved searches that belong to it: one a person, withdrawable. ``answered_at``
    is when something was published that answers.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    # Stands for the folded words, the subject and the grade: the same wish is one row.
    digest = models.CharField(max_length=32, unique=True)
    text = models.CharField(max_length=LONGEST_TEXT)
    # The canonical address of the search.
    query = models.CharField(max_length=1_500)
    subject_uuid = models.UUIDField(null=True)
    node_uuid = models.UUIDField(null=True)
    grade = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20, blank=True, default="")
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="search_wish_text"),
            models.CheckConstraint(
                condition=models.Q(grade=None) | models.Q(grade__gte=1, grade__lte=11),
                name="search_wish_grade",
            ),
        ]
        indexes = [models.Index(fields=["subject_uuid", "-created_at"], name="search_wish_newest")]

    def __str__(self) -> str:
        return self.text
