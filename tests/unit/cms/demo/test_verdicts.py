"""Verdicts in stories: honest rubrics, and stories that speak of what is not there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cms.demo.stories import Event
from cms.demo.verdicts import StoryBroken, marks_for, submission_in
from tests.factories.moderation import make_submission

pytestmark = pytest.mark.django_db


def performance(uuid: Any, **content: str) -> Any:
    return SimpleNamespace(uuid=uuid, story=SimpleNamespace(key="x", drafts={"": content}))


def event(verb: str, **facts: Any) -> Event:
    return Event(verb, "-1 10:00", "kuznecov", facts)


def test_faults_are_a_no_and_all_else_holds(now) -> None:
    submission = make_submission(now=now)
    play = performance(submission.object_uuid, safety="Нож не нужен.")

    marks = marks_for(play, event("return", faults=["correct"]), submission)

    assert marks["correct"] == "no"
    assert set(marks.values()) == {"no", "yes"}
    assert list(marks.values()).count("no") == 1


def test_safety_does_not_apply_where_an_object_says_nothing_of_it(now) -> None:
    submission = make_submission(now=now)
    marks = marks_for(performance(submission.object_uuid), event("approve"), submission)
    assert marks["safety"] == "na"


def test_a_story_may_not_speak_of_what_is_not_there(now) -> None:
    submission = make_submission(now=now)
    play = performance(submission.object_uuid)
    with pytest.raises(StoryBroken, match="beauty"):
        marks_for(play, event("return", faults=["beauty"]), submission)
    with pytest.raises(StoryBroken):
        submission_in(play, event("keep", look=True))
