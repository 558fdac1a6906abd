"""``manage.py ensure_bucket``: the bucket is there, and strangers cannot look into it."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from media_pipeline.stored import BucketIsPublic, RemoteStorage, StorageAway


class Command(BaseCommand):
    """Make the bucket when it is missing, then try it as a stranger would."""

    help = "Make the S3 bucket of uploaded files when it is missing, and refuse a public one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where files lie on a disk."""
        if not isinstance(default_storage, RemoteStorage):
            self.stdout.write("files lie on the disk of this machine: no bucket is needed")
            return
        try:
            is_new = default_storage.ensure_bucket()
        except (BucketIsPublic, StorageAway) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("the bucket was made" if is_new else "the bucket is there")
