"""Suggestions: proposed to a place, answered by the author, credited in the next version."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from learning_objects.api import (
    LearningObject,
    accept_suggestion,
    attribution,
    decline_suggestion,
    draft_content,
    get_object,
    get_suggestion,
    get_version,
    publish_revision,
    save_draft,
    start_review,
    suggest_edit,
    suggestions_by,
    suggestions_for,
    take_back_suggestion,
)
from learning_objects.errors import NoSuchPlace, NothingProposed, PlaceChanged
from learning_objects.models import Suggestion
from tests.factories.learning_objects import make_draft, make_object, make_provenance, publish
from tests.factories.offers import join
from tests.factories.people import make_user
from tests.factories.suggestions import propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Any:
    return make_user("author")


@pytest.fixture
def colleague() -> Any:
    return make_user("teacher")


@pytest.fixture
def published(owner: Any) -> LearningObject:
    made = make_object(by=owner)
    publish(made)
    return fresh(made)


def fresh(made: LearningObject) -> LearningObject:
    found = get_object(uuid=made.uuid)
    assert found
    return found


def test_an_accepted_edit_is_in_the_draft_and_its_author_in_the_next_version(
    published: LearningObject, owner: Any, colleague: Any, now: datetime
) -> None:
    made = propose(published, colleague)
    assert list(suggestions_for(owner)) == [made] == list(suggestions_by(colleague))

    accept_suggestion(suggestion=made, by=owner, now=now)

    assert draft_content(fresh(published))["outcome"] == "Найду сопротивление."
    before = get_version(uuid=published.uuid)
    assert before
    assert before.content["outcome"] != "Найду сопротивление."
    after = publish(fresh(published))
    assert after.content["credits"] == [colleague.full_name]
    assert colleague.last_name in attribution(after)
    assert Suggestion.objects.get().published_in == 2
    again = publish_unchanged(published, owner, now)
    assert "credits" not in again.content


def publish_unchanged(made: LearningObject, owner: Any, now: datetime) -> Any:
    save_draft(learning_object=fresh(made), draft=make_draft("Ещё раз"), by=owner, now=now)
    return publish(fresh(made))


def test_an_older_draft_that_is_published_after_all_credits_nobody_it_lacks(
    published: LearningObject, owner: Any, colleague: Any, now: datetime
) -> None:
    save_draft(learning_object=published, draft=make_draft("Правка"), by=owner, now=now)
    older = fresh(published).latest_revision_id
    suggestion = propose(published, colleague)
    accept_suggestion(suggestion=suggestion, by=owner, now=now + timedelta(hours=1))
    start_review(learning_object=fresh(published), by=owner, now=now)
    version = publish_revision(
        learning_object=fresh(published),
        revision_id=older,
        provenance=make_provenance(),
        by=owner,
        now=now + timedelta(hours=2),
    )
    assert "credits" not in version.content
    newest = publish_unchanged(published, owner, now)
    assert newest.content["credits"] == [colleague.full_name]


def test_a_change_inside_rich_text_leaves_the_markup(colleague: Any, now: datetime) -> None:
    owner = make_user("author")
    draft = make_draft(homework="<p>Выучить <b>закон Ома</b> &amp; решить № 5</p>")
    made = make_object(by=owner, draft=draft)
    publish(made)
    offered = propose(made, colleague, key="homework#2", new="закон <Ома>")
    accept_suggestion(suggestion=offered, by=owner, now=now)
    assert (
        draft_content(fresh(made))["homework"]
        == "<p>Выучить <b>закон &lt;Ома&gt;</b> &amp; решить № 5</p>"
    )


def test_a_place_that_has_changed_is_told_and_nothing_is_written(
    published: LearningObject, owner: Any, colleague: Any, now: datetime
) -> None:
    made = propose(published, colleague)
    own = make_draft(outcome="Сам переписал.")
    save_draft(learning_object=published, draft=own, by=owner, now=now)
    with pytest.raises(PlaceChanged):
        accept_suggestion(suggestion=made, by=owner, now=now)
    assert Suggestion.objects.get().state == "open"
    assert draft_content(fresh(published))["outcome"] == "Сам переписал."
    accept_suggestion(suggestion=made, by=owner, now=now, by_hand=True)
    assert draft_content(fresh(published))["outcome"] == "Сам переписал."


def test_nobody_but_the_author_answers_until_the_author_has_been_silent_long(
    published: LearningObject, colleague: Any, now: datetime
) -> None:
    made = propose(published, colleague)
    chief, stranger = make_user("chief_moderator"), make_user("author")
    for person in (colleague, chief, stranger):
        with pytest.raises(TransitionRefused):
            accept_suggestion(suggestion=made, by=person, now=made.created_at)
    later = made.created_at + timedelta(days=30)
    with pytest.raises(TransitionRefused):
        accept_suggestion(suggestion=made, by=stranger, now=later)
    assert accept_suggestion(suggestion=made, by=chief, now=later).state == "accepted"


def test_a_draft_under_review_takes_nothing_in(
    published: LearningObject, owner: Any, colleague: Any, now: datetime
) -> None:
    made = propose(published, colleague)
    save_draft(learning_object=published, draft=make_draft("Новое"), by=owner, now=now)
    start_review(learning_object=published, by=owner, now=now)
    with pytest.raises(TransitionRefused) as refused:
        accept_suggestion(suggestion=made, by=owner, now=now)
    assert refused.value.code == "guard"
    decline_suggestion(suggestion=made, answer="Уже исправлено", by=owner, now=now)


def test_who_became_an_author_since_does_not_answer_themselves(
    published: LearningObject, owner: Any, now: datetime
) -> None:
    other = make_user("author")
    made = propose(published, other)
    join(published, other, by=owner)
    with pytest.raises(TransitionRefused):
        accept_suggestion(suggestion=made, by=other, now=now)
    assert take_back_suggestion(suggestion=made, by=other, now=now).state == "taken_back"


def test_what_cannot_be_proposed(
    published: LearningObject, owner: Any, colleague: Any, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        propose(published, owner)
    with pytest.raises(NotAllowed):
        propose(published, make_user("moderator"))
    with pytest.raises(NotAllowed):
        propose(make_object(), colleague)
    with pytest.raises(NoSuchPlace):
        propose(published, colleague, key="licence")
    said = draft_content(published)["outcome"]
    with pytest.raises(NothingProposed):
        suggest_edit(
            learning_object=published, key="outcome", new=said, reason="", by=colleague, now=now
        )
    made = propose(published, colleague)
    with pytest.raises(ValueError, match="reason"):
        decline_suggestion(suggestion=made, answer=" ", by=owner, now=now)


def test_the_database_keeps_decisions_dated_and_credits_accepted(
    published: LearningObject, colleague: Any
) -> None:
    made = propose(published, colleague)
    rows = Suggestion.objects.filter(pk=made.pk)
    for broken in ({"state": "accepted"}, {"published_in": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)


def test_lists_and_one_suggestion_take_a_fixed_number_of_queries(
    published: LearningObject, owner: Any, colleague: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        made = propose(published, colleague, new=f"Вариант {number}")
    with django_assert_max_num_queries(2):
        for listed in (suggestions_for(owner), suggestions_by(colleague)):
            assert [str(item.learning_object) + item.suggested_by.short_name for item in listed]
    assert get_suggestion(uuid=made.uuid) == made
