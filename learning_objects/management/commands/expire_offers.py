"""``manage.py expire_offers``: end the invitations and transfers that nobody answered in time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.api import now
from learning_objects.api import expire_offers


class Command(BaseCommand):
    """Ends what is over; may be repeated at any time, and run by several at once."""

    help = "End invitations and transfers that nobody answered in time, and tell who made them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work in portions until nothing is left."""
        total = 0
        while ended := expire_offers(now=now()):
            total += ended
        self.stdout.write(f"{total} offers ended")
