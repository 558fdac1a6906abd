"""What machines read: sitemap, Atom feed, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from framework.api import get_tree
from framework.data import GRADE, TOPIC
from learning_objects import catalogue, public_queries
from learning_objects.counts import get_counts
from learning_objects.presenting import absolute, object_url, version_url
from learning_objects.selections.queries import public_addresses

# The protocol allows 50,000 addresses a file; a smaller file is made in a moment.
SITEMAP_SIZE = 5_000
FEED_SIZE = 50
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
# XML knows no control characters, not even escaped; one in a title must not cost the whole feed.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
_LISTS = (
    "learning_objects:catalogue",
    "learning_objects:frameworks",
    "learning_objects:selections",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap_index() -> str:
    """Return the index: the catalogue's file and one for every part of the objects."""
    names = ["catalogue", *map(str, range(public_queries.sitemap_parts(SITEMAP_SIZE)))]
    places = "".join(
        f"<sitemap><loc>{escape(absolute(reverse('learning_objects:sitemap_part', args=[name])))}"
        "</loc></sitemap>"
        for name in names
    )
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>{places}</sitemapindex>"


def sitemap_catalogue() -> str:
    """Return front page, catalogue, selections, subjects, grades, the topics with materials."""
    tree, counts = get_tree(), get_counts()
    paths = ["/", *map(reverse, _LISTS)]
    for uuid in tree.subjects:
        paths.append(catalogue.node_url(tree.nodes[uuid]))
        below = tree.descend(uuid)
        paths.extend(
            catalogue.node_url(node)
            for node in below
            if node.kind == GRADE or (node.kind == TOPIC and node.uuid in counts.at)
        )
    rows: list[tuple[str, datetime | None]] = [
        (reverse("learning_objects:selection", args=[slug]), moment)
        for slug, moment in public_addresses(SITEMAP_SIZE)
    ]
    rows += [(path, None) for path in paths]
    return _urlset(rows[: 9 * SITEMAP_SIZE])


def sitemap_part(part: int) -> str | None:
    """Return one part of the objects; ``None`` when there is no such part."""
    if part >= public_queries.sitemap_parts(SITEMAP_SIZE):
        return None
    rows = public_queries.sitemap_rows(part, SITEMAP_SIZE)
    return _urlset((object_url(uuid), moment) for uuid, moment in rows)


def _urlset(rows: Iterable[tuple[str, datetime | None]]) -> str:
    places = "".join(
        f"<url><loc>{escape(absolute(path))}</loc>"
        + (f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else "")
        + "</url>"
        for path, moment in rows
    )
    return f"{_HEAD}<urlset {_NAMESPACE}>{places}</urlset>"


def atom_feed() -> str:
    """Return the last publications as Atom (RFC 4287)."""
    feed = Atom1Feed(
        title=settings.WAGTAIL_SITE_NAME,
        link=absolute("/"),
        description=_("New lessons and materials of the open library"),
        feed_url=absolute(reverse("learning_objects:feed")),
        language=settings.LANGUAGE_CODE,
    )
    for card in public_queries.latest_versions(FEED_SIZE):
        link = absolute(object_url(card.object_uuid))
        feed.add_item(
            title=card.title.translate(_CONTROLS),
            link=link,
            description=card.summary.translate(_CONTROLS),
            unique_id=f"urn:uuid:{card.object_uuid}",
            pubdate=card.published_at,
            updateddate=card.published_at,
            author_name=", ".join(author.name for author in card.authors).translate(_CONTROLS),
            item_copyright=card.licence,
            feed_url=absolute(version_url(card.object_uuid, card.number)),
        )
    text: str = feed.writeString("utf-8")
    return text


def robots() -> str:
    """Return ``robots.txt``: the library is open, rooms behind a sign-in are not for robots."""
    rooms = ("/studio/", "/cabinet/", "/review/", "/people/", "/account/", "/search/suggest/")
    closed = (*rooms, "/shelves/", "/compare/", "/selections/desk/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {absolute(reverse('learning_objects:sitemap'))}", ""]
    return "\n".join(lines)
