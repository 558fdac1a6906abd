"""Withdrawing and deleting."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from wagtail.models import Revision

from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from learning_objects.actions.removal import StillNeeded
from learning_objects.api import (
    cancel_review,
    delete_draft,
    get_object,
    get_version,
    get_versions,
    remove_by_institute,
    restore_object,
    return_from_review,
    save_draft,
    standing_of,
    start_review,
    withdraw_object,
)
from learning_objects.data import BLOCK, RETIRE
from learning_objects.models import LearningObject
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_withdrawn_means_out_of_the_library_with_its_reason(now):
    author = make_user("author")
    made = make_object(by=author)
    publish(made)
    withdraw_object(learning_object=made, reason="Ошибка в схеме", by=author, now=now)
    stored = get_object(uuid=made.uuid)
    assert (stored.state, stored.withdrawn_reason) == ("withdrawn", "Ошибка в схеме")
    assert get_versions([made.uuid]) == {}
    assert get_version(uuid=made.uuid).withdrawn


def test_a_draft_cannot_be_withdrawn(now):
    author = make_user("author")
    with pytest.raises(TransitionRefused):
        withdraw_object(learning_object=make_object(by=author), reason="", by=author, now=now)


def test_a_colleague_cannot_withdraw_but_the_chief_can(now):
    made = make_object()
    publish(made)
    with pytest.raises(TransitionRefused) as refused:
        withdraw_object(learning_object=made, reason="", by=make_user("author"), now=now)
    assert refused.value.code == "permission"
    chief = make_user("chief_moderator")
    withdraw_object(learning_object=made, reason="Жалоба", by=chief, now=now)
    assert get_object(uuid=made.uuid).state == "withdrawn"


def test_deleting_a_draft_leaves_no_revision(now):
    author = make_user("author")
    made = make_object(by=author)
    pk = made.pk
    delete_draft(learning_object=made, by=author, now=now)
    kind = ContentType.objects.get(app_label="learning_objects", model="learningobject")
    assert not Revision.objects.filter(base_content_type=kind, object_id=str(pk)).exists()


def test_what_was_published_or_is_in_review_stays(now):
    author = make_user("author")
    published, reviewed = make_object(by=author), make_object(by=author)
    publish(published)
    start_review(learning_object=reviewed, by=author, now=now)
    for made in (published, reviewed):
        with pytest.raises(StillNeeded):
            delete_draft(learning_object=made, by=author, now=now)


def test_only_the_owner_deletes(now):
    with pytest.raises(NotAllowed):
        delete_draft(learning_object=make_object(), by=make_user("author"), now=now)


@pytest.mark.parametrize("returned", [False, True])
def test_the_public_version_is_taken_down_while_the_next_one_is_reviewed(returned, now):
    author, chief = make_user("author"), make_user("chief_moderator")
    made = make_object(by=author)
    publish(made)
    save_draft(learning_object=made, draft=make_draft("Второе издание"), by=author, now=now)
    start_review(learning_object=made, by=author, now=now)
    if returned:
        return_from_review(learning_object=made, by=chief, now=now)
    withdraw_object(learning_object=made, reason="Опасный опыт", by=chief, now=now)
    stored = get_object(uuid=made.uuid)
    assert stored.state == ("returned" if returned else "in_review")
    assert not stored.is_public
    cancel_review(learning_object=made, by=author, now=now)
    assert get_object(uuid=made.uuid).state == "withdrawn"


def test_what_nobody_reads_cannot_be_withdrawn_in_review(now):
    author = make_user("author")
    made = make_object(by=author)
    start_review(learning_object=made, by=author, now=now)
    with pytest.raises(TransitionRefused) as refused:
        withdraw_object(learning_object=made, reason="", by=author, now=now)
    assert refused.value.code == "guard"


def test_the_institute_blocks_even_what_the_author_has_retired(now):
    author, chief = make_user("author"), make_user("chief_moderator")
    made = make_object(by=author)
    publish(made)
    withdraw_object(learning_object=made, reason="Передумал", by=author, now=now)
    assert get_object(uuid=made.uuid).withdrawn_how == RETIRE
    for _again in range(2):
        remove_by_institute(learning_object=made, reason="Вред", how=BLOCK, by=chief, now=now)
    remove_by_institute(learning_object=made, reason="Старое", how=RETIRE, by=chief, now=now)
    stored = get_object(uuid=made.uuid)
    assert (stored.withdrawn_how, stored.withdrawn_reason) == (BLOCK, "Вред")
    assert standing_of([made.uuid])[made.uuid].is_readable is False
    restore_object(learning_object=made, reason="Ошиблись", by=chief, now=now)
    assert get_object(uuid=made.uuid).withdrawn_how == ""


def test_the_database_knows_the_ways_out(now):
    made = make_object()
    publish(made)
    rows = LearningObject.objects.filter(pk=made.pk)
    for how in ("burn", BLOCK):  # the second without a withdrawal
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(withdrawn_how=how)
