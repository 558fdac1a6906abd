"""Where published objects are used, told by the packages above."""

from __future__ import annotations

from django.db import models


class Usage(models.Model):
    """A place above the library uses an object: once a place, however many times within it.

    ``code`` is one that the upper package registered ("lesson"), ``place_uuid`` is the place's own
    and means nothing here. A uuid and no foreign key to the object, for a place may know an object
    that this instance has lost.
    """

    object_uuid = models.UUIDField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    place_uuid = models.UUIDField()
    recorded_at = models.DateTimeField()
    # The day of the place itself (of the lesson), not the one on which somebody prepared it.
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_uuid", "code", "place_uuid"], name="lo_usage_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="lo_usage_number"),
        ]
        indexes = [models.Index(fields=["object_uuid", "day"], name="lo_usage_by_day")]

    def __str__(self) -> str:
        return f"{self.object_uuid} v{self.number}: {self.code} {self.place_uuid}"


class UsageCount(models.Model):
    """How many places of one kind use an object; kept with every :class:`Usage`."""

    object_uuid = models.UUIDField()
    code = models.CharField(max_length=20)
    number = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_uuid", "code"], name="lo_usage_count_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=0), name="lo_usage_count_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object_uuid}: {self.number} × {self.code}"


class UsageTermCount(models.Model):
    """How many places of one kind use an object in a half of the school year that begins ``since``.

    Kept with every :class:`Usage`, so that a page says «in 314 lessons this term» for one row.
    """

    object_uuid = models.UUIDField()
    code = models.CharField(max_length=20)
    since = models.DateField()
    number = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_uuid", "code", "since"], name="lo_usage_term_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=0), name="lo_usage_term_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object_uuid} {self.since}: {self.number} × {self.code}"
