"""Versions of items: every save appends one, none ever changes."""

from __future__ import annotations

from django.db import models

from assessment.models.bank_item import BankItem


class BankItemVersion(models.Model):
    """One state of an item's content. Triggers refuse UPDATE and DELETE.

    ``content`` is ``model_dump(mode="json")`` of the item, or of the template where ``kind`` is
    ``template``; ``schema_number`` says by which model. ``digest`` is the SHA-256 of its canonical
    JSON. ``author_uuid`` and no foreign key: an account may go, what was written stays.
    ``restored`` is the number of the version that this one brought back.
    """

    class Kind(models.TextChoices):
        """What the content is."""

        ITEM = "item"
        TEMPLATE = "template"

    bank_item = models.ForeignKey(BankItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.ITEM)
    schema_number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    author_uuid = models.UUIDField(null=True)
    restored = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank_item", "number"], name="assessment_version_number"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="assessment_version_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_item_id} v{self.number}"
