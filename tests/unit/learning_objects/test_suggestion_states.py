"""Suggestions in any order of what people do: no answer twice, no credit without acceptance."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from core.api import now as clock
from core.errors import TransitionRefused
from learning_objects import api
from learning_objects.errors import PlaceChanged
from learning_objects.models import Suggestion
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.suggestions import propose

pytestmark = pytest.mark.django_db

PLACES = ("outcome", "summary", "key_points.1")
WHO = st.sampled_from(["owner", "colleague", "chief", "stranger"])


class Suggestions(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, Any] = {
            "owner": make_user("author"),
            "colleague": make_user("teacher"),
            "chief": make_user("chief_moderator"),
            "stranger": make_user("author"),
        }
        self.made = make_object(by=self.people["owner"])
        publish(self.made)
        self.ends: dict[int, str] = {}
        self.days, self.texts = 0, 0

    @property
    def fresh(self) -> Any:
        return api.get_object(uuid=self.made.uuid)

    @property
    def now(self) -> Any:
        return clock() + timedelta(days=self.days)

    @property
    def rows(self) -> Any:
        """Those of this run: the database is emptied after all runs, not after each."""
        return Suggestion.objects.filter(learning_object=self.made)

    def pick(self, number: int) -> Suggestion:
        rows = list(self.rows.order_by("pk"))
        return rows[number % len(rows)]

    @rule(key=st.sampled_from(PLACES))
    def suggest(self, key: str) -> None:
        self.texts += 1
        propose(self.made, self.people["colleague"], key=key, new=f"Текст {self.texts}")

    @rule(days=st.sampled_from([10, 31]))
    def wait(self, days: int) -> None:
        self.days += days

    @precondition(lambda self: self.fresh.state != "in_review")
    @rule()
    def rewrite(self) -> None:
        self.texts += 1
        draft = make_draft(outcome=f"Автор {self.texts}")
        api.save_draft(
            learning_object=self.fresh, draft=draft, by=self.people["owner"], now=self.now
        )

    @precondition(lambda self: self.rows.exists())
    @rule(
        number=st.integers(0, 9), who=WHO, verb=st.sampled_from(["accept", "decline", "take_back"])
    )
    def answer(self, number: int, who: str, verb: str) -> None:
        chosen, person = self.pick(number), self.people[who]
        silent = self.now - chosen.created_at >= timedelta(days=30)
        right = {"owner": verb != "take_back", "colleague": verb == "take_back"}.get(
            who, who == "chief" and silent and verb != "take_back"
        )
        was_open = chosen.state == "open"
        facts: dict[str, Any] = {"suggestion": chosen, "by": person, "now": self.now}
        if verb == "decline":
            facts["answer"] = "Нет"
        try:
            done = getattr(api, f"{verb}_suggestion")(**facts)
        except PlaceChanged:
            assert right
            assert was_open
            assert verb == "accept"
        except TransitionRefused:
            assert not (right and was_open) or self.fresh.state == "in_review"
        else:
            assert right
            assert was_open
            assert verb != "accept" or self.fresh.state != "in_review"
            self.ends[chosen.pk] = done.state

    @precondition(lambda self: api.has_unreviewed_changes(self.fresh))
    @rule()
    def publish_it(self) -> None:
        waiting = self.rows.filter(state="accepted", published_in=None)
        expected = bool(waiting)
        version = publish(self.fresh)
        assert bool(version.content.get("credits")) == expected
        assert not waiting.all().exists()

    @invariant()
    def an_answer_is_final(self) -> None:
        for row in self.rows:
            assert row.state == self.ends.get(row.pk, "open")


class TestSuggestions(Suggestions.TestCase, TestCase):  # type: ignore[name-defined, misc]
    settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
