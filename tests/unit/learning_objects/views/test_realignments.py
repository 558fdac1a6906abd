"""The pages on new editions: what is proposed, deciding it, coming back to the same place."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now
from framework.actions.editing import NodeText
from framework.api import merge_nodes, publish_version, retire_node, split_node
from learning_objects.api import get_version
from learning_objects.models import RealignmentProposal
from learning_objects.realignment import bulk
from learning_objects.realignment.actions import follow_framework
from learning_objects.realignment.queries import list_realignments
from tests.factories.editions import make_draft_edition
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


class Story:
    """An edition that merges one topic, splits another and takes a third out."""

    def __init__(self) -> None:
        self.by = make_user("methodologist")
        self.current, self.forests = topic(CURRENT), topic(FORESTS)
        while follow_framework(now=now()):
            pass
        draft = make_draft_edition(now=now(), by=self.by)
        facts: dict[str, Any] = {"version": draft.uuid, "by": self.by, "now": now()}
        self.merged = topic("Тепловые процессы")
        merge_nodes(into=self.current, gone=[self.merged], **facts)
        retire_node(node=self.forests, **facts)
        [part] = split_node(node=topic(HEAT), parts=[NodeText("Молекулы")], **facts)
        self.part = part.uuid
        publish_version(version=draft, by=self.by, now=now())
        while follow_framework(now=now()):
            pass
        [self.edition] = list_realignments()

    @property
    def url(self) -> str:
        return reverse("learning_objects:realignment", args=[self.edition.uuid])


@pytest.fixture
def versions() -> dict[str, Any]:
    return {name: publish_on(name) for name in ("Тепловые процессы", FORESTS, HEAT)}


@pytest.fixture
def story(client: Any, versions: dict[str, Any]) -> Story:
    made = Story()
    client.force_login(made.by)
    return made


def proposal(former: Any) -> RealignmentProposal:
    return RealignmentProposal.objects.get(former=former)


def decide(client: Any, row: RealignmentProposal, verb: str, **data: Any) -> Any:
    url = reverse("learning_objects:decide_proposal", args=[row.uuid, verb])
    return client.post(url, {"kept": "state=proposed&evil=1", "anchor": "p-1", **data})


def test_the_list_shows_numbers_and_the_page_orphans_first(client: Any, story: Story) -> None:
    [shown] = client.get(reverse("learning_objects:realignments")).context["found"]
    assert (shown.ready, shown.orphans) == (2, 1)
    page = client.get(story.url)
    rows = page.context["rows"]
    assert [bool(row.choices) for row in rows] == [False, True, True]
    assert "не называет темы" in page.text
    split = next(row for row in rows if len(row.choices) == 2)
    assert [choice.title for choice in split.choices] == [HEAT, "Молекулы"]
    assert client.get(story.url, {"orphans": "1"}).context["page_obj"].paginator.count == 1
    assert client.get(story.url, {"change": "split"}).context["page_obj"].paginator.count == 1
    assert client.get(story.url, {"state": "accepted"}).context["page_obj"].paginator.count == 0


def test_a_split_goes_where_the_marks_say_and_back(
    client: Any, story: Story, versions: dict[str, Any]
) -> None:
    row = RealignmentProposal.objects.get(change="split")
    done = decide(client, row, "accept", node=[str(story.part)])
    assert done.url == f"{story.url}?state=proposed#p-1"
    found = get_version(uuid=versions[HEAT].object_uuid)
    assert found is not None
    assert [ref.node_uuid for ref in found.topics] == [story.part]
    assert "Отменить решение" in client.get(story.url, {"state": "accepted"}).text
    decide(client, row, "roll-back")
    row.refresh_from_db()
    assert row.state == "proposed"
    decide(client, row, "accept")  # all marks taken off
    row.refresh_from_db()
    assert row.state == "proposed"


def test_an_orphan_is_left_or_put_where_somebody_says(client: Any, story: Story) -> None:
    row = proposal(story.forests)
    decide(client, row, "choose", **{f"topic-{row.uuid}": "нет такой темы"})
    decide(client, row, "decline")
    row.refresh_from_db()
    assert row.state == "declined"
    chosen = reverse("learning_objects:topic", args=[story.current])
    decide(client, row, "choose", **{f"topic-{row.uuid}": chosen})
    row.refresh_from_db()
    assert (row.state, row.chosen) == ("accepted", [str(story.current)])
    answer = decide(client, row, "decline")  # decided already
    assert answer.status_code == 302
    assert decide(client, row, "nonsense").status_code == 404


def test_all_that_is_ready_after_a_page_that_says_the_number(
    client: Any, story: Story, django_capture_on_commit_callbacks: Any
) -> None:
    url = reverse("learning_objects:realign_all", args=[story.edition.uuid, "accept"])
    assert "Принять 2 предложения?" in client.get(url).text
    with django_capture_on_commit_callbacks() as asked:
        assert client.post(url).url == story.url
    assert len(asked) == 1
    state = reverse("learning_objects:realignment_state", args=[story.edition.uuid])
    busy = client.get(state)
    assert "hx-get" in busy.text
    assert "HX-Refresh" not in busy
    assert "Принять всё готовое" not in client.get(story.url).text
    bulk.run_work(realignment=story.edition.uuid)
    assert client.get(state)["HX-Refresh"] == "true"
    back = reverse("learning_objects:realign_all", args=[story.edition.uuid, "return"])
    assert "Вернуть 2 решения?" in client.get(back).text
    odd = reverse("learning_objects:realign_all", args=[story.edition.uuid, "burn"])
    assert client.get(odd).status_code == 404


def test_a_page_asks_the_same_of_one_proposal_and_of_many(
    client: Any, versions: dict[str, Any]
) -> None:
    for _number in range(5):
        publish_on(HEAT)
    story = Story()
    client.force_login(story.by)
    client.get(story.url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(client.get(story.url, {"orphans": "1"}).context["rows"]) == 1
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(story.url).context["rows"]) == 8
    assert len(many) == len(few)


def test_others_see_nothing(client: Any, story: Story) -> None:
    client.force_login(make_user("author"))
    assert client.get(story.url).status_code == 403
    row = proposal(story.forests)
    assert decide(client, row, "decline").status_code == 403
