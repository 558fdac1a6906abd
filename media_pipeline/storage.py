"""Uploaded files in a private S3 bucket. Imported only where the settings name it: it is heavy."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import urljoin, urlsplit

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from media_pipeline.stored import BucketIsPublic, StorageAway, Stored

SIGNED_SECONDS = 60
KEPT_IN_MEMORY = 2 * 1024 * 1024
# Checksums of the newest kind are sent only where S3 demands them: other stores refuse headers
# that they do not know. Nobody waits for a dead store for minutes.
CLIENT = Config(
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    connect_timeout=3,
    read_timeout=20,
    retries={"max_attempts": 3},
)
_GONE = {"404", "NoSuchKey", "NotFound"}


class PrivateS3Storage(S3Storage):
    """An S3 bucket nobody reads but the library itself.

    Addresses are the library's own (``/media/…``), whose view asks the rules and adds the headers
    that make a file harmless; the address of the bucket never leaves.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_config: Config = self.client_config.merge(CLIENT)

    def url(
        self,
        name: str,
        parameters: Mapping[str, Any] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        """Return the address in the library, whatever S3 would offer."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))

    def signed_path(self, name: str, method: str) -> str:
        """Return path and query, without the host, that open the file to ``method`` for a minute.

        For the proxy in front, which fetches the bytes itself (``S3_PROXY_LOCATION``).
        """
        address = urlsplit(super().url(name, expire=SIGNED_SECONDS, http_method=method))
        return f"{address.path.lstrip('/')}?{address.query}"

    def open_stored(self, name: str) -> Stored:
        """Return the file with its facts by one question.

        Raises ``FileNotFoundError`` and ``StorageAway``.
        """
        key = self._normalize_name(name)
        try:
            answer = self.bucket.Object(key).get()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _GONE:
                raise FileNotFoundError(name) from error
            raise StorageAway(name) from error
        except BotoCoreError as error:
            raise StorageAway(name) from error
        return Stored(answer["Body"], answer["ContentLength"], answer["LastModified"])

    def ensure_bucket(self) -> bool:
        """Make the bucket when it is missing, then try to list it without a key.

        Returns whether it was made. Raises ``BucketIsPublic`` and ``StorageAway``.
        """
        client = self.connection.meta.client
        try:
            is_new = not self._has_bucket()
            if is_new:
                client.create_bucket(Bucket=self.bucket_name, ACL="private")
        except (BotoCoreError, ClientError) as error:
            raise StorageAway(f"{self.bucket_name} cannot be reached or made: {error}") from error
        try:
            self.unsigned_connection.meta.client.list_objects_v2(Bucket=self.bucket_name, MaxKeys=1)
        except ClientError:
            return is_new
        raise BucketIsPublic(
            f"strangers can list the bucket {self.bucket_name}: make it private, then try again"
        )

    def _has_bucket(self) -> bool:
        try:
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in {*_GONE, "NoSuchBucket"}:
                return False
            raise
        return True

    def _open(self, name: str, mode: str = "rb") -> Any:
        """Open a file; for reading, it is fetched whole by one question.

        A store that is away is an ``OSError``, as with a disk: Wagtail and the pages know what to
        do then, and a lost picture shows its alternative text.
        """
        if mode != "rb":
            return super()._open(name, mode)
        copy = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the caller closes it
        try:
            with closing(self.open_stored(name).file) as body:
                shutil.copyfileobj(body, copy)
        except (OSError, BotoCoreError) as error:
            copy.close()
            raise error if isinstance(error, OSError) else StorageAway(name) from error
        copy.seek(0)
        return File(copy, name)
