"""``manage.py serve``: the whole library on one machine, ready to be opened in a browser."""

from __future__ import annotations

import os
import shutil
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from cms.firstrun.errors import CannotServe
from cms.firstrun.places import check_data_dir, check_port
from cms.firstrun.steps import ACCOUNTS_FILE, steps
from cms.firstrun.supervision import become_supervisor, programs, write_config


class Command(BaseCommand):
    """Check the place, do what the first run needs, then run everything under one supervisor."""

    help = (
        "Prepare the library (database, curriculum, demo, static files) and run the web server "
        "and its helpers (tasks, search, mail, review clock, lessons) until Ctrl-C."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--prepare-only`` and ``--no-demo``."""
        parser.add_argument(
            "--prepare-only", action="store_true", help="prepare everything, start nothing"
        )
        parser.add_argument(
            "--no-demo", action="store_true", help="leave an empty library empty (or DEMO=0)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps and hand over to the supervisor."""
        try:
            check_data_dir(settings.DATA_DIR)
            if not options["prepare_only"]:
                check_port(settings.LISTEN, settings.PORT)
        except CannotServe as error:
            raise CommandError(str(error)) from error
        self._prepare(demo=settings.DEMO and not options["no_demo"])
        if not options["prepare_only"]:
            self._hand_over()

    def _prepare(self, *, demo: bool) -> None:
        for step in steps(demo=demo):
            if not step.is_needed():
                continue
            self.stdout.write(f"{step.title} …")
            self.stdout.flush()
            start = time.monotonic()
            step.run()
            self.stdout.write(f"{step.title}: {time.monotonic() - start:.1f} s")

    def _hand_over(self) -> None:
        connections.close_all()
        shutil.rmtree(settings.METRICS_DIR, ignore_errors=True)
        os.environ.update(
            DATA_DIR=str(settings.DATA_DIR),
            PORT=str(settings.PORT),
            PYTHONUNBUFFERED="1",
            MESH_LISTEN=settings.LISTEN,
            MESH_PORT=str(settings.PORT),
            MESH_ADDRESS=f"{settings.BASE_URL}/",
            MESH_ACCOUNTS_FILE=str(settings.DATA_DIR / ACCOUNTS_FILE),
        )
        config = write_config(
            data_dir=settings.DATA_DIR,
            project_dir=settings.PROJECT_DIR,
            running=programs(
                host=settings.LISTEN,
                port=settings.PORT,
                workers=settings.WEB_WORKERS,
                threads=settings.WEB_THREADS,
            ),
        )
        self.stdout.write("starting the server, tasks, search, mail, reviews and lessons …")
        become_supervisor(config)
