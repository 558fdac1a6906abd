from __future__ import annotations

import pytest
from django.urls import reverse

from core.api import now as clock
from moderation.api import ensure_central_institute, keep_text
from moderation.models import CannedRemark, Remark
from tests.factories.moderation import make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
TEXTS = "/review/texts/"
CEILING = 25


@pytest.fixture
def expert(client):
    person = make_user("moderator")
    client.force_login(person)
    return person


def keep(by, text="Укажите источник.", **facts):
    return keep_text(text=text, severity="should", by=by, now=clock(), **facts)


def test_an_expert_keeps_changes_and_removes_their_own(client, expert):
    assert client.get(TEXTS).status_code == 200
    facts = {"text": "Поясните термин.", "severity": "note", "kind": "scenario"}
    assert client.post(TEXTS, facts).url == TEXTS
    mine = CannedRemark.objects.get()
    assert (mine.owner, mine.kind, mine.text) == (expert, "scenario", "Поясните термин.")
    address = reverse("moderation:change_text", args=[mine.uuid])
    mark = f"t{mine.pk}-"
    wrong = client.post(address, {f"{mark}text": "", f"{mark}severity": "must", f"{mark}kind": ""})
    assert 'aria-invalid="true"' in wrong.content.decode()
    client.post(address, {f"{mark}text": "Иначе.", f"{mark}severity": "must", f"{mark}kind": ""})
    assert CannedRemark.objects.get().text == "Иначе."
    assert client.post(reverse("moderation:forget_text", args=[mine.uuid])).url == TEXTS
    assert not CannedRemark.objects.exists()


def test_what_was_typed_stays_when_it_is_refused(client, expert):
    answer = client.post(TEXTS, {"text": "слово " * 300, "severity": "must", "kind": ""})
    assert answer.status_code == 200
    assert "слово слово" in answer.content.decode()
    assert not CannedRemark.objects.exists()


def test_a_chief_keeps_those_of_the_institute(client):
    institute = ensure_central_institute()
    chief = make_user("chief_moderator")
    client.force_login(chief)
    client.post(reverse("moderation:add_shipped_texts"))
    shipped = CannedRemark.objects.count()
    assert shipped
    facts = {"text": "Сверьте с программой.", "severity": "must", "institute": institute.pk}
    client.post(TEXTS, facts)
    assert CannedRemark.objects.filter(institute=institute).count() == shipped + 1


def test_others_texts_are_neither_shown_nor_changed(client, expert):
    other = keep(make_user("moderator"), "Чужое.")
    shared = keep(make_user("chief_moderator"), institute=ensure_central_institute())
    page = client.get(TEXTS).content.decode()
    assert "Чужое." not in page
    assert shared.text in page
    for found in (other, shared):
        for name in ("change_text", "forget_text"):
            address = reverse(f"moderation:{name}", args=[found.uuid])
            assert client.post(address, {"text": "Нет."}).status_code == 404
    client.force_login(make_user("author"))
    assert client.get(TEXTS).status_code == 403
    assert client.post(reverse("moderation:add_shipped_texts")).status_code == 403


def test_a_page_costs_the_same_with_many_texts(client, expert, django_assert_max_num_queries):
    keep(expert)
    client.get(TEXTS)
    with django_assert_max_num_queries(CEILING) as few:
        client.get(TEXTS)
    for _number in range(20):
        keep(expert)
    with django_assert_max_num_queries(len(few)):
        client.get(TEXTS)


def test_a_chosen_text_alone_makes_a_remark(client, expert):
    ready = keep(expert, kind="scenario")
    submission = make_submission(now=clock(), claimed_by=expert)
    page = client.get(reverse("moderation:submission", args=[submission.uuid])).content.decode()
    assert 'data-severity="should"' in page
    address = reverse("moderation:add_remark", args=[submission.uuid])
    facts = {"place": ":", "severity": "must"}
    client.post(address, {**facts, "canned": ready.uuid, "text": ""})
    client.post(address, {**facts, "canned": ready.uuid, "text": "Своё."})
    client.post(address, {**facts, "canned": "", "text": ""})
    assert list(Remark.objects.values_list("text", flat=True)) == [ready.text, "Своё."]
    assert CannedRemark.objects.get().used == 2


def test_rest_lists_what_is_offered(client, expert):
    keep(expert)
    keep(make_user("chief_moderator"), "Общее.", institute=ensure_central_institute())
    listed = client.get("/api/v1/submissions/ready-remarks").json()
    assert [(item["text"], bool(item["institute"])) for item in listed] == [
        ("Укажите источник.", False),
        ("Общее.", True),
    ]
    client.force_login(make_user("author"))
    assert client.get("/api/v1/submissions/ready-remarks").status_code == 404
