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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_uuid", "code", "place_uuid"], name="lo_usage_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="lo_usage_number"),
        ]

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
