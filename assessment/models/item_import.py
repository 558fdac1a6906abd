"""Files on their way into the bank: read, shown to the person, not yet written."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.api import new_uuid


class ItemImport(models.Model):
    """One file as read, for the person who sent it.

    ``entries`` are ``{content, key, place, identifier}`` of the items that were taken,
    ``problems`` are ``{code, weight, place, number, params}``. ``files`` are the pictures and
    sounds that come along, checked and set aside in the storage:
    ``{name, title, code, path, size, sha1, width, height}``
    with ``name`` as references have it; ``media`` is how many. Once written entries and files are
    emptied; what nobody writes is removed after a day, files too.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="item_imports"
    )
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=20)
    entries = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    files = models.JSONField(default=list)
    media = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
