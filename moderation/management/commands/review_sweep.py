"""``manage.py review_sweep``: what the institute's clock and the deadlines of calls demand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessment.api import sweep_files
from core.api import now, repeat
from learning_objects.api import expire_offers, follow_framework, refresh_coverage
from moderation.actions.counting import fold_counts
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
        repeat(self._sweep, every=options["every"], warn=self.stderr.write)

    def _sweep(self) -> None:
        ask_for_what_waits()
        moment = now()
        report = sweep(now=moment)
        told = remind_of_deadlines(now=moment)
        refresh_quality(now=moment)
        fold_counts()
        ended = expire_offers(now=moment)
        while follow_framework(now=moment):
            pass
        refresh_coverage(now=moment)
        sweep_files(now=moment)
        if any((report.expired, report.late, report.escalated, report.given_back)):
            self.stdout.write(
                f"{report.expired} claims returned, {report.given_back} of absent experts, "
                f"{report.late} late, {report.escalated} raised to the chiefs"
            )
        if told:
            self.stdout.write(f"{told} authors reminded of calls")
        if ended:
            self.stdout.write(f"{ended} offers to colleagues ended")
