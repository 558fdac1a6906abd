"""What the screen tells of remarks from earlier drafts, and of pictures, in bounded queries."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.api import now as clock
from learning_objects.api import save_draft
from moderation.api import add_remark, claim, return_submission, submit
from tests.factories.media import make_image
from tests.factories.moderation import (
    author_of,
    faulty_marks,
    make_submission,
    scenario_draft,
    stage,
    text_block,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
# Remarks of earlier drafts cost the same however many they are.
CEILING = 45
TOUCHED, LEFT, GONE = "t" * 8, "l" * 8, "g" * 8


@pytest.fixture
def expert(client):
    person = make_user("moderator")
    client.force_login(person)
    return person


def picture(block_id, image, alt):
    return {"type": "image", "id": block_id, "value": {"image": image.pk, "alt": alt}}


@pytest.fixture
def again(expert):
    """A submission that came back: one place mended, one left, one deleted, a picture exchanged."""
    author = make_user("author")
    old, new = make_image(by=author), make_image(by=author)
    frame = stage("Опыт", 45)

    def body(*blocks):
        return [{**frame, "value": {**frame["value"], "board": list(blocks)}}]

    first = body(
        text_block("Было сказано так.", TOUCHED),
        text_block("Не тронуто.", LEFT),
        text_block("Лишнее.", GONE),
        picture("p" * 8, old, "Старая схема"),
    )
    submission = make_submission(now=clock(), by=author, claimed_by=expert, body=first)
    for block in (TOUCHED, LEFT, GONE):
        _say(submission, expert, block)
    letter = "Правьте, пожалуйста."
    marks = faulty_marks(submission)
    return_submission(submission=submission, letter=letter, marks=marks, by=expert, now=clock())
    second = body(
        text_block("Стало сказано иначе.", TOUCHED),
        text_block("Не тронуто.", LEFT),
        picture("p" * 8, new, "Новая схема"),
    )
    made = submission.learning_object
    save_draft(
        learning_object=made,
        draft=scenario_draft(body=second),
        by=author_of(submission),
        now=clock(),
    )
    back = submit(learning_object=made, by=author, now=clock())
    claim(submission=back, by=expert, now=clock())
    return back


def _say(submission, expert, block):
    add_remark(
        submission=submission,
        text=f"Замечание {block}",
        severity="must",
        field="body",
        block=block,
        by=expert,
        now=clock(),
    )


def page_of(client, submission, **query):
    address = reverse("moderation:submission", args=[submission.uuid])
    return client.get(address, query)


def test_each_remark_tells_what_became_of_its_place(client, again):
    answer = page_of(client, again)
    states = {
        remark.block: remark.since.state
        for _place, group in answer.context["remark_groups"]
        for remark in group
    }
    assert states == {TOUCHED: "changed", LEFT: "unchanged", GONE: "gone"}
    assert "<del>Было</del>" in answer.content.decode()


@pytest.mark.parametrize(("which", "number"), [("all", 3), ("open", 3), ("unchanged", 1), ("x", 3)])
def test_remarks_are_chosen(client, again, which, number):
    groups = page_of(client, again, remarks=which).context["remark_groups"]
    assert sum(len(group) for _place, group in groups) == number


def test_pictures_stand_side_by_side_with_their_texts(client, again):
    page = page_of(client, again, view="changes").content.decode()
    assert 'alt="Старая схема"' in page
    assert 'alt="Новая схема"' in page
    assert page.index("Старая схема") < page.index("Новая схема")


def test_queries_do_not_grow_with_remarks(client, expert, again, django_assert_max_num_queries):
    page_of(client, again)
    with django_assert_max_num_queries(CEILING) as few:
        page_of(client, again)
    for _number in range(10):
        _say(again, expert, LEFT)
    with django_assert_max_num_queries(len(few)):
        page_of(client, again)


def test_a_remark_on_an_item_from_the_form(client, again):
    address = reverse("moderation:add_remark", args=[again.uuid])
    frame = next(iter(page_of(client, again).context["remark_form"].fields["place"].choices))
    assert frame[0] == ":"
    facts = {"place": "key_points::i2", "severity": "note", "text": "Короче."}
    client.post(address, facts)
    remark = again.remarks.get(text="Короче.")
    assert (remark.field, remark.item) == ("key_points", "i2")
    assert "Масса не важна" in remark.place
