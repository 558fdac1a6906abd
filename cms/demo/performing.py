"""Playing one object's story through the actions that people use.

Everything is asked for anew before each event, as if each were a request of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.core.files import File
from django.db import transaction

from accounts.api import User
from cms.demo.calls import answer_call
from cms.demo.reading import DRAWINGS, FILES, block_id, drawings_of, files_of, make_draft
from cms.demo.stories import Event, Story
from cms.demo.topics import TopicIndex
from cms.demo.trail import is_made, mark_made
from cms.demo.verdicts import VERDICTS, StoryBroken, submission_in
from learning_objects.api import (
    LearningObject,
    accept_offer,
    create_object,
    get_object,
    offer_part,
    save_draft,
    withdraw_object,
)
from learning_objects.data import INVITE
from media_pipeline.api import store_document, store_image
from moderation.api import (
    add_remark,
    claim,
    get_remark,
    mark_remark_done,
    resolve_remark,
    submit,
)

TITLE_LIMIT = 200


Thing = TypeVar("Thing")


@transaction.atomic
def play_story(
    *, story: Story, cast: Mapping[str, User], topics: TopicIndex, now: datetime
) -> UUID | None:
    """Play the whole story or nothing of it; return the object's uuid, ``None`` if it was played.

    Raises whatever the actions raise: a story that people could not live through must not be told.
    """
    if is_made("objects", story.key):
        return None
    performance = Performance(story, cast, topics)
    for event in story.events:
        performance.play(event, event.moment(now))
    mark_made("objects", story.key, made=performance.uuid, now=now)
    return performance.uuid


class Performance:
    """One story being played: the object and remarks made so far."""

    def __init__(self, story: Story, cast: Mapping[str, User], topics: TopicIndex) -> None:
        self.story, self.cast, self.topics = story, cast, topics
        self._uuid: UUID | None = None
        self._remarks: dict[str, UUID] = {}
        self._assets: dict[str, int] = {}
        self._verbs: dict[str, Callable[[Event, User, datetime], None]] = {
            "create": self._create,
            "answer": self._answer,
            "coauthor": self._coauthor,
            "save": self._save,
            "submit": self._submit,
            "claim": self._claim,
            "remark": self._remark,
            "done": self._done,
            "resolve": self._resolve,
            "withdraw": self._withdraw,
        }

    @property
    def uuid(self) -> UUID:
        """The object's uuid, once somebody has created it."""
        return _there(self._uuid)

    @property
    def learning_object(self) -> LearningObject:
        """The object as it is now."""
        return _there(get_object(uuid=self.uuid))

    def play(self, event: Event, moment: datetime) -> None:
        """Let the person of ``event`` do it at ``moment``."""
        by, verdict = self.cast[event.who], VERDICTS.get(event.verb)
        if verdict is not None:
            verdict(self, event, by, moment)
        else:
            self._verbs[event.verb](event, by, moment)

    def _create(self, event: Event, by: User, now: datetime) -> None:
        title = self.story.drafts[""]["title"][:TITLE_LIMIT]
        self._uuid = create_object(kind=self.story.kind, title=title, by=by, now=now).uuid
        for name, alt in drawings_of(self.story.drafts[""]):
            with (DRAWINGS / name).open("rb") as file:
                image = store_image(title=alt[:100], file=File(file, name=name), by=by, now=now)
            self._assets[name] = image.pk
        for name, title in files_of(self.story.drafts[""]):
            with (FILES / name).open("rb") as file:
                kept = store_document(title=title, file=File(file, name=name), by=by, now=now)
            self._assets[name] = kept.pk

    def _answer(self, event: Event, by: User, now: datetime) -> None:
        call = event.facts["call"]
        answer_call(key=call, learning_object=self.learning_object, by=by, now=now)

    def _coauthor(self, event: Event, by: User, now: datetime) -> None:
        user = self.cast[event.facts["login"]]
        made = offer_part(
            learning_object=self.learning_object,
            kind=INVITE,
            to=user,
            message="",
            by=by,
            now=now,
        )
        accept_offer(offer=made, by=user, now=now)

    def _save(self, event: Event, by: User, now: datetime) -> None:
        content = self.story.drafts[event.facts.get("draft", "")]
        draft = make_draft(self.story.key, content, topics=self.topics, assets=self._assets)
        save_draft(learning_object=self.learning_object, draft=draft, by=by, now=now)

    def _submit(self, event: Event, by: User, now: datetime) -> None:
        submit(learning_object=self.learning_object, by=by, now=now)

    def _claim(self, event: Event, by: User, now: datetime) -> None:
        claim(submission=submission_in(self, event), by=by, now=now)

    def _remark(self, event: Event, by: User, now: datetime) -> None:
        field, block = self._place(event.facts["place"])
        made = add_remark(
            submission=submission_in(self, event),
            text=event.facts["text"],
            severity=event.facts["severity"],
            field=field,
            block=block,
            by=by,
            now=now,
        )
        self._remarks[event.facts["name"]] = made.uuid

    def _done(self, event: Event, by: User, now: datetime) -> None:
        mark_remark_done(
            remark=_there(get_remark(uuid=self._said(event))),
            by=by,
            now=now,
            reply=event.facts["reply"],
        )

    def _resolve(self, event: Event, by: User, now: datetime) -> None:
        resolve_remark(remark=_there(get_remark(uuid=self._said(event))), by=by, now=now)

    def _withdraw(self, event: Event, by: User, now: datetime) -> None:
        reason = event.facts["reason"]
        withdraw_object(learning_object=self.learning_object, reason=reason, by=by, now=now)

    def _place(self, place: str) -> tuple[str, str]:
        """Return (field, block) of a place named in a story."""
        if place.startswith(("stage ", "block ")):
            return "body", block_id(self.story.key, place)
        return place, ""

    def _said(self, event: Event) -> UUID:
        return self._remarks[event.facts["remark"]]


def _there(thing: Thing | None) -> Thing:
    """Return what a read found; a story never speaks of what is not there."""
    if thing is None:
        raise StoryBroken
    return thing
