from __future__ import annotations

import pytest

from learning_objects.api import get_object
from tests.factories.after import published
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    person = make_user("chief_moderator")
    client.force_login(person)
    return person


def test_a_chief_takes_out_lists_and_puts_back(client, chief, django_assert_max_num_queries):
    version = published("Ёж и физика")
    address = f"/objects/{version.object_uuid}/"
    leads = client.get(f"/cabinet/{version.object_uuid}/withdraw/")
    assert leads["Location"] == f"/review/withdrawn/{version.object_uuid}/take-out/"
    assert client.post(leads["Location"], {"reason": "Вред"}).status_code == 200
    done = client.post(leads["Location"], {"how": "retire", "reason": "Устарел"})
    assert done["Location"] == "/review/withdrawn/"
    with django_assert_max_num_queries(16):
        listed = client.get("/review/withdrawn/?q=еж").content.decode()
    assert "Ёж и физика" in listed
    assert "Устарел" in listed
    assert "Ёж и физика" not in client.get("/review/withdrawn/?q=слон").content.decode()
    client.post(leads["Location"], {"how": "block", "reason": "Вред"})
    assert get_object(uuid=version.object_uuid).withdrawn_how == "block"
    gone = client.get(address)
    back = f"/review/withdrawn/{version.object_uuid}/put-back/"
    assert (gone.status_code, back in gone.content.decode()) == (410, True)
    assert client.post(back, {"reason": "Исправлен"})["Location"] == address
    assert client.get(back).status_code == 404


@pytest.mark.parametrize("role", ["moderator", "author", ""])
def test_others_do_neither(client, role):
    version = published()
    client.force_login(make_user(*[role] if role else []))
    for tail in (f"{version.object_uuid}/take-out/", f"{version.object_uuid}/put-back/"):
        assert client.get(f"/review/withdrawn/{tail}").status_code == 404
    assert client.get("/review/withdrawn/").status_code == 403
