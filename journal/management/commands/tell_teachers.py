"""``manage.py tell_teachers``: what has become of the materials of coming lessons."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from core.api import now
from journal.api import tell_teachers


class Command(BaseCommand):
    """Tell teachers whose coming lessons use what was withdrawn, blocked or restored."""

    help = "Tell teachers whose coming lessons use what was withdrawn, blocked or restored."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--every``."""
        parser.add_argument(
            "--every", type=int, default=0, help="seconds; repeat until told to stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell once, or again and again until SIGTERM or SIGINT."""
        if not options["every"]:
            self._tell()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            try:
                self._tell()
            except OperationalError as error:  # the outbox keeps the event for the next round
                self.stderr.write(str(error))
            stop.wait(options["every"])

    def _tell(self) -> None:
        events = tell_teachers(now=now())
        if events:
            self.stdout.write(f"{events} withdrawals and returns told")
