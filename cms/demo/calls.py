"""The calls for authors of the demo library, played through the actions that people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from cms.demo.reading import FOLDER, read_yaml
from cms.demo.stories import MOSCOW, Event, read_event
from cms.demo.topics import TopicIndex
from cms.demo.trail import is_made, made_uuid, mark_made
from learning_objects.api import LearningObject
from moderation.api import (
    Brief,
    accept_taking,
    apply_for,
    create_commission,
    decline_taking,
    get_commission,
    get_taking,
    link_object,
    open_commission,
    own_takings,
)

CALLS = "calls"
WORDS = ("title", "kind", "wanted", "outcome", "constraints", "fee_note", "places", "first_come")


def play_calls(*, cast: Mapping[str, User], topics: TopicIndex, now: datetime) -> int:
    """Make the calls that are not there yet, each in a transaction of its own; return how many.

    Before the stories: some of them answer a call.
    """
    made = 0
    for written in read_calls():
        story = written.get("for_story")
        told = story is not None and is_made("objects", story)
        if not told and not is_made(CALLS, written["key"]):
            _play(written, cast, topics, now)
            made += 1
    return made


def read_calls() -> list[dict[str, Any]]:
    """Return ``calls.yaml`` as it is written."""
    found: list[dict[str, Any]] = read_yaml(FOLDER / "calls.yaml")
    return found


def answer_call(*, key: str, learning_object: LearningObject, by: User, now: datetime) -> None:
    """Let the object answer the call in which ``by`` was accepted; nothing if it was not made."""
    if not is_made(CALLS, key):
        return
    taking = own_takings(by).get(commission__uuid=made_uuid(CALLS, key))
    link_object(taking=taking, learning_object=learning_object, by=by, now=now)


@transaction.atomic
def _play(
    written: Mapping[str, Any], cast: Mapping[str, User], topics: TopicIndex, now: datetime
) -> None:
    performance = CallPerformance(written, cast, topics, now)
    for item in written["events"]:
        event = read_event(item)
        performance.play(event, event.moment(now))
    mark_made(CALLS, written["key"], made=performance.uuid, now=now)


class CallPerformance:
    """One call being played: its parts made so far, by login."""

    def __init__(
        self,
        written: Mapping[str, Any],
        cast: Mapping[str, User],
        topics: TopicIndex,
        now: datetime,
    ) -> None:
        today = now.astimezone(MOSCOW).date()
        self._brief = Brief(
            node_uuid=topics.find(**written["topic"]),
            deadline=today + timedelta(days=written["deadline"]),
            **{name: written[name] for name in WORDS if name in written},
        )
        self._cast = cast
        self._parts: dict[str, UUID] = {}
        self.uuid: UUID | None = None
        self._verbs: dict[str, Callable[[Event, User, datetime], None]] = {
            "write": self._write,
            "open": self._open,
            "apply": self._apply,
            "accept": self._accept,
            "decline": self._decline,
        }

    def play(self, event: Event, moment: datetime) -> None:
        """Let the person of ``event`` do it at ``moment``."""
        self._verbs[event.verb](event, self._cast[event.who], moment)

    def _call(self) -> Any:
        return self.uuid and get_commission(uuid=self.uuid)

    def _part(self, event: Event) -> Any:
        return get_taking(uuid=self._parts[event.facts["whose"]])

    def _write(self, event: Event, by: User, now: datetime) -> None:
        self.uuid = create_commission(brief=self._brief, by=by, now=now).uuid

    def _open(self, event: Event, by: User, now: datetime) -> None:
        open_commission(commission=self._call(), by=by, now=now)

    def _apply(self, event: Event, by: User, now: datetime) -> None:
        plan = event.facts["plan"]
        made = apply_for(commission=self._call(), plan=plan, by=by, now=now)
        self._parts[event.who] = made.uuid

    def _accept(self, event: Event, by: User, now: datetime) -> None:
        accept_taking(taking=self._part(event), by=by, now=now)

    def _decline(self, event: Event, by: User, now: datetime) -> None:
        decline_taking(taking=self._part(event), reason=event.facts["reason"], by=by, now=now)
