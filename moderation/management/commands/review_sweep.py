"""``manage.py review_sweep``: what the institute's clock and the deadlines of calls demand."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from core.api import now
from learning_objects.api import expire_offers
from moderation.api import refresh_quality, remind_of_deadlines, sweep
from moderation.tasks import ask_for_what_waits


class Command(BaseCommand):
    """Return forgotten claims to the queue, mark what is late, raise it to the chiefs."""

    help = "Return forgotten claims to the queue, mark what is late, raise it to the chiefs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--every``."""
        parser.add_argument(
            "--every", type=int, default=0, help="seconds; repeat until told to stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep once, or again and again until SIGTERM or SIGINT."""
        if not options["every"]:
            self._sweep()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            try:
                self._sweep()
            except OperationalError as error:  # the database is away: the next round makes it good
                self.stderr.write(str(error))
            stop.wait(options["every"])

    def _sweep(self) -> None:
        ask_for_what_waits()
        moment = now()
        report = sweep(now=moment)
        told = remind_of_deadlines(now=moment)
        refresh_quality(now=moment)
        ended = expire_offers(now=moment)
        if any((report.expired, report.late, report.escalated, report.given_back)):
            self.stdout.write(
                f"{report.expired} claims returned, {report.given_back} of absent experts, "
                f"{report.late} late, {report.escalated} raised to the chiefs"
            )
        if told:
            self.stdout.write(f"{told} authors reminded of calls")
        if ended:
            self.stdout.write(f"{ended} offers to colleagues ended")
