"""The audit: an append-only record of everything that changed a state."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """Who did what to which object, and when. Triggers refuse UPDATE and DELETE."""

    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor_uuid = models.UUIDField(null=True, blank=True)
    object_code = models.CharField(max_length=60)
    object_uuid = models.UUIDField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["object_uuid", "id"], name="core_audit_object"),
            models.Index(fields=["actor_uuid", "id"], name="core_audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.object_uuid}"
