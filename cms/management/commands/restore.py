"""``manage.py restore FOLDER``: a backup into an empty installation, search index included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.firstrun.places import running_supervisor
from cms.operations.backup import restore_backup
from cms.operations.errors import BackupRefused


class Command(BaseCommand):
    """Put a backup back."""

    help = "Put a backup into an empty installation, bring tables up to date, rebuild search."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder."""
        parser.add_argument("folder", type=Path, help="what `manage.py backup` has written")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, then bring what is made from the data up to date."""
        running = running_supervisor(settings.DATA_DIR)
        if running:
            raise CommandError(f"a server works on {settings.DATA_DIR}: stop it (kill {running})")
        try:
            manifest = restore_backup(folder=options["folder"])
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"restored the backup of {manifest['made_at']}")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("search_rebuild")
