"""Reading the story: moments, earlier drafts, what a story may speak of."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cms.demo.people import read_people
from cms.demo.stories import Event, TextNotFound, read_stories, rewrite

STORIES = read_stories()


def test_minutes_are_counted_back_from_now(now: datetime) -> None:
    assert Event("claim", "-45m", "kuznecov", {}).moment(now) == now - timedelta(minutes=45)


def test_days_are_moscow_days(now: datetime) -> None:
    moment = Event("create", "-2 17:05", "ivanova", {}).moment(now)

    assert moment.isoformat() == "2026-08-30T17:05:00+03:00"


def test_earlier_draft_differs_in_the_named_place_alone() -> None:
    newer = {"title": "Дроби", "body": [{"text": "<p>Осталось 8 л.</p>"}], "length_minutes": 45}

    older = rewrite(newer, [("Осталось 8 л.", "Осталось 6 л.")])

    assert older == {**newer, "body": [{"text": "<p>Осталось 6 л.</p>"}]}
    assert newer["body"] == [{"text": "<p>Осталось 8 л.</p>"}]


@pytest.mark.parametrize("text", ["нет такого", "а"])
def test_text_must_stand_exactly_once(text: str) -> None:
    with pytest.raises(TextNotFound):
        rewrite({"title": "аа"}, [(text, "")])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_story_goes_forward_and_ends_before_now(story, now: datetime) -> None:
    moments = [event.moment(now) for event in story.events]
    logins = {person["login"] for person in read_people()}

    assert moments == sorted(moments)
    assert moments[-1] < now
    assert {event.who for event in story.events} <= logins
    assert story.events[0].verb == "create"
    assert story.events[0].who == story.owner


def is_blind(story) -> bool:
    """Say whether experts of the story read without knowing of each other's remarks."""
    return any(event.verb == "rule" and event.facts["second_reader"] for event in story.events)


NOT_BLIND = [story for story in STORIES if not is_blind(story)]


@pytest.mark.parametrize("story", NOT_BLIND, ids=lambda story: story.key)
def test_must_remarks_are_settled_before_approval(story) -> None:
    open_musts: set[str] = set()
    for event in story.events:
        if event.verb == "remark" and event.facts["severity"] == "must":
            open_musts.add(event.facts["name"])
        if event.verb == "resolve":
            open_musts.discard(event.facts["remark"])
        if event.verb == "approve":
            assert open_musts == set()


def test_fifteen_objects_carry_a_history_worth_reading() -> None:
    verbs = {story.key: [event.verb for event in story.events] for story in STORIES}
    returned = {
        key for key, done in verbs.items() if {"remark", "return", "done", "resolve"} <= set(done)
    }
    unusual = {
        key for key, done in verbs.items() if set(done) & {"rule", "reject", "appeal", "report"}
    }

    assert len(returned | unusual) >= 15
    assert sum("appeal" in done for done in verbs.values()) >= 2
    assert sum(done.count("report") for done in verbs.values()) >= 3
    for verb in ("keep", "remove", "restore", "reject"):
        assert any(verb in done for done in verbs.values()), verb


def test_whoever_switches_blind_reviews_on_switches_them_off() -> None:
    for story in STORIES:
        rules = [event.facts["second_reader"] for event in story.events if event.verb == "rule"]
        assert rules in ([], [True, False]), story.key


def test_a_verdict_against_an_object_names_its_faults() -> None:
    for story in STORIES:
        for event in story.events:
            if event.verb in {"return", "reject", "remove"}:
                assert event.facts["faults"], story.key


def test_four_objects_went_through_a_round_with_real_remarks() -> None:
    reviewed = [
        story
        for story in NOT_BLIND
        if {"return", "approve"} <= {event.verb for event in story.events}
    ]

    assert len(reviewed) >= 4
    for story in reviewed:
        remarks = [event for event in story.events if event.verb == "remark"]
        assert len(remarks) >= 2
        assert all(len(event.facts["text"]) > 60 for event in remarks)
        assert len(story.drafts) > 1
