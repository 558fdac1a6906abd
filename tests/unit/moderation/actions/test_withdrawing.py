from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from core.api import now as clock
from learning_objects.api import get_object
from moderation import api
from moderation.errors import EmptyText, NotPublic
from moderation.models import Institute, Membership, Submission
from notices.models import Notice
from tests.factories.after import published, report
from tests.factories.learning_objects import make_object, publish
from tests.factories.library import publish_on
from tests.factories.people import make_user
from tests.factories.school import some_subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_user("chief_moderator")


def take_out(found, by, how="block", reason="Опасно"):
    api.take_out(learning_object=found, how=how, reason=reason, by=by, now=clock())


def test_a_chief_takes_out_at_once_and_an_open_look_is_over(chief):
    version = published()
    look = report(version, contact="reader@example.org").submission
    found = get_object(uuid=version.object_uuid)
    author = found.authorships.get().user
    take_out(found, chief)
    stored = get_object(uuid=version.object_uuid)
    assert (stored.state, stored.withdrawn_how, stored.withdrawn_reason) == (
        *("withdrawn", "block"),
        "Опасно",
    )
    assert Submission.objects.get(pk=look.pk).state == "removed"
    assert look.signals.get().contact == ""
    lines = [item.action for item in api.history_of(version.object_uuid).items]
    assert "moderation.overtake" in lines
    assert Notice.objects.filter(recipient=author, code="moderation.taken_out").count() == 1


def test_what_was_retired_can_still_be_blocked_and_then_put_back(chief):
    found = get_object(uuid=published().object_uuid)
    author = found.authorships.get().user
    take_out(found, chief, "retire")
    take_out(get_object(uuid=found.uuid), chief, "block")
    with pytest.raises(NotPublic):
        take_out(get_object(uuid=found.uuid), chief, "retire")
    with pytest.raises(EmptyText):
        api.put_back(learning_object=found, reason=" ", by=chief, now=clock())
    with pytest.raises(NotAllowed):
        api.put_back(learning_object=found, reason="Я", by=author, now=clock())
    api.put_back(learning_object=found, reason="Исправлено", by=chief, now=clock())
    assert get_object(uuid=found.uuid).is_public
    assert Notice.objects.filter(recipient=author, code="moderation.put_back").count() == 1


def test_only_a_chief_of_the_subject_who_has_not_written_it(chief):
    some_subject()
    version = publish_on()
    found = get_object(uuid=version.object_uuid)
    elsewhere = make_user("chief_moderator", subject=uuid4())
    for person in (make_user("moderator"), elsewhere, found.authorships.get().user):
        with pytest.raises(NotAllowed):
            take_out(found, person)
    with pytest.raises(EmptyText):
        take_out(found, chief, reason=" ")
    with pytest.raises(ValueError, match="unknown way out"):
        take_out(found, chief, how="burn")
    assert get_object(uuid=found.uuid).is_public


def test_nobody_puts_back_what_was_taken_from_them_or_is_anothers(chief):
    author = make_user("author", "chief_moderator", "administrator")
    found = get_object(uuid=publish(make_object(by=author)).object_uuid)
    take_out(found, chief)
    region = Institute.objects.create(key="region", title="Регион", level="regional")
    regional = make_user("chief_moderator")
    Membership.objects.create(institute=region, person=regional)
    for person in (author, regional):
        with pytest.raises(NotAllowed):
            api.put_back(learning_object=found, reason="Верните", by=person, now=clock())
    administrator = make_user("administrator")
    api.put_back(learning_object=found, reason="Ошибка", by=administrator, now=clock())
    assert get_object(uuid=found.uuid).is_public
