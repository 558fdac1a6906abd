"""``manage.py search_verify``: compare the index with the database."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.api import verify
from search.errors import IndexUnavailableError


class Command(BaseCommand):
    """List objects on which the index and the database disagree; exit code 1 if there are any."""

    help = "Compare the search index with the database; exit code 1 when they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and report."""
        try:
            report = verify()
        except IndexUnavailableError as error:
            raise CommandError(f"no index to compare: {error}") from error
        for difference in report.differences:
            self.stdout.write(f"{difference.problem} {difference.uuid}")
        self.stdout.write(
            f"{report.checked} objects compared, {len(report.differences)} different, "
            f"{report.waiting} waiting in the outbox, {report.unread} attached files not yet read"
        )
        if report.differences:
            sys.exit(1)
