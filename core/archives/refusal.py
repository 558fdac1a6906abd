"""Why an archive is refused: a code for programs, a place, and the reason in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

REASONS = {
    "not-an-archive": _("This is not a ZIP archive, or its end is missing."),
    "damaged": _("The archive is damaged: its parts do not fit together. Get it again."),
    "foreign-data": _("There is data around or between the files of the archive. Pack it again."),
    "too-many-entries": _("The archive holds too many files."),
    "too-large": _("The archive unpacks to too much data."),
    "entry-too-large": _("The file is too large."),
    "ratio": _("The file unpacks to far more data than is packed in it."),
    "too-deep": _("The file lies in too many folders inside one another."),
    "name-too-long": _("The name of the file is too long."),
    "name-encoding": _("The name of the file is not written in UTF-8."),
    "unsafe-path": _("The path of the file leads out of the archive."),
    "unsafe-name": _("No computer should be asked to make a file of this name."),
    "duplicate": _("The archive holds this file twice."),
    "collision": _("Two names in the archive are the same on another computer."),
    "link": _("The archive holds a link instead of a file."),
    "special-file": _("The archive holds a device or another special file."),
    "encrypted": _("The file is encrypted. Pack it again without a password."),
    "compression": _(
        "The file is packed with a method that is not accepted. Pack it as an ordinary ZIP."
    ),
    "overlap": _("Two files of the archive share the same bytes."),
    "sizes": _("The archive says one size, and the file has another."),
    "checksum": _("The content of the file does not match its checksum."),
    "missing": _("There is no such file in the archive."),
}


class ArchiveRefused(Exception):
    """An archive that is not read any further.

    ``code`` is a key of ``REASONS``; ``place`` is the name of the file inside the archive, or
    empty when it is about the whole. ``reason`` is in the language of the moment it is asked.
    """

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code, place)
        self.code = code
        self.place = place

    @property
    def reason(self) -> str:
        """The reason as a sentence for people, without the place."""
        return gettext(REASONS[self.code])

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason
