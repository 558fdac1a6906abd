from __future__ import annotations

from accounts.api import erase_person, merge_people
from accounts.lifecycle import describe_erasure
from framework.api import get_tree
from moderation.api import follow_subject
from moderation.models import CallInterest, Commission, Taking
from tests.factories.commissions import make_call, make_taking
from tests.factories.library import topic
from tests.factories.people import make_user


def test_two_parts_of_one_person_become_one(now, methodologist):
    kept, gone = make_user("author"), make_user("author")
    call, other = (make_call(by=methodologist, now=now, places=2) for _ in range(2))
    stays = make_taking(call, by=kept, now=now, accepted=True)
    goes = make_taking(call, by=gone, now=now, accepted=True)
    alone = make_taking(other, by=gone, now=now)
    subject = get_tree().subject_of(topic()).uuid
    for person in (kept, gone):
        follow_subject(subject_uuid=subject, by=person)
    merge_people(kept=kept, gone=gone, by=None, now=now)
    states = dict(Taking.objects.values_list("pk", "state"))
    assert states == {stays.pk: "working", goes.pk: "given_back", alone.pk: "applied"}
    assert set(Taking.objects.values_list("author_id", flat=True)) == {kept.pk}
    assert Commission.objects.get(pk=call.pk).taken == 1
    assert CallInterest.objects.get().user == kept


def test_an_erased_person_gives_everything_back(now, methodologist):
    author = make_user("author")
    call = make_call(by=methodologist, now=now, places=2)
    make_taking(call, by=author, now=now, begun=True)
    follow_subject(subject_uuid=call.subject_uuid, by=author)
    assert any("1" in line for line in describe_erasure(author))
    erase_person(user=author, by=None, now=now)
    assert Taking.objects.get().state == "given_back"
    assert Commission.objects.get().taken == 0
    assert not CallInterest.objects.exists()
