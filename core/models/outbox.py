"""The outbox: what happened, one row for each consumer that still has to learn of it."""

from __future__ import annotations

from django.db import models


class OutboxItem(models.Model):
    """One event waiting for one consumer.

    A row is written in the transaction of the change and deleted once the consumer has made it
    durable. One row a consumer (not a cursor over one log) because on PostgreSQL ids become
    visible out of order, and a cursor would step over a late commit.
    """

    consumer = models.CharField(max_length=40)
    topic = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["consumer", "id"], name="core_outbox_consumer")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(consumer="") & ~models.Q(topic=""), name="core_outbox_named"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key} → {self.consumer}"
