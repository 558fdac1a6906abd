"""What was asked and what was opened, a day a row: counters, never a person.

There is no account, no address and no session here, nor the moment of a search: only days.
"""

from __future__ import annotations

from django.db import models

LONGEST_TEXT = 120


class SearchDay(models.Model):
    """All searches of one day, those too whose words are not kept."""

    day = models.DateField(unique=True)
    searches = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)
    # Searches whose words were not kept: they looked personal, or there were too many at once.
    unkept = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.searches}"


class QueryDay(models.Model):
    """One question on one day: folded words with their filters.

    ``digest`` stands for text and filters; ``askers`` counts those who asked for the first time
    that day, as far as one process can tell; ``places`` is the sum of the clicked places.
    """

    day = models.DateField()
    digest = models.CharField(max_length=32)
    text = models.CharField(max_length=LONGEST_TEXT)
    filters = models.CharField(max_length=1_000, blank=True, default="")
    # What subject it was about, as far as filters or hits say; empty when they do not.
    subject_uuid = models.UUIDField(null=True)
    searches = models.PositiveIntegerField(default=0)
    askers = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    relaxed = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "digest"], name="search_query_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(askers__lte=models.F("searches")), name="search_query_askers"
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="search_query_digest")]

    def __str__(self) -> str:
        return f"{self.day} {self.text}: {self.searches}"


class ChosenDay(models.Model):
    """How often an object was opened from the results on one day."""

    day = models.DateField()
    object_uuid = models.UUIDField()
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "object_uuid"], name="search_chosen_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.object_uuid}: {self.clicks}"
