"""Documents (attachments)."""

from __future__ import annotations

from django.db import models
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.search import index

from core.api import fold, new_uuid
from media_pipeline.fields import CheckedDocumentField

DOCUMENT_FOLDER = "documents"
UNREAD = ""
# The file is gone: there is nothing to read until it is exchanged.
LOST = "lost"


class MediaDocument(AbstractDocument):
    """An uploaded file that readers download; ``uuid`` names it for the world."""

    file = CheckedDocumentField(upload_to=DOCUMENT_FOLDER, verbose_name=_("file"))
    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    search_text = models.CharField(max_length=500, editable=False, default="")
    # The SHA-256 under which its words are kept (``AssetText``); empty until they have been read.
    digest = models.CharField(max_length=64, editable=False, default=UNREAD)

    # The digest of the file that stood here before, until the row is saved.
    exchanged_digest = UNREAD

    admin_form_fields = Document.admin_form_fields
    search_fields = [*AbstractDocument.search_fields, index.AutocompleteField("search_text")]

    class Meta(AbstractDocument.Meta):
        indexes = [models.Index(fields=["digest"], name="media_document_digest")]

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded search column true, then save."""
        self.search_text = fold(self.title)[:500]
        super().save(*args, **kwargs)

    def _set_document_file_metadata(self) -> None:
        """Fill in size and digest, then close the stored file, which Wagtail leaves open.

        Called wherever a file is taken in or exchanged: its words have yet to be read.
        """
        super()._set_document_file_metadata()
        self.exchanged_digest, self.digest = self.digest, UNREAD
        if self.file._committed:  # type: ignore[attr-defined]
            self.file.close()

    @property
    def download_name(self) -> str:
        """Return the name under which readers get the file: its title and true extension."""
        title = self.title.removesuffix(f".{self.file_extension}").strip(" .")[:120]
        return f"{get_valid_filename(title or 'file')}.{self.file_extension}"
