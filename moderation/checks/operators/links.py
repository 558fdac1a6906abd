"""Links: where they must not lead, and those that lead nowhere any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from moderation.checks.link_states import broken_among
from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import Flag, WordList
from moderation.checks.pieces import Studied
from moderation.checks.recordings import is_at

SHORTENERS = [
    "bit.ly", "tinyurl.com", "clck.ru", "goo.gl", "t.co", "ow.ly", "is.gd", "cutt.ly", "u.to",
    "vk.cc", "goo.su", "rb.gy", "surl.li",
]  # fmt: skip
REASONS: dict[str, str | Promise] = {
    "404": gettext_lazy("there is no such page"),
    "410": gettext_lazy("the page was removed"),
    "name": gettext_lazy("there is no such site"),
    "private": gettext_lazy("readers cannot open this address"),
    "redirects": gettext_lazy("it leads in a circle"),
    "timeout": gettext_lazy("the site does not answer"),
    "unreachable": gettext_lazy("the site does not answer"),
    "address": gettext_lazy("this is not a whole address"),
}


def look_at_links(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find links to forbidden sites, to shorteners, and those without encryption."""
    wrong = [*params["domains"], *params["shorteners"]]
    for piece in studied.pieces:
        for address in piece.addresses:
            plain = params["encrypted"] and urlsplit_scheme(address) == "http"
            if plain or is_at(address, wrong):
                yield at(piece, address[:200])


def urlsplit_scheme(address: str) -> str:
    """Return the scheme of an address; empty for what is none."""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


def look_at_dead_links(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find links that the background check has found broken; nothing is fetched here."""
    places = {
        address: piece for piece in studied.pieces for address in piece.addresses
        if urlsplit_scheme(address) in {"http", "https"}
    }  # fmt: skip
    for address, reason in broken_among(list(places)).items():
        yield at(places[address], address[:200], number=str(REASONS.get(reason, reason)))


OPERATORS = (
    Operator(
        "links",
        gettext_lazy("Forbidden links"),
        gettext_lazy("Finds links to listed sites and to services that shorten addresses."),
        look_at_links,
        (
            WordList(
                "domains",
                gettext_lazy("Sites that nobody may link to"),
                [],
                gettext_lazy("One a line; what is below it counts too."),
            ),
            WordList("shorteners", gettext_lazy("Services that shorten addresses"), SHORTENERS),
            Flag("encrypted", gettext_lazy("Links must be encrypted (https)"), False),
        ),
    ),
    Operator(
        "dead_links",
        gettext_lazy("Broken links"),
        gettext_lazy("Says which links do not open; they are looked at in the background."),
        look_at_dead_links,
    ),
)
