"""What is missing to publish: every line leads to its place."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from core.api import now
from learning_objects.api import get_object, save_organisation, set_publisher
from moderation.api import add_remark, claim, submit
from tests.factories.learning_objects import make_draft, make_object, make_stage
from tests.factories.moderation import return_submission
from tests.factories.offers import make_organisation, make_publishing_author
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def panel(client: Any, made: Any) -> Any:
    return client.get(reverse("cabinet:object", args=[made.uuid])).context["missing"]


def test_a_complete_draft_misses_nothing(client: Any) -> None:
    author = make_user("author")
    client.force_login(author)
    found = panel(client, make_object(by=author))
    assert found.stops == 0
    assert found.tone in {"success", "warning"}


def test_every_finding_leads_to_its_place_in_the_editor(client: Any) -> None:
    author = make_user("author")
    client.force_login(author)
    draft = make_draft(topics=[], body=[make_stage(teacher_does="", minutes=10)])
    made = make_object(by=author, draft=draft)
    found = panel(client, made)
    page = reverse("studio_objects:edit", args=[made.pk])
    assert found.stops
    assert found.tone == "stop"
    assert all(item["url"].startswith(page) for item in found.items)
    assert any("?place=" in item["url"] for item in found.items)
    levels = [item["level"] for item in found.items]
    assert levels == sorted(levels, key=["stop", "warning", "info"].index)


def test_remarks_of_a_returned_draft_are_asked_for_and_nothing_during_a_review(client: Any) -> None:
    author, expert = make_user("author"), make_user("moderator")
    client.force_login(author)
    made = make_object(by=author)
    submission = submit(learning_object=made, by=author, now=now())
    assert panel(client, made).tone == "info"
    claim(submission=submission, by=expert, now=now())
    add_remark(submission=submission, text="Уточните", severity="must", by=expert, now=now())
    return_submission(submission=submission, letter="Исправьте", by=expert, now=now())
    first = panel(client, made).items[0]
    assert first["url"] == "#remarks-title"
    assert "1" in first["message"]


def test_a_publisher_without_a_contract_stops(client: Any) -> None:
    firm = make_organisation()
    author = make_publishing_author(firm)
    client.force_login(author)
    made = make_object(by=author)
    set_publisher(learning_object=made, organisation=firm, by=author, now=now())
    facts = {"title": firm.title, "has_contract": False}
    save_organisation(organisation=firm, facts=facts, by=make_user("administrator"), now=now())
    found = panel(client, get_object(uuid=made.uuid))
    assert found.stops == 1
    assert found.items[0]["url"] == "#publisher-title"
