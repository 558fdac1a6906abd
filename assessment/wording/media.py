"""Words for what became of pictures and sounds of files."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

MEDIA: dict[str, str] = {
    # Refused by the gate for uploads; the end of the code is the gate's own.
    "media.type": _(
        "“%(name)s” is neither a picture (JPEG, PNG, WebP, GIF, SVG) nor a sound (MP3, Ogg, WAV)."
    ),
    "media.size": _("The file “%(name)s” is too large."),
    "media.empty": _("The file “%(name)s” is empty."),
    "media.frames": _("The animation “%(name)s” has more than 200 frames."),
    "media.pixels": _("The picture “%(name)s” has more than 40 million pixels."),
    "media.damaged": _("The file “%(name)s” is damaged."),
    "media.dtd": _("The drawing “%(name)s” has a document type declaration."),
    "media.complex": _("The drawing “%(name)s” has too many parts."),
    "media.no_size": _("The drawing “%(name)s” does not say how large it is."),
    "media.too_much": _("“%(name)s”: the pictures of the file are too many for one import."),
    "media.too_long": _("With the references to its pictures a text of the item is too long."),
    "media.refused": _("The file “%(name)s” cannot be taken."),
    # Taken, or not asked for.
    "media.rewritten": _("The file “%(name)s” was written anew, without what else stood in it."),
    "media.unused": _("No item that was taken shows the file “%(name)s”."),
    # Out.
    "media.missing": _("The file “%(name)s” is not at hand."),
    "media.too_large": _("“%(name)s”: with it the files would be more than %(most)s MB."),
}
_PREFIX = "media."


def refusal_code(code: str) -> str:
    """Return the code of our words for a code of ``media_pipeline``'s gate."""
    found = f"{_PREFIX}{code}"
    return found if found in MEDIA else f"{_PREFIX}refused"
