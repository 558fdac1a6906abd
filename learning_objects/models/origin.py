"""Where an object came from when it was not written here."""

from __future__ import annotations

from django.db import models


class Origin(models.Model):
    """Another library, as its packages name it; ``address`` is that of its site."""

    uuid = models.UUIDField(unique=True)
    address = models.CharField(max_length=300)
    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.title


class Signature(models.Model):
    """Somebody who signed the current version of a received object.

    No account is made for them: the person is known by uuid and name alone.
    """

    learning_object = models.ForeignKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="signatures"
    )
    person_uuid = models.UUIDField(db_index=True)
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
