"""Content as HTML: the one path for the public page, previews, review, board and print."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from learning_objects.data import SCENARIO, VersionView
from learning_objects.render_assets import fetch_assets
from learning_objects.render_pieces import read_body

# Raise it when the templates of ``content/`` change what they give for the same content.
REVISION = "1"
KEEP_SECONDS = 24 * 3600

PAGE = "page"
PRINT = "print"
REVIEW = "review"
BOARD = "board"
TABLET = "tablet"
PHONE = "phone"
TEMPLATES = {
    PAGE: "learning_objects/content/page.html",
    PRINT: "learning_objects/content/page.html",
    REVIEW: "learning_objects/content/page.html",
    BOARD: "learning_objects/content/board.html",
    TABLET: "learning_objects/content/screens.html",
    PHONE: "learning_objects/content/screens.html",
}


class UnknownMode(ValueError):
    """There is no such way of showing content."""


def render_content(
    content: dict[str, Any], *, kind: str, mode: str, anchored: bool = False
) -> SafeString:
    """Return ``content`` (the fields of ``data.Draft``, ``body`` raw) as safe HTML.

    ``mode`` is ``page`` (everything a teacher needs), ``print`` (the same for paper), ``review``
    (the same with an anchor ``block-<uuid>`` or ``field-<name>`` at every place), ``board`` (what
    stands on the board, stage by stage), ``tablet`` or ``phone`` (the pupils' screens). Images,
    files and objects that are gone leave a visible note. ``anchored`` gives the
    anchors to what any other mode shows. Raises :class:`UnknownMode`.
    """
    if mode not in TEMPLATES:
        raise UnknownMode(mode)
    body = read_body(content.get("body") or [], fetch_assets(content.get("body") or []))
    context = {
        "content": content,
        "body": body,
        "kind": kind,
        "mode": mode,
        "is_scenario": kind == SCENARIO,
        "anchored": anchored or mode == REVIEW,
        "on_paper": mode == PRINT,
    }
    return render_to_string(TEMPLATES[mode], context)


def render_version(version: VersionView, *, mode: str = PAGE) -> SafeString:
    """Return a published version as HTML, kept in the cache: a version never changes."""
    cache = caches["pages"]
    key = _key(version.digest, mode)
    kept: str | None = cache.get(key)
    if kept is None:
        kept = str(render_content(version.content, kind=version.kind, mode=mode))
        cache.set(key, kept, KEEP_SECONDS)
    return mark_safe(kept)  # noqa: S308  # nosec B308 B703


def _key(digest: str, mode: str) -> str:
    facts = "|".join((digest, mode, REVISION, translation.get_language() or ""))
    return f"content:{hashlib.sha256(facts.encode()).hexdigest()}"
