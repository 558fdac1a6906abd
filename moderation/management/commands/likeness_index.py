"""``manage.py likeness_index``: bring the index of published texts up to date."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.api import now
from moderation.checks.index import BATCH, drain, rebuild


class Command(BaseCommand):
    """Take in what the outbox tells, and with ``--rebuild`` what is older than the index."""

    help = "Bring the index of published texts and pictures up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="add what the index lacks")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how much it was."""
        number = 0
        while taken := drain(now=now()):
            number += taken
            if taken < BATCH:
                break
        if options["rebuild"]:
            number += rebuild()
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"likeness index: {number} objects"))
