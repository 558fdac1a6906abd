"""Links of the draft to framework nodes and tags."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase

from learning_objects import data


class TopicLink(models.Model):
    """The draft's link to a framework node, by the node's stable uuid."""

    class Relation(models.TextChoices):
        """What the node is to the object."""

        COVERS = data.COVERS, _("covers")
        PREREQUISITE = data.PREREQUISITE, _("must be known before")
        NEXT = data.NEXT, _("comes next")

    learning_object = ParentalKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="topic_links"
    )
    node_uuid = models.UUIDField(_("topic"))
    relation = models.CharField(
        _("relation"), max_length=12, choices=Relation.choices, default=Relation.COVERS
    )
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["learning_object", "node_uuid", "relation"], name="lo_topic_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.node_uuid}"


class TaggedObject(TaggedItemBase):
    """A tag on an object."""

    content_object = ParentalKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="tagged_items"
    )
