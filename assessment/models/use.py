"""Where items are used, told by the packages above."""

from __future__ import annotations

from django.db import models

from assessment.models.bank_item import BankItem


class BankItemUse(models.Model):
    """A place above uses version ``number`` of an item, once a place.

    ``code`` is one that the upper package registered, ``place_uuid`` means nothing here.
    """

    bank_item = models.ForeignKey(BankItem, on_delete=models.CASCADE, related_name="uses")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    place_uuid = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank_item", "code", "place_uuid"], name="assessment_use_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="assessment_use_number"),
        ]

    def __str__(self) -> str:
        return f"{self.bank_item_id} v{self.number}: {self.code} {self.place_uuid}"
