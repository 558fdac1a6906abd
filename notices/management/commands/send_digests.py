"""``manage.py send_digests``: what people have not read, by mail."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.api import now
from notices.api import prepare_digests, purge_notices, send_digests


class Command(BaseCommand):
    """Gather and send what is due, and remove old notices; once, or again and again."""

    help = "Send the digests that are due and remove old notices; may run several times at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, default=0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        stop, pause = threading.Event(), options["every"]
        if pause:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            made, sent = prepare_digests(now=now()), send_digests(now=now())
            gone = purge_notices(now=now())
            if made or sent or gone or not pause:
                self.stdout.write(f"digests: {made} made, {sent} sent; old notices: {gone}")
            if not pause or stop.wait(pause):
                return
