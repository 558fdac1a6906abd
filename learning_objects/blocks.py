"""Blocks of a learning object's body."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

UUID_IN_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "superscript", "subscript"]


class LineBlock(blocks.CharBlock):
    """One line of text."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": 300, "label": _("Line"), **kwargs})


class MisconceptionBlock(blocks.StructBlock):
    """What pupils often get wrong, and what the teacher answers."""

    misconception = blocks.CharBlock(max_length=300, label=_("Misconception"))
    response = blocks.TextBlock(rows=2, label=_("Response"))


class KeywordBlock(blocks.StructBlock):
    """A term and its definition."""

    term = blocks.CharBlock(max_length=120, label=_("Term"))
    definition = blocks.TextBlock(rows=2, label=_("Definition"))


class FormulaBlock(blocks.StructBlock):
    """A displayed formula in TeX, with what it says in words for those who cannot see it."""

    tex = blocks.CharBlock(
        max_length=1000, label="TeX", help_text=_(r"For example I = \frac{U}{R}")
    )
    words = blocks.CharBlock(max_length=300, required=False, label=_("In words"))


class ImageBlock(blocks.StructBlock):
    """A picture with alternative text, or marked as decoration."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        max_length=300,
        required=False,
        label=_("Alternative text"),
        help_text=_("What the picture shows, for those who do not see it."),
    )
    decorative = blocks.BooleanBlock(required=False, label=_("Decoration only"))
    caption = blocks.CharBlock(max_length=300, required=False, label=_("Caption"))


class QuoteBlock(blocks.StructBlock):
    """A quotation with its source."""

    text = blocks.TextBlock(rows=3, label=_("Quotation"))
    source = blocks.CharBlock(max_length=200, required=False, label=_("Source"))


class AttachmentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(max_length=200, required=False, label=_("Title"))


class TableBlock(TypedTableBlock):
    """A table whose cells are text."""

    def __init__(self, **kwargs: object) -> None:
        cells = [("text", blocks.CharBlock(required=False, label=_("Text")))]
        super().__init__(cells, **{"label": _("Table"), "icon": "table", **kwargs})


class ContentBlock(blocks.StreamBlock):
    """What may stand on a screen: text, formula, image, table, quotation, attachment."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"), icon="pilcrow")
    formula = FormulaBlock(label=_("Formula"), icon="decimal")
    image = ImageBlock(label=_("Image"), icon="image")
    table = TableBlock()
    quote = QuoteBlock(label=_("Quotation"), icon="openquote")
    attachment = AttachmentBlock(label=_("Attachment"), icon="doc-full")


class ObjectReferenceBlock(blocks.StructBlock):
    """A reference to a published object, pinned to a version.

    The author pastes the address of the object's page; what is stored is ``(uuid, version)``.
    """

    uuid = blocks.CharBlock(
        max_length=500,
        label=_("Address of the page in the library"),
        help_text=_("Open the object in the library and copy its address here."),
    )
    version = blocks.IntegerBlock(
        min_value=1,
        required=False,
        label=_("Version"),
        help_text=_("Empty: the one that is current now."),
    )

    def clean(self, value: Any) -> Any:
        """Turn an address into the uuid and pin the version; name what does not exist."""
        from learning_objects.public_queries import get_version

        cleaned = super().clean(value)
        named = UUID_IN_TEXT.search(cleaned["uuid"])
        found = get_version(uuid=UUID(named.group()), number=cleaned["version"]) if named else None
        if found is None or found.withdrawn:
            unknown = ValidationError(_("There is no such published object or version."))
            raise blocks.StructBlockValidationError(block_errors={"uuid": unknown})
        cleaned["uuid"], cleaned["version"] = str(found.object_uuid), found.number
        return cleaned


class StageBlock(blocks.StructBlock):
    """One stage of the lesson."""

    title = blocks.CharBlock(max_length=200, label=_("Title of the stage"))
    minutes = blocks.IntegerBlock(min_value=1, max_value=180, label=_("Minutes"))
    teacher_does = blocks.TextBlock(required=False, rows=3, label=_("What the teacher does"))
    pupils_do = blocks.TextBlock(required=False, rows=3, label=_("What the pupils do"))
    teacher_screen = blocks.RichTextBlock(
        features=TEXT_FEATURES, required=False, label=_("On the teacher's screen")
    )
    board = ContentBlock(required=False, label=_("On the board"))
    pupils_screen = ContentBlock(required=False, label=_("On the pupils' screens"))
    objects = blocks.ListBlock(
        ObjectReferenceBlock(), default=[], collapsed=True, label=_("Attached objects")
    )


class BodyBlock(ContentBlock):
    """The body: stages of a scenario, or plain content of a material."""

    stage = StageBlock(label=_("Stage"), icon="time")

    def __init__(self, local_blocks: object = None, **kwargs: object) -> None:
        super().__init__(local_blocks, **kwargs)
        # What a lesson is made of stands first in the menu of blocks.
        self.child_blocks: dict[str, blocks.Block] = dict(
            sorted(self.child_blocks.items(), key=lambda item: item[0] != "stage")
        )
