"""``manage.py search_writer``: the process that feeds the index."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.api import run_writer
from search.errors import WriterRunningError


class Command(BaseCommand):
    """Apply published and withdrawn objects to the search index until told to stop."""

    help = "Feed the search index from the outbox; one such process for an index."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGTERM or SIGINT."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        try:
            run_writer(stop=stop)
        except WriterRunningError as error:
            raise CommandError(f"another search writer is running: {error}") from error
