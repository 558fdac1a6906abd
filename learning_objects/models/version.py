"""Versions: published facts, never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning_objects import data


class LearningObjectVersion(models.Model):
    """One published version. Triggers refuse UPDATE and DELETE (migration ``0002``).

    ``content`` holds the whole content as plain JSON (the fields of ``data.Draft``), ``authors`` a
    list of ``{uuid, name, role}`` as they stood, ``text`` the plain text for search and snippets,
    ``digest`` the SHA-256 of the canonical JSON of content, kind, authors and topics. In a received
    version images and documents are named by the ids they have here; ``digest`` is the origin's,
    and ``origin_content`` gives the content it was made of. Its ``revision_id_published`` is 0.
    """

    learning_object = models.ForeignKey(
        "learning_objects.LearningObject", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    revision_id_published = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    licence = models.CharField(max_length=40)
    length_minutes = models.PositiveSmallIntegerField()
    content = models.JSONField()
    authors = models.JSONField()
    tags = models.JSONField(default=list)
    text = models.TextField()
    institute_uuid = models.UUIDField()
    institute_title = models.CharField(max_length=255)
    decision_uuid = models.UUIDField()
    moderator_uuid = models.UUIDField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["learning_object", "number"], name="lo_version_number"),
            models.UniqueConstraint(fields=["decision_uuid"], name="lo_version_decision_once"),
        ]
        indexes = [
            # With the id, so that walking it is the whole order of ``latest_versions``: thousands
            # of versions may share a moment.
            models.Index(fields=["-published_at", "-id"], name="lo_version_newest"),
            models.Index(
                fields=["institute_uuid", "-published_at", "-id"], name="lo_version_institute"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class VersionTopic(models.Model):
    """A framework node that a version covers, needs or leads to."""

    version = models.ForeignKey(
        LearningObjectVersion, on_delete=models.CASCADE, related_name="topics"
    )
    node_uuid = models.UUIDField(db_index=True)
    relation = models.CharField(max_length=12, default=data.COVERS)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        # The newest of some nodes are chosen from the index alone.
        indexes = [
            models.Index(fields=["node_uuid", "relation", "version"], name="lo_topic_newest")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.relation} {self.node_uuid}"


class VersionAsset(models.Model):
    """An image or document that a version shows: what the public may therefore fetch."""

    version = models.ForeignKey(
        LearningObjectVersion, on_delete=models.CASCADE, related_name="assets"
    )
    code = models.CharField(max_length=10)
    asset_id = models.BigIntegerField()
    # The id that the origin's content names it by; the digest of a received version holds for that.
    origin_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["code", "asset_id"], name="lo_version_asset")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.code} {self.asset_id}"
