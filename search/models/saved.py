"""Searches that people keep, and what was published that matches them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.api import new_uuid
from search.models.wish import Wish

LONGEST_NAME = 120
LONGEST_QUERY = 1_500


class SavedSearch(models.Model):
    """A search with its filters under a name, one person's own.

    ``query`` is the canonical query string of the results page. With a ``wish`` it is how the
    person hears that authors answered. ``anchored`` says by which words and framework
    :class:`SavedTerm` rows were made; ``told_on`` the last day of a notice.
    """

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, null=True, related_name="asked_by")
    created_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    anchored = models.CharField(max_length=64, blank=True, default="")
    told_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "query"],
                condition=Q(deleted_at=None, wish=None),
                name="search_saved_once",
            ),
            models.UniqueConstraint(
                fields=["user", "wish"],
                condition=Q(wish__isnull=False, deleted_at=None),
                name="search_wish_once_a_person",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="search_saved_named"),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="search_saved_own"),
            models.Index(fields=["anchored", "id"], name="search_saved_anchored"),
        ]

    def __str__(self) -> str:
        return self.name


class SavedTerm(models.Model):
    """A term without which nothing matches the search: a publication finds its searches by them."""

    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "saved"], name="search_saved_term_once")
        ]

    def __str__(self) -> str:
        return self.term


class SavedMatch(models.Model):
    """A published object that matches a saved search; told of once, never again."""

    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="matches")
    object_uuid = models.UUIDField()
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["saved", "object_uuid"], name="search_match_once")
        ]
        indexes = [
            models.Index(fields=["saved"], condition=Q(told_at=None), name="search_match_untold")
        ]

    def __str__(self) -> str:
        return f"{self.saved_id}: {self.object_uuid}"
