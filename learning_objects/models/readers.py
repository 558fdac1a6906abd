"""What readers give back: ratings with reviews, thanks, and the numbers kept beside them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.api import new_uuid
from learning_objects.models.learning_object import LearningObject

REVIEW_LIMIT = 1_000


class Rating(models.Model):
    """One person's stars for an object, with a short review of the version that they used.

    The author answers once; a hidden one is kept, with the reason, but neither shown nor counted.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    learning_object = models.ForeignKey(
        LearningObject, on_delete=models.PROTECT, related_name="ratings"
    )
    number = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=REVIEW_LIMIT, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    answer = models.CharField(max_length=REVIEW_LIMIT, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=500, blank=True, default="")
    # How many readers asked the institute to look at it; the rows say who and why.
    complaints = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learning_object", "user"], name="lo_rating_once"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="lo_rating_stars"),
            models.CheckConstraint(condition=Q(number__gte=1), name="lo_rating_number"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & ~Q(answered_at=None),
                name="lo_rating_answer_dated",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_reason="")
                | ~Q(hidden_at=None) & ~Q(hidden_reason=""),
                name="lo_rating_hidden_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["learning_object", "-changed_at", "-id"], name="lo_rating_newest"),
            models.Index(
                fields=["-complaints"], name="lo_rating_reported", condition=Q(complaints__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id} v{self.number}: {self.stars}"


class RatingComplaint(models.Model):
    """A reader asks the institute to look at a review; once a person."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="complaint_rows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "user"], name="lo_rating_complaint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id}: {self.reason[:40]}"


class Thanks(models.Model):
    """A signed-in person said thank you; once for an object."""

    learning_object = models.ForeignKey(
        LearningObject, on_delete=models.PROTECT, related_name="thanks"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learning_object", "user"], name="lo_thanks_once"),
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id}: {self.created_at}"


class ReaderCount(models.Model):
    """The numbers of one object, moved in the transaction of every rating and every thanks.

    ``one`` … ``five`` count the ratings that are shown by their stars, ``score`` is for ranking
    (``learning_objects.scores``), ``serial`` grows with every change that a page may show.
    """

    learning_object = models.OneToOneField(
        LearningObject, on_delete=models.PROTECT, related_name="reader_count"
    )
    one = models.PositiveIntegerField(default=0)
    two = models.PositiveIntegerField(default=0)
    three = models.PositiveIntegerField(default=0)
    four = models.PositiveIntegerField(default=0)
    five = models.PositiveIntegerField(default=0)
    thanks = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=0.0)
    serial = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.learning_object_id}: {self.numbers}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many ratings of one, two … five stars."""
        return (self.one, self.two, self.three, self.four, self.five)
