"""Shelves: what a person keeps of the library, in an order of their own, alone or with others."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.api import new_uuid
from learning_objects import data
from learning_objects.shelves.limits import ABOUT_LIMIT, NOTE_LIMIT, TITLE_LIMIT


class Shelf(models.Model):
    """An ordered collection of versions; its owner alone shares it and takes it away.

    ``is_first`` marks the shelf that every person has; it may stand without a title. ``link_key``
    opens it to whoever holds the address, ``link_notes`` with its notes. ``serial`` grows when
    title or description change. What is removed stays as a row with ``removed_at``, so that
    removing can be undone.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shelves"
    )
    title = models.CharField(max_length=TITLE_LIMIT, blank=True)
    about = models.TextField(max_length=ABOUT_LIMIT, blank=True)
    is_first = models.BooleanField(default=False)
    serial = models.PositiveIntegerField(default=1)
    link_key = models.CharField(max_length=64, null=True, unique=True)
    link_notes = models.BooleanField(default=False)
    link_made_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-changed_at"], name="lo_shelf_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(is_first=True), name="lo_shelf_first_once"
            ),
            models.CheckConstraint(
                condition=Q(is_first=True) | ~Q(title=""), name="lo_shelf_has_title"
            ),
            models.CheckConstraint(
                condition=Q(is_first=False) | Q(removed_at__isnull=True),
                name="lo_shelf_first_stays",
            ),
            models.CheckConstraint(
                condition=Q(link_key__isnull=True, link_made_at__isnull=True)
                | Q(link_key__isnull=False, link_made_at__isnull=False),
                name="lo_shelf_link_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.uuid)


class ShelfItem(models.Model):
    """One version on a shelf.

    ``object_uuid`` and ``number`` name the version; ``title`` and ``kind`` are what it was called:
    a reference outlives its object. ``removal`` names what was removed at one time.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="items")
    object_uuid = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=NOTE_LIMIT, blank=True)
    serial = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    removal = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(
                fields=["shelf", "position", "id"],
                condition=Q(removed_at__isnull=True),
                name="lo_shelf_item_order",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shelf", "object_uuid"],
                condition=Q(removed_at__isnull=True),
                name="lo_shelf_item_once",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="lo_shelf_item_number"),
            models.CheckConstraint(condition=Q(kind__in=data.KINDS), name="lo_shelf_item_kind"),
            models.CheckConstraint(
                condition=Q(removal__isnull=True, removed_at__isnull=True)
                | Q(removal__isnull=False, removed_at__isnull=False),
                name="lo_shelf_item_removal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelf_id}: {self.title} v{self.number}"


class ShelfShare(models.Model):
    """A colleague reads a shelf, or writes on it too."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shelf_shares"
    )
    may_write = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shelf", "user"], name="lo_shelf_share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.shelf_id}: {self.user_id}"
