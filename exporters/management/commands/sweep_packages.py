"""``manage.py sweep_packages``: put in order what interrupted transfers left behind."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.api import now
from exporters.actions.running import sweep


class Command(BaseCommand):
    """Remove files that nobody owns and tell transfers whose process died."""

    help = "Remove what interrupted imports and exports left behind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and report."""
        self.stdout.write(f"{sweep(now=now())} leftovers put in order")
