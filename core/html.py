"""The only allowed sanitizer of HTML from people (nh3; bleach's cleaner is quadratic)."""

from __future__ import annotations

import nh3

# What Wagtail's rich text and our blocks can hold. No style, no id, no class, no forms, no frames.
_TAGS = """
    a abbr b blockquote br caption code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5
    h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td
    tfoot th thead tr u ul var
"""
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"lang", "dir"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
LINK_REL = "noopener nofollow ugc"


def clean_html(html: str) -> str:
    """Return ``html`` with only the allowed tags, attributes and addresses, safe to show.

    Relative addresses stay. Scripts and styles go with their content, other unknown tags leave
    their text. Comments go, and so do halves of surrogate pairs, which no page can be encoded with.
    """
    return _CLEANER.clean(html.encode("utf-8", "ignore").decode())


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    clean_content_tags={
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "math",
        "svg",
    },
    url_schemes=set(SCHEMES),
    link_rel=LINK_REL,
    strip_comments=True,
)
