from __future__ import annotations

import pytest

from core.api import now as clock
from moderation.models import Commission, Taking
from tests.factories.commissions import TITLE, make_brief, make_call, make_taking
from tests.factories.people import make_user

HOME = "/api/v1/calls/"


@pytest.fixture
def ask(client):
    """Return ``ask(user, method, path, **body)``: (status, JSON)."""

    def act(user, method, path="", **body):
        client.force_login(user)
        address = HOME + path
        answer = getattr(client, method)(
            address, *([body] if method == "post" else []), content_type="application/json"
        )
        return answer.status_code, answer.json()

    return act


def asked(**changes):
    brief = make_brief(**changes)
    return {
        "title": brief.title,
        "node_uuid": str(brief.node_uuid),
        "kind": brief.kind,
        "wanted": brief.wanted,
        "deadline": brief.deadline.isoformat(),
    }


def test_a_call_from_writing_to_a_part(ask, methodologist, author):
    status, made = ask(methodologist, "post", "", **asked())
    assert (status, made["state"]) == (200, "draft")
    uuid = made["uuid"]
    assert ask(author, "get", uuid)[0] == 404
    assert ask(methodologist, "post", f"{uuid}/turn/open")[1]["state"] == "open"
    status, listed = ask(author, "get")
    assert [item["title"] for item in listed["items"]] == [TITLE]
    status, part = ask(author, "post", f"{uuid}/apply", plan="Опыт")
    assert (status, part["state"]) == (200, "applied")
    assert ask(author, "post", f"{uuid}/apply", plan="Опыт")[0] == 409
    status, part = ask(methodologist, "post", f"parts/{part['uuid']}/accept")
    assert part["state"] == "working"
    status, part = ask(author, "post", f"parts/{part['uuid']}/begin")
    assert part["object_uuid"] == str(Taking.objects.get().learning_object.uuid)
    assert ask(methodologist, "get", uuid)[1]["parts"][0]["author_uuid"] == str(author.uuid)
    assert ask(make_user("author"), "get", uuid)[1]["parts"] == []


def test_refusals_say_why(ask, methodologist, author):
    call = make_call(by=methodologist)
    taking = make_taking(call, by=author)
    status, told = ask(methodologist, "post", f"parts/{taking.uuid}/decline", reason="")
    assert status == 409
    assert told["detail"]
    assert ask(author, "post", f"parts/{taking.uuid}/accept")[0] == 403
    assert ask(author, "post", f"{call.uuid}/cancel", reason="Нет")[0] == 403
    assert ask(methodologist, "post", f"{call.uuid}/turn/explode")[0] == 404
    assert ask(methodologist, "post", f"parts/{taking.uuid}/explode")[0] == 404
    assert Commission.objects.get().state == "open"


def test_a_methodologist_of_another_subject_gets_no_further(ask, methodologist):
    call = make_call(by=methodologist, now=clock())
    elsewhere = make_user("methodologist", subject=call.uuid)
    assert ask(elsewhere, "post", "", **asked())[0] == 403
    assert ask(elsewhere, "get", f"gaps?subject={call.subject_uuid}")[0] == 404
    status, found = ask(methodologist, "get", f"gaps?subject={call.subject_uuid}")
    assert status == 200
    assert all(gap["number"] < 3 for gap in found)
