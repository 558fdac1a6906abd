"""Who this library is to others."""

from __future__ import annotations

from django.db import models

from core.api import new_uuid


class Instance(models.Model):
    """One row: the name that this library bears in packages, for ever.

    Whoever takes packages in locks it first, so that two imports never meet in one object.
    """

    ONLY = 1

    uuid = models.UUIDField(default=new_uuid, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="exporters_one_instance"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
