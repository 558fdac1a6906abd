"""``manage.py backup FOLDER``: everything that cannot be made again, while the library runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.operations.backup import make_backup
from cms.operations.errors import BackupRefused
from core.api import now


class Command(BaseCommand):
    """Write a backup."""

    help = "Write database, uploaded files and secret key into a new folder; the library may run."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder and ``--no-files``."""
        parser.add_argument("folder", type=Path, help="a folder that is new or empty")
        parser.add_argument(
            "--no-files", action="store_true", help="the bucket is copied by other means"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the backup and say how much it holds."""
        try:
            manifest = make_backup(
                folder=options["folder"], now=now(), with_files=not options["no_files"]
            )
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"backup in {options['folder']}: {manifest['engine']}, "
            f"{len(manifest['digests'])} files; keep it where only you can read it"
        )
