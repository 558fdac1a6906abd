from __future__ import annotations

import pytest

from learning_objects.api import get_object
from tests.factories.after import open_look, published, returned_submission
from tests.factories.moderation import author_of, faulty_marks, full_marks
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/institute/"


def post(client, path, **body):
    return client.post(f"{ROOT}{path}", body, content_type="application/json")


def test_an_author_appeals_once(client):
    found = returned_submission()
    client.force_login(author_of(found))
    path = f"submissions/{found.uuid}/appeal"
    assert client.get(f"{ROOT}{path}").status_code == 404
    assert post(client, f"{path}s", text="").status_code == 422
    made = post(client, f"{path}s", text="Вывод есть.").json()
    assert (made["against"], made["outcome"]) == ("return", "")
    assert post(client, f"{path}s", text="Снова").status_code == 409
    assert client.get(f"{ROOT}{path}").json()["text"] == "Вывод есть."


def test_experts_read_signals_and_settle(client):
    expert = make_user("moderator")
    client.force_login(expert)
    version = published()
    path = f"objects/{version.object_uuid}/signals"
    assert post(client, path, reason="boring", text="Скучно").status_code == 422
    assert post(client, path, reason="harm", text="Вред").json()["source"] == "expert"
    kept, gone = open_look(claimed_by=expert), open_look(claimed_by=expert)
    said = client.get(f"{ROOT}submissions/{kept.uuid}/signals").json()
    assert [item["reason"] for item in said] == ["mistake"]
    assert post(client, f"submissions/{kept.uuid}/keep", marks={}).status_code in (400, 409)
    done = post(client, f"submissions/{kept.uuid}/keep", marks=full_marks(kept)).json()
    assert done["state"] == "kept"
    body = {"how": "block", "letter": "Вред", "marks": faulty_marks(gone)}
    assert post(client, f"submissions/{gone.uuid}/remove", **body).json()["state"] == "removed"
    assert get_object(uuid=gone.object_uuid).withdrawn_how == "block"


def test_a_chief_takes_out_and_puts_back(client):
    client.force_login(make_user("chief_moderator"))
    path = f"objects/{published().object_uuid}"
    out = post(client, f"{path}/take-out", how="block", reason="Вред").json()
    assert (out["state"], out["how"], out["reason"]) == ("withdrawn", "block", "Вред")
    assert post(client, f"{path}/take-out", how="retire", reason="Нет").status_code == 409
    assert post(client, f"{path}/put-back", reason="Верно").json()["state"] == "published"
    assert post(client, f"{path}/put-back", reason="Верно").status_code == 409
    client.force_login(make_user("moderator"))
    assert post(client, f"{path}/take-out", how="block", reason="Вред").status_code == 404
