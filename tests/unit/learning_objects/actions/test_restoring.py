"""What another library published, taken over: read-only, with its origin."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.api import may
from accounts.errors import NotAllowed
from core.api import now as clock
from core.errors import TransitionRefused
from learning_objects.actions.restoring import restore_objects
from learning_objects.actions.review import start_review
from learning_objects.api import fork_object, get_object, get_version, save_draft
from learning_objects.data import OriginFacts
from learning_objects.models import Authorship, LearningObject, LearningObjectVersion
from learning_objects.records import known_objects, read_records
from moderation.api import submit
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.packages import another_library, publish_again
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ORIGIN = OriginFacts(uuid4(), "https://north.school.test", "Северная библиотека")


def records(*titles: str, versions: int = 1):
    """Records of another library's objects."""
    with another_library():
        uuids = [publish(make_object(draft=make_draft(title))).object_uuid for title in titles]
        for number in range(2, versions + 1):
            publish_again(uuids[0], f"{titles[0]} {number}")
        found = list(read_records(uuids))
    return [replace(record, origin=ORIGIN) for record in found]


@pytest.fixture
def received():
    (record,) = records("Северный урок")
    restore_objects(records=[record], by=None, now=clock())
    return get_object(uuid=record.uuid)


def test_versions_come_with_their_numbers_and_digests():
    (record,) = records("Урок", versions=3)
    restore_objects(records=[record], by=None, now=clock())
    known = known_objects([record.uuid])[record.uuid]
    assert sorted(known.versions) == [1, 2, 3]
    assert known.origin == ORIGIN.uuid
    assert get_version(uuid=record.uuid).title == "Урок 3"
    assert get_version(uuid=record.uuid, number=1).title == "Урок"
    assert list(read_records([record.uuid])) == [record]


def test_a_gap_is_filled_without_going_back():
    (record,) = records("Урок", versions=3)
    late = replace(record, versions=record.versions[2:])
    restore_objects(records=[late], by=None, now=clock())
    restore_objects(records=[record], by=None, now=clock())
    found = get_object(uuid=record.uuid)
    assert (found.current_version.number, found.title) == (3, "Урок 3")
    assert found.versions.count() == 3


def test_nobody_edits_it_here(received):
    person = make_user("author", "methodologist")
    Authorship.objects.create(learning_object=received, user=person)  # even so
    for action in ("see_draft", "edit", "duplicate", "delete", "manage_authors"):
        assert not may(person, f"learning_objects.{action}", received)
    assert not may(person, "learning_objects.withdraw", received)
    with pytest.raises(NotAllowed):
        save_draft(learning_object=received, draft=make_draft(), by=person, now=clock())
    with pytest.raises(NotAllowed):
        submit(learning_object=received, by=person, now=clock())
    with pytest.raises(TransitionRefused):
        start_review(learning_object=received, by=person, now=clock())


def test_its_addresses_of_the_cabinet_and_the_studio_are_closed(received, client):
    person = make_user("author")
    Authorship.objects.create(learning_object=received, user=person)
    client.force_login(person)
    assert client.get(f"/cabinet/{received.uuid}/").status_code == 404
    assert client.get(f"/studio/objects/edit/{received.pk}/").status_code == 404


def test_the_page_says_where_it_comes_from(received, client):
    page = client.get(f"/objects/{received.uuid}/").content.decode()
    assert "Северная библиотека" in page
    assert f"{ORIGIN.address}/objects/{received.uuid}/v/1/" in page
    assert "Материал изменяют там" in page


def test_the_chief_of_the_institute_may_withdraw_it(received):
    assert may(make_user("chief_moderator"), "learning_objects.withdraw", received)


def test_a_copy_names_the_other_library(received):
    made = fork_object(learning_object=received, title="Моя", by=make_user("author"), now=clock())
    assert made.based_on["source"] == "Северная библиотека"
    assert made.based_on["address"].startswith(ORIGIN.address)


def test_what_was_written_here_is_refused():
    ours = publish(make_object())
    (record,) = records("Чужой")
    with pytest.raises(TransitionRefused):
        restore_objects(records=[replace(record, uuid=ours.object_uuid)], by=None, now=clock())
    with pytest.raises(ValueError, match="without an origin"):
        restore_objects(records=[replace(record, origin=None)], by=None, now=clock())


def test_the_database_keeps_it_without_a_draft(received):
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningObject.objects.filter(pk=received.pk).update(state="draft")


def test_its_versions_are_immutable_too(received):
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningObjectVersion.objects.filter(learning_object=received).update(title="x")


def test_a_batch_costs_what_one_costs(django_assert_max_num_queries):
    many = records(*(f"Урок {number}" for number in range(40)))
    with django_assert_max_num_queries(25):
        restore_objects(records=many, by=None, now=clock())
    assert LearningObject.objects.filter(origin__uuid=ORIGIN.uuid).count() == 40
