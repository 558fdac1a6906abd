"""The story of each object: who does what with it and when, and how its earlier drafts read."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cms.demo.reading import FOLDER, read_object, read_yaml

MOSCOW = ZoneInfo("Europe/Moscow")


class TextNotFound(ValueError):
    """An earlier draft changes a text that does not stand exactly once in the newer one."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a person does: ``verb``, when, who (a login), and the verb's own facts."""

    verb: str
    at: str
    who: str
    facts: Mapping[str, Any]

    def moment(self, now: datetime) -> datetime:
        """Return when it happened, seen from ``now``: "-45m" or "-27 17:05" (days, Moscow)."""
        if self.at.endswith("m"):
            return now + timedelta(minutes=int(self.at[:-1]))
        days, clock = self.at.split()
        hour, minute = clock.split(":")
        day = now.astimezone(MOSCOW).date() + timedelta(days=int(days))
        return datetime.combine(day, time(int(hour), int(minute)), tzinfo=MOSCOW)


@dataclass(frozen=True, slots=True)
class Story:
    """One object's story: its key, owner, drafts by name ("" is the file itself) and events."""

    key: str
    kind: str
    owner: str
    drafts: Mapping[str, dict[str, Any]]
    events: tuple[Event, ...]


def read_stories() -> list[Story]:
    """Return the stories of ``story.yaml`` in the order in which they are told."""
    return [_story(item) for item in read_yaml(FOLDER / "story.yaml")]


def _story(item: Mapping[str, Any]) -> Story:
    content = read_object(item["object"])
    return Story(
        key=item["object"],
        kind=content["kind"],
        owner=item["owner"],
        drafts=_drafts(content, item.get("earlier", [])),
        events=tuple(read_event(event) for event in item["events"]),
    )


def read_event(written: Mapping[str, Any]) -> Event:
    """Return one written event."""
    facts = {name: value for name, value in written.items() if name not in {"do", "at", "who"}}
    return Event(verb=written["do"], at=written["at"], who=written["who"], facts=facts)


def _drafts(content: dict[str, Any], earlier: list[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return all drafts; each of ``earlier`` undoes a little more than the one before it."""
    drafts = {"": content}
    newer = content
    for item in earlier:
        newer = rewrite(newer, [(text["now"], text["was"]) for text in item["texts"]])
        drafts[item["draft"]] = newer
    return drafts


def rewrite(content: dict[str, Any], texts: list[tuple[str, str]]) -> dict[str, Any]:
    """Return ``content`` in which each first text is replaced by the second.

    Raises :class:`TextNotFound` unless every first text stands in it exactly once.
    """
    result: dict[str, Any] = deepcopy(content)
    for present, former in texts:
        places = count_text(result, present)
        if places != 1:
            raise TextNotFound(f"{places} times: {present}")
        result = _replace(result, present, former)
    return result


def count_text(value: Any, text: str) -> int:
    """Return how often ``text`` stands in the strings below ``value``."""
    if isinstance(value, str):
        return value.count(text)
    if isinstance(value, dict):
        return sum(count_text(item, text) for item in value.values())
    if isinstance(value, list):
        return sum(count_text(item, text) for item in value)
    return 0


def _replace(value: Any, present: str, former: str) -> Any:
    if isinstance(value, str):
        return value.replace(present, former)
    if isinstance(value, dict):
        return {name: _replace(item, present, former) for name, item in value.items()}
    if isinstance(value, list):
        return [_replace(item, present, former) for item in value]
    return value
