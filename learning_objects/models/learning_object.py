"""The learning object: identity, current draft and state."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.api import fold, new_uuid
from learning_objects import data
from learning_objects.blocks import BodyBlock, KeywordBlock, LineBlock, MisconceptionBlock
from learning_objects.licences import LICENCE_CHOICES
from learning_objects.preview import PREVIEW_MODES, get_preview_context, get_preview_template

RICH = ["bold", "italic", "ol", "ul", "link", "superscript", "subscript"]


class LearningObject(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """One learning object of any kind. Its columns hold the current draft; published facts are in
    ``LearningObjectVersion`` and never read from here.

    One concrete table and not a Page, no inheritance and no proxies: see ``shared/design.md``.
    """

    class Kind(models.TextChoices):
        """Kinds that authors can write today."""

        SCENARIO = data.SCENARIO, _("lesson scenario")
        MATERIAL = data.MATERIAL, _("material")

    class State(models.TextChoices):
        """Where the object stands; ``learning_objects/states.py`` declares the transitions."""

        DRAFT = data.DRAFT, _("draft")
        IN_REVIEW = data.IN_REVIEW, _("in review")
        RETURNED = data.RETURNED, _("returned for changes")
        PUBLISHED = data.PUBLISHED, _("published")
        WITHDRAWN = data.WITHDRAWN, _("withdrawn")

    # Nothing of Wagtail's reference index or search: usage is counted from versions, the index is
    # fed by the outbox. Both cost 3.7 times a create.
    wagtail_reference_index_ignore = True
    search_auto_update = False

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.DRAFT, editable=False
    )
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    current_version = models.ForeignKey(
        "learning_objects.LearningObjectVersion",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    # ``data.RETIRE`` or ``data.BLOCK``; empty when another library withdrew it.
    withdrawn_how = models.CharField(max_length=8, blank=True, default="", editable=False)
    draft_title = models.CharField(max_length=200, editable=False, default="")
    based_on_uuid = models.UUIDField(null=True, editable=False)
    based_on_number = models.PositiveIntegerField(null=True, editable=False)
    based_on_digest = models.CharField(max_length=64, blank=True, editable=False)
    # What the attribution says of the material this one was made from; ``data.BasedOn`` as JSON.
    based_on = models.JSONField(null=True, editable=False)
    # Of a received object: the library it comes from. It is read-only here and has no draft, its
    # columns hold only what lists show.
    origin = models.ForeignKey(
        "learning_objects.Origin",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    # When its own library withdrew it; an object may also be withdrawn here alone.
    origin_withdrawn_at = models.DateTimeField(null=True, editable=False)

    # Where the current version stands since a newer edition of the framework, when that differs
    # from what it says itself: ``{"number", "topics"}`` (``realignment.placement``).
    placed = models.JSONField(null=True, editable=False)
    # The organisation in whose name the owner publishes; the next version names it.
    publisher = models.ForeignKey(
        "learning_objects.Organisation",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="objects_of",
    )

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("in short"), max_length=600, blank=True)
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=[("ru", _("Russian")), ("en", _("English"))],
        default="ru",
    )
    licence = models.CharField(
        _("licence"), max_length=40, choices=LICENCE_CHOICES, default="CC-BY-4.0"
    )
    length_minutes = models.PositiveSmallIntegerField(
        _("lesson's length, minutes"),
        default=45,
        validators=[MinValueValidator(5), MaxValueValidator(360)],
    )
    outcome = models.CharField(_("outcome in the pupil's words"), max_length=190, blank=True)
    key_points = StreamField([("point", LineBlock())], blank=True, verbose_name=_("key points"))
    misconceptions = StreamField(
        [("misconception", MisconceptionBlock())], blank=True, verbose_name=_("misconceptions")
    )
    keywords = StreamField([("keyword", KeywordBlock())], blank=True, verbose_name=_("keywords"))
    planned_results = StreamField(
        [("result", LineBlock())], blank=True, verbose_name=_("planned results by the standard")
    )
    equipment = models.TextField(_("equipment"), blank=True)
    safety = models.TextField(_("safety"), blank=True)
    support = RichTextField(_("for those who need support"), features=RICH, blank=True)
    extension = RichTextField(_("for those who go further"), features=RICH, blank=True)
    homework = RichTextField(_("homework"), features=RICH, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("content"))
    tags = ClusterTaggableManager(
        through="learning_objects.TaggedObject", blank=True, verbose_name=_("tags")
    )
    search_text = models.CharField(max_length=300, editable=False, default="")

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="learning_object")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="learning_object",
        for_concrete_model=False,
    )

    class Meta:
        verbose_name = _("learning object")
        verbose_name_plural = _("learning objects")
        indexes = [
            models.Index(fields=["state", "-changed_at"], name="lo_state_changed"),
            models.Index(
                fields=["based_on_uuid"],
                condition=models.Q(based_on_uuid__isnull=False),
                name="lo_based_on",
            ),
            # Walks what is public without touching a row: counting the coverage. ``withdrawn_at``
            # is empty throughout, but SQLite looks it up in the row when the index lacks it.
            models.Index(
                fields=["current_version", "kind", "withdrawn_at"],
                condition=models.Q(current_version__isnull=False, withdrawn_at__isnull=True),
                name="lo_public_kind",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=data.PUBLISHED)
                | models.Q(current_version__isnull=False, withdrawn_at__isnull=True),
                name="lo_published_has_version",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=data.WITHDRAWN) | models.Q(withdrawn_at__isnull=False),
                name="lo_withdrawn_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_how="")
                | models.Q(withdrawn_how__in=(data.RETIRE, data.BLOCK), withdrawn_at__isnull=False),
                name="lo_withdrawn_how_known",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__isnull=True)
                | models.Q(
                    state__in=[data.PUBLISHED, data.WITHDRAWN],
                    current_version__isnull=False,
                    latest_revision__isnull=True,
                ),
                name="lo_received_has_no_draft",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=data.KINDS), name="lo_kind_known"),
        ]

    preview_modes = PREVIEW_MODES

    # What a revision must never bring back: facts about the object, not about its content.
    OWN_FACTS = (
        "uuid",
        "kind",
        "state",
        "created_at",
        "changed_at",
        "current_version",
        "withdrawn_at",
        "withdrawn_reason",
        "withdrawn_how",
        "draft_title",
        "search_text",
        "based_on_uuid",
        "based_on_number",
        "based_on_digest",
        "based_on",
        "origin",
        "origin_withdrawn_at",
        "publisher",
        "placed",
    )

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        """Return the revisions (the drafts through time); Wagtail asks for this name."""
        return self._revisions

    @property
    def is_received(self) -> bool:
        """Say whether it came from another library, so that nobody edits it here."""
        return self.origin_id is not None

    @property
    def is_public(self) -> bool:
        """Say whether readers without an account see it."""
        return self.current_version_id is not None and self.withdrawn_at is None

    @property
    def public_state(self) -> str:
        """Return the state that the object has when no review is going on."""
        if self.withdrawn_at is not None:
            return data.WITHDRAWN
        return data.PUBLISHED if self.current_version_id is not None else data.DRAFT

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the draft's title and the folded column filled from the start, then save."""
        if not self.draft_title:
            self.draft_title = self.title
            self.search_text = fold(self.title)[:300]
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a draft and keep the columns that lists show (title, moment) true to it.

        A revision that was submitted is never written over: an editor left open since before the
        review autosaves into "its" revision, which an expert has read and may have published.
        """
        if kwargs.get("overwrite_revision") is None:
            return self._save_revision(*args, **kwargs)
        with transaction.atomic():
            self._wait_for_submission()
            if kwargs["overwrite_revision"].task_states.exists():
                kwargs["overwrite_revision"] = None
            return self._save_revision(*args, **kwargs)

    def _wait_for_submission(self) -> None:
        """Lock the row, as a submission does before it freezes the draft: one after the other."""
        rows = type(self).objects.select_for_update().filter(pk=self.pk)
        rows.values_list("pk").first()

    def _save_revision(self, *args: Any, **kwargs: Any) -> Any:
        revision = super().save_revision(*args, **kwargs)
        self.draft_title = self.title
        self.search_text = fold(self.title)[:300]
        self.changed_at = revision.created_at
        type(self).objects.filter(pk=self.pk).update(
            draft_title=self.draft_title,
            search_text=self.search_text,
            changed_at=self.changed_at,
        )
        return revision

    def with_content_json(self, content: dict[str, Any]) -> LearningObject:
        """Return this object with a revision's content, keeping the facts about the object."""
        restored: LearningObject = super().with_content_json(content)
        for name in self.OWN_FACTS:
            field = self._meta.get_field(name)
            setattr(restored, field.attname, getattr(self, field.attname))
        return restored

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Return the template of one preview mode (board, tablet, phone, page)."""
        return get_preview_template(mode_name)

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Return the context of one preview mode."""
        return get_preview_context(self, request, mode_name)

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """Keep the whole table out of Wagtail's search."""
        return cls.objects.none()

    def get_indexed_instance(self) -> None:
        """Keep this object out of Wagtail's search."""
        return
