"""Nodes of a framework version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from framework.models.framework import FrameworkVersion


class FrameworkNode(MP_Node):
    """A node of the tree: subject, programme, grade, section, topic and so on.

    ``uuid`` is stable through versions and renames and is what other packages store; ``key`` is
    for people and addresses (``frp/fizika/ooo-bazovyj/8``). ``title`` may be empty: the federal
    programmes have untitled sections. ``hours`` is ``None`` where the programme gives none.
    ``search_text`` is the folded title; ``search_words`` and ``content_words`` are the lemmas of
    title and content, each once, with a space around every one (see ``framework.words``).
    ``code`` is the number people quote («1.2.3» of a codifier); ``type_label`` what the framework
    itself calls a node of this kind; ``extra`` what an interchange format says beyond that.
    """

    class Kind(models.TextChoices):
        """Kinds of nodes, from the outermost to the innermost."""

        SUBJECT = "subject", _("subject")
        PROGRAMME = "programme", _("programme")
        LEVEL = "level", _("level")
        GRADE = "grade", _("grade")
        SECTION = "section", _("section")
        TOPIC = "topic", _("topic")
        ELEMENT = "element", _("element")

    steplen = 4
    node_order_by: ClassVar[list[str]] = []

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    uuid = models.UUIDField(db_index=True)
    key = models.CharField(_("key"), max_length=255)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=700, blank=True)
    title_en = models.CharField(_("title in English"), max_length=700, blank=True, default="")
    code = models.CharField(_("code"), max_length=60, blank=True, default="")
    type_label = models.CharField(_("kind in words"), max_length=100, blank=True, default="")
    hours = models.PositiveSmallIntegerField(_("hours"), null=True, blank=True)
    content = models.TextField(_("content"), blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True, blank=True)
    education_level = models.CharField(_("level of education"), max_length=10, blank=True)
    variant = models.CharField(_("basic or advanced"), max_length=20, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    source = models.CharField(_("source"), max_length=200, blank=True, default="")
    extra = models.JSONField(default=dict, blank=True, editable=False)
    search_text = models.TextField(editable=False, blank=True, default="")
    search_words = models.TextField(editable=False, blank=True, default="")
    content_words = models.TextField(editable=False, blank=True, default="")

    class Meta:
        verbose_name = _("framework node")
        verbose_name_plural = _("framework nodes")
        constraints = [
            models.UniqueConstraint(fields=["version", "uuid"], name="framework_node_uuid"),
            models.UniqueConstraint(fields=["version", "key"], name="framework_node_key"),
            models.CheckConstraint(
                condition=models.Q(grade__isnull=True) | models.Q(grade__range=(1, 11)),
                name="framework_node_grade",
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") | models.Q(kind="section"),
                name="framework_node_titled",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key
