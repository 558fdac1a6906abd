"""``manage.py find_lost_files``: published objects whose files are gone."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.api import now
from moderation.api import signal_lost_files
from moderation.errors import StorageAway


class Command(BaseCommand):
    """Look whether the files of published objects are there; a lost one opens a second look."""

    help = "Look whether the files of published objects are there; a lost one opens a second look."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at every file once."""
        try:
            number = signal_lost_files(now=now())
        except StorageAway as error:
            raise CommandError(f"{error}: the storage seems to be away") from error
        self.stdout.write(f"{number} objects with lost files reported")
