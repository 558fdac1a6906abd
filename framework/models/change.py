"""What became of the nodes of one edition in the next."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from framework import data
from framework.models.framework import FrameworkVersion


class NodeSuccession(models.Model):
    """The statement that ``former`` (a node of the edition before) goes on as ``present``.

    A split is one former with several present ones, a merge several formers with one present. A
    node that keeps its uuid needs no statement. ``stated_by`` is ``None`` for what an import found
    by likeness; ``confidence`` is then below 1.
    """

    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.CASCADE, related_name="successions"
    )
    former = models.UUIDField()
    present = models.UUIDField()
    confidence = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "former", "present"], name="framework_succession_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(former=models.F("present")), name="framework_succession_two"
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gt=0, confidence__lte=1),
                name="framework_succession_confidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former} → {self.present}"


class NodeChange(models.Model):
    """One line of the change map of a published edition; nodes that stayed the same have none.

    ``former`` is ``None`` for a node that is new, ``present`` for one that is retired. A split or a
    merge has one line for each pair. ``title_before``, ``path_before`` and ``path_after`` are words
    for people, kept because the edition before may be long gone when somebody reads them.
    """

    class Kind(models.TextChoices):
        """What happened to the node."""

        ADDED = data.ADDED, _("added")
        RENAMED = data.RENAMED, _("renamed")
        EDITED = data.EDITED, pgettext_lazy("change of a node", "edited")
        MOVED = data.MOVED, _("moved")
        SPLIT = data.SPLIT, _("split")
        MERGED = data.MERGED, _("merged")
        RETIRED = data.RETIRED, pgettext_lazy("framework node", "retired")

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("change"), max_length=8, choices=Kind.choices)
    former = models.UUIDField(null=True)
    present = models.UUIDField(null=True)
    title_before = models.CharField(max_length=700, blank=True, default="")
    title_after = models.CharField(max_length=700, blank=True, default="")
    path_before = models.TextField(blank=True, default="")
    path_after = models.TextField(blank=True, default="")
    confidence = models.DecimalField(max_digits=3, decimal_places=2, default=1)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["former"], name="framework_change_former")]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind=data.ADDED, former__isnull=True, present__isnull=False)
                    | models.Q(kind=data.RETIRED, former__isnull=False, present__isnull=True)
                    | (
                        ~models.Q(kind__in=[data.ADDED, data.RETIRED])
                        & models.Q(former__isnull=False, present__isnull=False)
                    )
                ),
                name="framework_change_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title_before or self.title_after}"


class NodeComment(models.Model):
    """A word of one methodologist to the others about a node; it outlives the edition."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    framework = models.ForeignKey(
        "framework.Framework", on_delete=models.CASCADE, related_name="comments"
    )
    node_uuid = models.UUIDField(db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=2000)
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
