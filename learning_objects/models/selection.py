"""A methodologist's selection: a public page of materials in order, with the reason of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from learning_objects import data
from learning_objects.selections.limits import (
    ABOUT_LIMIT,
    SECTION_LIMIT,
    SLUG_LIMIT,
    TITLE_LIMIT,
    WHY_LIMIT,
)


class Selection(models.Model):
    """Sections of versions with explanations; ``selections/states.py`` declares the transitions.

    ``slug`` is its address for people and never changes after the first publication. ``serial``
    grows with every change of what is written.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = data.DRAFT, pgettext_lazy("selection", "draft")
        PUBLISHED = data.PUBLISHED, pgettext_lazy("selection", "published")
        WITHDRAWN = data.WITHDRAWN, pgettext_lazy("selection", "withdrawn")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    slug = models.SlugField(max_length=SLUG_LIMIT, unique=True)
    title = models.CharField(max_length=TITLE_LIMIT)
    about = models.TextField(max_length=ABOUT_LIMIT, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="selections"
    )
    serial = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="lo_selection_newest"),
            models.Index(fields=["made_by", "-changed_at"], name="lo_selection_maker"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=data.PUBLISHED)
                | Q(published_at__isnull=False, withdrawn_at__isnull=True),
                name="lo_selection_published_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=data.WITHDRAWN)
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="lo_selection_withdrawn_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[data.DRAFT, data.PUBLISHED, data.WITHDRAWN]),
                name="lo_selection_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Say whether everybody reads it."""
        return self.state == data.PUBLISHED


class SelectionNode(models.Model):
    """A framework node that a selection is shown at."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="nodes")
    node_uuid = models.UUIDField(db_index=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "node_uuid"], name="lo_selection_node_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.selection_id}: {self.node_uuid}"


class SelectionSection(models.Model):
    """A part of a selection with a text of its own."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(max_length=TITLE_LIMIT)
    text = models.TextField(max_length=SECTION_LIMIT, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.selection_id}: {self.title}"


class SelectionEntry(models.Model):
    """One version in a section, and why it is there; a reference outlives its object."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    section = models.ForeignKey(SelectionSection, on_delete=models.CASCADE, related_name="entries")
    object_uuid = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    why = models.CharField(max_length=WHY_LIMIT, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "object_uuid"], name="lo_selection_entry_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="lo_selection_entry_number"),
            models.CheckConstraint(
                condition=Q(kind__in=data.KINDS), name="lo_selection_entry_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.title} v{self.number}"
