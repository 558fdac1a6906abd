"""Numbers kept beside the facts, so that no page has to count a library."""

from __future__ import annotations

from django.db import models


class LibraryMark(models.Model):
    """The one row that every publication and every withdrawal moves on.

    Whoever changes what is public locks it, so ``serial`` grows in the order of the commits, on
    PostgreSQL too, and whoever has seen a serial has seen all before it. ``stamp`` is random: a
    number given again after a rollback is told apart by it.
    """

    ONLY = 1

    serial = models.PositiveBigIntegerField(default=0)
    stamp = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="lo_one_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.stamp}"


class TopicSetCount(models.Model):
    """How many public objects cover exactly this set of framework nodes.

    By sets and not by nodes, because an object counts once at a section however many of the
    section's topics it covers, and numbers by node cannot tell one object from two. By sets and
    not by ancestors, because a set is a fact of an immutable version while ancestors change with
    every import of a framework: nothing here has ever to be made anew for that.

    ``nodes`` are hexadecimal uuids, ascending, with spaces between; ``digest`` their SHA-256;
    ``changed`` the serial of the library under which the number last changed.
    """

    digest = models.CharField(max_length=64, unique=True)
    nodes = models.TextField(blank=True)
    number = models.IntegerField(default=0)
    changed = models.PositiveBigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=0), name="lo_topic_set_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]}: {self.number}"
