"""A bare indexed model."""

from __future__ import annotations

from django.db import models
from wagtail.search import index


class PeerObject(index.Indexed, models.Model):
    """As little as Wagtail's search needs: two searched fields and five filter fields."""

    title = models.CharField(max_length=255)
    text = models.TextField()
    kind = models.CharField(max_length=12, db_index=True)
    subject = models.CharField(max_length=36, db_index=True)
    grade = models.CharField(max_length=2, db_index=True)
    topic = models.CharField(max_length=36, db_index=True)
    licence = models.CharField(max_length=20, db_index=True)

    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=4),
        index.SearchField("text"),
        index.FilterField("kind"),
        index.FilterField("subject"),
        index.FilterField("grade"),
        index.FilterField("topic"),
        index.FilterField("licence"),
    ]

    class Meta:
        app_label = "search_peer"

    def __str__(self) -> str:
        return self.title
