"""Pictures and sounds of items: each kept once for an owner, and which items name it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from assessment.models.bank_item import BankItem


class BankFile(models.Model):
    """One file of somebody's bank, by the SHA-256 of its bytes.

    ``name`` is digest and ending, as references have it; ``title`` what the file was called where
    it came from. The bytes lie in ``media_pipeline`` as asset ``asset_id`` of kind ``code``; a copy
    of an item makes a row for its owner that shares the asset.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bank_files"
    )
    name = models.CharField(max_length=70)
    title = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=10)
    asset_id = models.BigIntegerField()
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["code", "asset_id"], name="assessment_file_asset")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="assessment_file_once")
        ]

    def __str__(self) -> str:
        return self.title or self.name


class BankItemFile(models.Model):
    """An item one of whose versions names a file.

    ``is_asked``: it stands in the question that learners see; else only those who see the key do.
    """

    bank_item = models.ForeignKey(BankItem, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="uses")
    is_asked = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bank_item", "file"], name="assessment_item_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.bank_item_id}: {self.file_id}"
