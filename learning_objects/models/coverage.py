"""The coverage of the framework, counted in the background for maps."""

from __future__ import annotations

from django.db import models


class CoverageMark(models.Model):
    """The one row that says when the cells were counted, of what, and how long it took."""

    ONLY = 1

    counted_at = models.DateTimeField()
    seconds = models.FloatField(default=0)
    # What the count was made of: the library, its ratings, the framework.
    stamp = models.CharField(max_length=64)
    objects_counted = models.PositiveIntegerField(default=0)
    nowhere = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="lo_one_coverage_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.counted_at}: {self.objects_counted}"


class CoverageCell(models.Model):
    """What public objects of one kind there are at a node and below it, each counted once.

    ``grade`` is 0 for the node itself; else the row is for one grade of a subject, whose basic and
    advanced programmes are two nodes. ``rated`` are those that somebody rated, ``good`` those with
    a mean of four stars or more; ``votes`` and ``stars`` are sums. ``newest`` and ``median`` are
    months of publication, ``12 * year + month - 1``.
    """

    node_uuid = models.UUIDField()
    grade = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    rated = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)
    newest = models.PositiveIntegerField()
    median = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node_uuid", "grade", "kind"], name="lo_coverage_cell_once"
            ),
            models.CheckConstraint(
                condition=models.Q(rated__lte=models.F("number"), good__lte=models.F("rated")),
                name="lo_coverage_cell_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_uuid}/{self.grade} {self.kind}: {self.number}"
