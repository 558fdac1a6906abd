from __future__ import annotations

from datetime import timedelta

import pytest

from core.api import read_trail
from core.errors import TransitionRefused
from framework.api import get_tree
from learning_objects.api import delete_draft, draft_content, get_object, save_draft
from learning_objects.data import TopicRef
from moderation import api
from moderation.commissions import announcing
from moderation.errors import WrongObject
from moderation.models import Commission, Taking
from notices.models import Notice
from tests.factories.commissions import TITLE, approve_it, make_call, make_taking, return_it
from tests.factories.library import topic
from tests.factories.moderation import make_scenario, scenario_draft
from tests.factories.people import make_user


def begun(now, methodologist, author, **changes):
    call = make_call(by=methodologist, now=now, **changes)
    taking = make_taking(call, by=author, now=now, begun=True)
    draft = scenario_draft(topics=[TopicRef(topic())])
    save_draft(learning_object=taking.learning_object, draft=draft, by=author, now=now)
    return taking


def hand_in(taking, now):
    fresh = get_object(uuid=taking.learning_object.uuid)
    return api.submit(learning_object=fresh, by=taking.author, now=now)


def state_of(taking):
    return Taking.objects.get(pk=taking.pk).state


def test_the_draft_begins_with_what_the_call_says(now, methodologist, author):
    taking = make_taking(make_call(by=methodologist, now=now), by=author, now=now, begun=True)
    content = draft_content(taking.learning_object)
    assert content["title"] == TITLE
    assert content["outcome"] == "Смогу собрать цепь и измерить силу тока."
    assert content["topics"] == [{"node_uuid": str(topic()), "relation": "covers"}]
    assert taking.learning_object.kind == "scenario"
    again = api.begin_draft(taking=taking, by=author, now=now)
    assert again == taking.learning_object


def test_only_the_author_begins_and_only_with_a_place(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    waiting = make_taking(call, by=author, now=now)
    with pytest.raises(TransitionRefused):
        api.begin_draft(taking=waiting, by=author, now=now)
    api.accept_taking(taking=waiting, by=methodologist, now=now)
    with pytest.raises(TransitionRefused):
        api.begin_draft(taking=waiting, by=make_user("author"), now=now)


def test_a_draft_of_ones_own_may_answer(now, methodologist, author):
    call = make_call(by=methodologist, now=now, places=2)
    taking = make_taking(call, by=author, now=now, accepted=True)
    foreign = make_scenario(now=now)
    with pytest.raises(WrongObject) as refused:
        api.link_object(taking=taking, learning_object=foreign, by=author, now=now)
    assert refused.value.code == "foreign"
    own = make_scenario(by=author, now=now)
    api.link_object(taking=taking, learning_object=own, by=author, now=now)
    assert Taking.objects.get().learning_object == own
    with pytest.raises(WrongObject) as refused:
        api.link_object(taking=taking, learning_object=own, by=author, now=now)
    assert refused.value.code == "begun"


def test_one_material_answers_one_call(now, methodologist, author):
    own = make_scenario(by=author, now=now)
    first, second = (
        make_taking(make_call(by=methodologist, now=now), by=author, now=now, accepted=True)
        for _ in range(2)
    )
    api.link_object(taking=first, learning_object=own, by=author, now=now)
    with pytest.raises(WrongObject) as refused:
        api.link_object(taking=second, learning_object=own, by=author, now=now)
    assert refused.value.code == "taken"
    assert Taking.objects.get(pk=second.pk).learning_object is None


def test_what_is_in_review_or_of_another_kind_cannot_answer(now, methodologist, author):
    taking = make_taking(make_call(by=methodologist, now=now), by=author, now=now, accepted=True)
    sent = make_scenario(by=author, now=now)
    api.submit(learning_object=sent, by=author, now=now)
    with pytest.raises(WrongObject):
        api.link_object(taking=taking, learning_object=sent, by=author, now=now)
    other = make_call(by=methodologist, now=now, kind="material")
    material = make_taking(other, by=author, now=now, accepted=True)
    own = make_scenario(by=author, now=now)
    with pytest.raises(WrongObject) as refused:
        api.link_object(taking=material, learning_object=own, by=author, now=now)
    assert refused.value.code == "kind"


def test_the_part_follows_the_review_to_the_library(now, methodologist, author):
    taking = begun(now, methodologist, author)
    submission = hand_in(taking, now)
    assert state_of(taking) == "submitted"
    expert = make_user("moderator")
    api.claim(submission=submission, by=expert, now=now)
    return_it(submission, by=expert, now=now)
    assert state_of(taking) == "working"
    submission = hand_in(taking, now)
    api.claim(submission=submission, by=expert, now=now)
    approve_it(submission, by=expert, now=now)
    assert state_of(taking) == "fulfilled"
    call = Commission.objects.get()
    assert (call.state, call.taken) == ("closed", 1)
    actions = [entry.action for entry in read_trail(object_uuid=call.uuid)]
    assert actions == [
        "moderation.call_create",
        "moderation.call_open",
        "moderation.taking_apply",
        "moderation.taking_accept",
        "moderation.taking_begin",
        "moderation.taking_send",
        "moderation.taking_resume",
        "moderation.taking_send",
        "moderation.taking_fulfil",
        "moderation.call_complete",
    ]


def test_a_call_stays_open_while_places_lack_their_material(now, methodologist, author):
    taking = begun(now, methodologist, author, places=2)
    submission, expert = hand_in(taking, now), make_user("moderator")
    api.claim(submission=submission, by=expert, now=now)
    approve_it(submission, by=expert, now=now)
    assert Commission.objects.get().state == "open"
    assert api.call_of(taking.learning_object.uuid) == taking.commission


def test_a_recalled_material_is_being_written_again(now, methodologist, author):
    taking = begun(now, methodologist, author)
    api.recall(submission=hand_in(taking, now), by=author, now=now)
    assert state_of(taking) == "working"


def test_a_deleted_draft_leaves_the_place_to_its_author(now, methodologist, author):
    taking = begun(now, methodologist, author)
    delete_draft(learning_object=get_object(uuid=taking.learning_object.uuid), by=author, now=now)
    kept = Taking.objects.get()
    assert (kept.state, kept.learning_object) == ("working", None)
    assert api.begin_draft(taking=kept, by=author, now=now)


def test_a_revoked_part_no_longer_follows_the_review(now, methodologist, author):
    taking = begun(now, methodologist, author)
    submission, expert = hand_in(taking, now), make_user("moderator")
    api.revoke_taking(taking=taking, reason="Закрываем.", by=methodologist, now=now)
    api.claim(submission=submission, by=expert, now=now)
    approve_it(submission, by=expert, now=now)
    assert state_of(taking) == "revoked"
    assert api.call_of(taking.learning_object.uuid) is None


def test_what_was_in_review_may_still_answer_a_cancelled_call(now, methodologist, author):
    taking = begun(now, methodologist, author)
    submission, expert = hand_in(taking, now), make_user("moderator")
    api.cancel_commission(commission=taking.commission, reason="Ушло.", by=methodologist, now=now)
    api.claim(submission=submission, by=expert, now=now)
    approve_it(submission, by=expert, now=now)
    assert state_of(taking) == "fulfilled"
    assert Commission.objects.get().state == "cancelled"


def test_authors_are_reminded_once_and_anew_when_prolonged(now, methodologist, author):
    taking = make_taking(make_call(by=methodologist, now=now), by=author, now=now, accepted=True)
    assert api.remind_of_deadlines(now=now) == 0
    near = now + timedelta(days=11)
    assert api.remind_of_deadlines(now=near) == 1
    assert api.remind_of_deadlines(now=near) == 0
    call = taking.commission
    later = call.deadline + timedelta(days=2)
    api.prolong_commission(commission=call, deadline=later, places=1, by=methodologist, now=near)
    assert api.remind_of_deadlines(now=near + timedelta(days=2)) == 1
    assert api.remind_of_deadlines(now=near + timedelta(days=30)) == 0


def told_to(person):
    """What a person has been told, oldest first, with the places it leads to."""
    rows = Notice.objects.filter(recipient=person).order_by("id")
    return list(rows.values_list("code", "url"))


def test_everybody_concerned_is_told_in_the_same_transaction(now, methodologist, author):
    api.follow_subject(subject_uuid=get_tree().subject_of(topic()).uuid, by=author)
    taking = begun(now, methodologist, author)
    hand_in(taking, now)
    api.revoke_taking(taking=taking, reason="Закрываем.", by=methodologist, now=now)
    place = f"/calls/{taking.commission.uuid}/"
    assert [told for told in told_to(author) if told[1] == place] == [
        (announcing.OPENED, place),
        (announcing.ACCEPTED, place),
        (announcing.REVOKED, place),
    ]
    assert told_to(methodologist) == [(announcing.APPLIED, place)]


def test_both_are_told_of_the_published_material(now, methodologist, author):
    taking = begun(now, methodologist, author)
    expert = make_user("moderator")
    submission = hand_in(taking, now)
    api.claim(submission=submission, by=expert, now=now)
    approve_it(submission, by=expert, now=now)
    for person in (author, methodologist):
        assert told_to(person)[-1] == (announcing.FULFILLED, f"/calls/{taking.commission.uuid}/")


def test_a_reminder_is_one_notice_a_deadline(now, methodologist, author):
    make_taking(make_call(by=methodologist, now=now), by=author, now=now, accepted=True)
    near = now + timedelta(days=11)
    for _again in range(2):
        api.remind_of_deadlines(now=near)
    assert [code for code, _url in told_to(author)].count(announcing.DUE) == 1
