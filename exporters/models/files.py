"""Files of packages on their way into the library."""

from __future__ import annotations

from django.db import models


class StagedFile(models.Model):
    """A file that is written, or about to be, for an import whose transaction is still to come.

    The row is committed before the file is written and goes in the very transaction that gives the
    file its owner. A row whose ``process`` is gone names a file that nobody will ever need.
    """

    run = models.UUIDField(db_index=True)
    process = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ReceivedAsset(models.Model):
    """Which image or document here is that of another library, and what its bytes were there."""

    code = models.CharField(max_length=10)
    asset_uuid = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    asset_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "asset_uuid", "sha256"], name="exporters_asset_once"
            ),
        ]
        indexes = [models.Index(fields=["code", "asset_id"], name="exporters_asset_here")]

    def __str__(self) -> str:
        return f"{self.code} {self.asset_uuid} → {self.asset_id}"
