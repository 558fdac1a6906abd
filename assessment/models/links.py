"""What hangs on an item: topics, tags, and the people it is shared with."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from assessment.models.bank_item import BankItem
from core.api import new_uuid


class BankItemTopic(models.Model):
    """A framework node that an item asks about, by its stable uuid."""

    bank_item = models.ForeignKey(BankItem, on_delete=models.CASCADE, related_name="topics")
    node_uuid = models.UUIDField(db_index=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bank_item", "node_uuid"], name="assessment_topic_once")
        ]

    def __str__(self) -> str:
        return f"{self.bank_item_id}: {self.node_uuid}"


class BankItemTag(models.Model):
    """A word of the author's; ``folded`` is what it is found by (SQLite folds no Cyrillic)."""

    bank_item = models.ForeignKey(BankItem, on_delete=models.CASCADE, related_name="tags")
    text = models.CharField(max_length=2000)
    folded = models.CharField(max_length=2000, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bank_item", "folded"], name="assessment_tag_once")
        ]

    def __str__(self) -> str:
        return self.text


class BankItemShare(models.Model):
    """A colleague who sees an item with its key, or writes in it too."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    bank_item = models.ForeignKey(BankItem, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bank_item_shares"
    )
    may_write = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bank_item", "user"], name="assessment_share_once")
        ]

    def __str__(self) -> str:
        return f"{self.bank_item_id}: {self.user_id}"
