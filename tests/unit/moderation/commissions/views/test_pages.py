from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from core.api import now as clock
from learning_objects.api import get_object, save_draft
from learning_objects.data import TopicRef
from moderation.api import accept_taking, cancel_commission, submit
from moderation.models import CallInterest, Commission, Taking
from tests.factories.commissions import TITLE, make_call, make_taking
from tests.factories.library import CURRENT, topic
from tests.factories.moderation import scenario_draft
from tests.factories.people import make_user


@pytest.fixture
def enter(client):
    """Return ``enter(user)``: the client as that person."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def address(name, *args):
    return reverse(f"calls:{name}", args=args)


def written(**changes):
    return {
        "node_uuid": str(topic()),
        "kind": "scenario",
        "title": TITLE,
        "wanted": "Урок с опытом.",
        "outcome": "",
        "constraints": "",
        "fee_note": "",
        "places": "1",
        "deadline": (clock() + timedelta(days=20)).date().isoformat(),
        "first_come": "choose",
        **changes,
    }


def test_from_a_gap_to_an_open_call(enter, methodologist):
    client = enter(methodologist)
    overview = client.get(address("gaps")).content.decode()
    assert "Физика" in overview
    subject = make_call(by=methodologist, is_open=False).subject_uuid
    page = client.get(address("gaps"), {"subject": subject}).content.decode()
    link = f"{address('create')}?node={topic()}&amp;kind=scenario"
    assert link in page
    form = client.get(link.replace("&amp;", "&")).content.decode()
    assert CURRENT in form
    answer = client.post(address("create"), written())
    made = Commission.objects.latest("pk")
    assert answer["Location"] == address("call", made.uuid)
    client.post(address("turn", made.uuid, "open"))
    assert Commission.objects.get(pk=made.pk).state == "open"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"node_uuid": "что-то"}, "node_uuid"),
        ({"node_uuid": "11111111-1111-4111-8111-111111111111"}, "node_uuid"),
        ({"title": ""}, "title"),
        ({"places": "99"}, "places"),
        ({"deadline": "2020-01-01"}, "deadline"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    enter, methodologist, changes, field
):
    answer = enter(methodologist).post(address("create"), written(wanted="Долгие слова", **changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Долгие слова" in answer.content.decode()
    assert not Commission.objects.exists()


def test_a_draft_changes_on_its_page(enter, methodologist):
    made = make_call(by=methodologist, is_open=False)
    client = enter(methodologist)
    assert TITLE in client.get(address("edit", made.uuid)).content.decode()
    client.post(address("edit", made.uuid), written(title="Новое имя"))
    assert Commission.objects.get().title == "Новое имя"
    client.post(address("turn", made.uuid, "open"))
    assert client.get(address("edit", made.uuid)).status_code == 302
    assert client.post(address("turn", made.uuid, "explode")).status_code == 404


def test_an_author_applies_and_keeps_the_words_when_refused(enter, methodologist, author):
    call = make_call(by=methodologist)
    client = enter(author)
    page = client.post(address("apply", call.uuid), {"plan": "  "})
    assert page.context["plan_form"].errors
    client.post(address("apply", call.uuid), {"plan": "Опыт с лампой"})
    assert Taking.objects.get().plan == "Опыт с лампой"
    again = client.post(address("apply", call.uuid), {"plan": "Ещё раз"})
    assert "Ещё раз" in again.content.decode()
    assert Taking.objects.count() == 1


def test_a_methodologist_accepts_and_the_author_begins(enter, methodologist, author):
    taking = make_taking(make_call(by=methodologist), by=author)
    page = enter(methodologist).get(address("call", taking.commission.uuid)).content.decode()
    assert author.full_name in page
    assert "Опыт с лампой." in page
    enter(methodologist).post(address("part", taking.uuid, "accept"))
    answer = enter(author).post(address("begin", taking.uuid))
    made = Taking.objects.get().learning_object
    assert answer["Location"] == reverse("cabinet:object", args=[made.uuid])
    cabinet = enter(author).get(answer["Location"]).content.decode()
    assert address("call", taking.commission.uuid) in cabinet
    mine = enter(author).get(address("mine")).content.decode()
    assert made.draft_title in mine


def test_a_refusal_without_a_reason_is_not_done(enter, methodologist):
    taking = make_taking(make_call(by=methodologist))
    client = enter(methodologist)
    client.post(address("part", taking.uuid, "decline"), {"reason": ""})
    assert Taking.objects.get().state == "applied"
    client.post(address("part", taking.uuid, "decline"), {"reason": "Есть похожий урок"})
    assert Taking.objects.get().state == "declined"
    assert client.post(address("part", taking.uuid, "explode")).status_code == 404


def test_others_see_neither_plans_nor_parts(enter, methodologist):
    taking = make_taking(make_call(by=methodologist))
    stranger = enter(make_user("author"))
    page = stranger.get(address("call", taking.commission.uuid)).content.decode()
    assert "Опыт с лампой." not in page
    assert stranger.post(address("part", taking.uuid, "retract")).status_code == 404


def test_a_draft_is_seen_by_methodologists_of_its_subject_only(enter, methodologist, author):
    made = make_call(by=methodologist, is_open=False)
    assert enter(author).get(address("call", made.uuid)).status_code == 404
    assert enter(methodologist).get(address("call", made.uuid)).status_code == 200
    elsewhere = make_user("methodologist", subject=made.uuid)
    assert enter(elsewhere).get(address("call", made.uuid)).status_code == 404
    assert enter(elsewhere).post(address("turn", made.uuid, "open")).status_code == 404


def test_more_days_and_a_cancellation_with_its_reason(enter, methodologist, author):
    call = make_call(by=methodologist)
    client = enter(methodologist)
    shorter = {"deadline": "2020-01-01", "places": "1"}
    assert client.post(address("prolong", call.uuid), shorter).status_code == 200
    later = (call.deadline + timedelta(days=3)).isoformat()
    client.post(address("prolong", call.uuid), {"deadline": later, "places": "2"})
    assert Commission.objects.get().places == 2
    assert client.post(address("cancel", call.uuid), {"reason": ""}).status_code == 200
    client.post(address("cancel", call.uuid), {"reason": "Тема ушла"})
    assert Commission.objects.get().state == "cancelled"
    assert "Тема ушла" in enter(author).get(address("call", call.uuid)).content.decode()


def test_the_list_follows_a_subject(enter, methodologist, author):
    call = make_call(by=methodologist)
    client = enter(author)
    page = client.get(address("list"), {"subject": call.subject_uuid}).content.decode()
    assert TITLE in page
    client.post(address("follow"), {"subject": call.subject_uuid, "on": "1"})
    assert CallInterest.objects.get().subject_uuid == call.subject_uuid
    assert TITLE in client.get(address("list"), {"mine": "1"}).content.decode()
    client.post(address("follow"), {"subject": call.subject_uuid, "on": "0"})
    assert not CallInterest.objects.exists()
    assert client.post(address("follow"), {"subject": "что-то"}).status_code == 302


def test_empty_lists_help(enter, methodologist, author):
    assert address("list") in enter(author).get(address("mine")).content.decode()
    assert address("gaps") in enter(methodologist).get(address("board")).content.decode()
    assert enter(author).get(address("mine"), {"over": "1"}).status_code == 200


def test_tables_carry_no_formulas(enter, methodologist):
    call = make_call(by=methodologist, title="=HYPERLINK(1)")
    client = enter(methodologist)
    board = client.get(address("board_csv")).content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in board
    gaps = client.get(address("gaps_csv"), {"subject": call.subject_uuid})
    assert CURRENT in gaps.content.decode("utf-8-sig")
    assert client.get(address("gaps_csv")).status_code == 404


def test_one_call_costs_the_same_with_many_authors(
    enter, methodologist, django_assert_max_num_queries
):
    call = make_call(by=methodologist, places=9)
    for _number in range(6):
        make_taking(call)
    accept_taking(taking=Taking.objects.first(), by=methodologist, now=clock())
    client = enter(methodologist)
    client.get(address("call", call.uuid))
    with django_assert_max_num_queries(14):
        client.get(address("call", call.uuid))
    cancel_commission(commission=call, reason="Всё", by=methodologist, now=clock())
    with django_assert_max_num_queries(14):
        client.get(address("call", call.uuid))


def test_the_expert_sees_which_call_is_answered(enter, methodologist, author):
    taking = make_taking(make_call(by=methodologist), by=author, begun=True)
    draft = scenario_draft(topics=[TopicRef(topic())])
    save_draft(learning_object=taking.learning_object, draft=draft, by=author, now=clock())
    submission = submit(
        learning_object=get_object(uuid=taking.learning_object.uuid), by=author, now=clock()
    )
    client = enter(make_user("moderator"))
    assert TITLE in client.get(reverse("moderation:queue"), {"which": "all"}).content.decode()
    page = client.get(reverse("moderation:submission", args=[submission.uuid])).content.decode()
    assert TITLE in page
    assert address("call", taking.commission.uuid) not in page  # experts write no materials
