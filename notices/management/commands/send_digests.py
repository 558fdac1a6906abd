"""``manage.py send_digests``: what people have not read, by mail."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.api import now, repeat
from notices.api import prepare_digests, purge_notices, send_digests


class Command(BaseCommand):
    """Gather and send what is due, and remove old notices; once, or again and again."""

    help = "Send the digests that are due and remove old notices; may run several times at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, default=0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        every = options["every"]

        def send() -> None:
            made, sent = prepare_digests(now=now()), send_digests(now=now())
            gone = purge_notices(now=now())
            if made or sent or gone or not every:
                self.stdout.write(f"digests: {made} made, {sent} sent; old notices: {gone}")

        repeat(send, every=every, warn=self.stderr.write)
