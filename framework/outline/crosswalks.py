"""From decoded JSON to a :class:`~framework.outline.data.Crosswalk`."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.outline.data import (
    FRAMEWORK_KEY_LIMIT,
    FRAMEWORK_TITLE_LIMIT,
    KEY_LIMIT,
    LINE_LIMIT,
    MATCHES_LIMIT,
    NOTE_LIMIT,
    RELATIONS,
    Crosswalk,
    Match,
)
from framework.outline.parsing import parse_words
from framework.outline.values import OutlineValue

_KEY = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)+")
_FACTS = ("source", "target", "title", "publisher", "licence")
_MATCH = ("source", "target", "relation", "confidence")


def parse_crosswalk(data: Any, file: str) -> Crosswalk:
    """Return the crosswalk that the decoded JSON ``data`` of ``file`` describes.

    Raises :class:`~framework.frp.errors.FrameworkFileError` and nothing else.
    """
    root = OutlineValue(data, file).known(("crosswalk", "matches"))
    facts = root.member("crosswalk").known(_FACTS, ("note",))
    source = facts.member("source").name(FRAMEWORK_KEY_LIMIT)
    target = facts.member("target").name(FRAMEWORK_KEY_LIMIT)
    if source == target:
        raise facts.member("target").refuse(
            _("a crosswalk joins two different frameworks."),
            _("Name the key of the other framework."),
        )
    return Crosswalk(
        source=source,
        target=target,
        title=parse_words(facts.member("title"), FRAMEWORK_TITLE_LIMIT),
        publisher=facts.member("publisher").text(LINE_LIMIT, required=True),
        licence=facts.member("licence").text(LINE_LIMIT, required=True),
        note=facts.line("note", NOTE_LIMIT),
        matches=_matches(root.member("matches"), source, target),
    )


def _matches(value: OutlineValue, source: str, target: str) -> tuple[Match, ...]:
    seen: set[tuple[str, str]] = set()
    matches: list[Match] = []
    for item in value.items():
        match = _match(item, source, target)
        if (match.source, match.target) in seen:
            raise item.refuse(_("the same pair is here twice."), _("Keep one of the two."))
        if len(matches) >= MATCHES_LIMIT:
            raise item.refuse(
                format_lazy(_("the file has more than {limit} pairs."), limit=MATCHES_LIMIT),
                _("Split it into several crosswalks."),
            )
        seen.add((match.source, match.target))
        matches.append(match)
    return tuple(matches)


def _match(value: OutlineValue, source: str, target: str) -> Match:
    value.known(_MATCH)
    return Match(
        source=_key(value.member("source"), source),
        target=_key(value.member("target"), target),
        relation=value.member("relation").one_of(RELATIONS),
        confidence=value.member("confidence").share(),
    )


def _key(value: OutlineValue, framework: str) -> str:
    key = value.text(KEY_LIMIT, required=True)
    if not _KEY.fullmatch(key) or not key.startswith(f"{framework}/"):
        raise value.refuse(
            format_lazy(_("it is no key of a node of “{framework}”."), framework=framework),
            format_lazy(
                _("Write the whole key; it begins with {beginning}."), beginning=f"{framework}/"
            ),
        )
    return key
