"""The same content in a snippet as Wagtail's documentation would have it written.

Same mixins, same fields and blocks; everything else (search and reference index, workflow, history)
is left as Wagtail does it by default.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from learning_objects.blocks import BodyBlock, KeywordBlock, LineBlock, MisconceptionBlock


class PeerTag(TaggedItemBase):
    """A tag on a lesson."""

    content_object = ParentalKey(
        "lifecycle_peer.PeerLesson", on_delete=models.CASCADE, related_name="tagged_items"
    )


class PeerLesson(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """A lesson scenario as a snippet."""

    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="ru")
    licence = models.CharField(max_length=40, default="CC-BY-4.0")
    length_minutes = models.PositiveSmallIntegerField(default=45)
    outcome = models.CharField(max_length=190, blank=True)
    key_points = StreamField([("point", LineBlock())], blank=True)
    misconceptions = StreamField([("misconception", MisconceptionBlock())], blank=True)
    keywords = StreamField([("keyword", KeywordBlock())], blank=True)
    planned_results = StreamField([("result", LineBlock())], blank=True)
    equipment = models.TextField(blank=True)
    safety = models.TextField(blank=True)
    support = RichTextField(blank=True)
    extension = RichTextField(blank=True)
    homework = RichTextField(blank=True)
    body = StreamField(BodyBlock(), blank=True)
    tags = ClusterTaggableManager(through=PeerTag, blank=True)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="peer_lesson")

    search_fields = [index.SearchField("title"), index.SearchField("summary")]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        """Return the revisions."""
        return self._revisions


class PeerTopic(models.Model):
    """A topic of a lesson."""

    lesson = ParentalKey(PeerLesson, on_delete=models.CASCADE, related_name="topic_links")
    node_uuid = models.UUIDField()
    relation = models.CharField(max_length=12, default="covers")

    def __str__(self) -> str:
        return f"{self.relation} {self.node_uuid}"


register_snippet(PeerLesson)
