"""``manage.py search_rebuild``: make the index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.api import now
from search.api import rebuild
from search.errors import EngineAwayError, WriterRunningError


class Command(BaseCommand):
    """Build the index in a new folder from the database and swap it in."""

    help = "Build the search index anew beside the old one and swap; the writer may go on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how far it is."""
        try:
            number = rebuild(now=now(), progress=self._say)
        except WriterRunningError as error:
            raise CommandError(f"another rebuild is running: {error}") from error
        except EngineAwayError as error:
            raise CommandError(f"the search engine does not answer: {error}") from error
        self.stdout.write(self.style.SUCCESS(f"search index: {number} objects"))

    def _say(self, number: int) -> None:
        self.stdout.write(f"search index: {number} objects so far")
