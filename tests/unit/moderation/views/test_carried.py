"""What the screen tells of remarks from earlier drafts, and of pictures, in bounded queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now as clock
from learning_objects.api import save_draft
from moderation.api import add_remark, claim, recall, return_submission, submit
from moderation.models import Remark, Submission
from moderation.places import MOST_ANCHORS
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


def lesson_of(number):
    """A body of so many stages with six blocks each: forty-five have 315 places."""
    blocks = [text_block(f"Слова {index}.", f"b{index:07d}") for index in range(6 * number)]
    rows = [blocks[6 * index : 6 * index + 6] for index in range(number)]
    minutes = [45 - (number - 1) * (45 // number), *[45 // number] * (number - 1)]
    return [
        {**stage("Опыт", length, *row), "id": f"s{index:07d}"}
        for index, (length, row) in enumerate(zip(minutes, rows, strict=True))
    ]


def remarks_in(submission, expert, number):
    """Give a submission remarks of the draft before, on many places, without a hundred actions."""
    Remark.objects.bulk_create(
        Remark(
            submission=submission,
            revision_id=submission.learning_object.revisions.order_by("id").first().pk,
            round=1,
            field="body",
            block=f"b{index:07d}",
            severity="must",
            text=f"Замечание {index}",
            author=expert,
            created_at=clock(),
        )
        for index in range(number)
    )


@pytest.mark.parametrize("view", ["page", "tablet", "changes"])
def test_a_hundred_remarks_on_three_hundred_places_cost_what_one_costs(client, expert, view):
    counts = []
    for stages, remarks in [(2, 1), (45, 100)]:
        author = make_user("author")
        submission = make_submission(now=clock(), by=author, body=lesson_of(stages))
        recall(submission=submission, by=author, now=clock())
        draft = scenario_draft(body=lesson_of(stages), summary="Иначе о маятнике.")
        made = submission.learning_object
        save_draft(learning_object=made, draft=draft, by=author, now=clock())
        again = submit(learning_object=made, by=author, now=clock())
        claim(submission=again, by=expert, now=clock())
        remarks_in(again, expert, remarks)
        page_of(client, again, view=view)
        with CaptureQueriesContext(connection) as queries:
            answer = page_of(client, again, view=view)
        counts.append(len(queries))
        shown = sum(len(group) for _place, group in answer.context["remark_groups"])
        assert shown == remarks
        assert len(answer.context["remark_form"].fields["place"].choices) <= MOST_ANCHORS + 1
    assert counts[0] == counts[1] <= CEILING


def test_the_second_seat_does_not_read_the_first_ones_remarks(client, expert):
    first = make_user("moderator")
    submission = make_submission(now=clock(), claimed_by=first)
    plan = [{"stage": "methodical", "seats": 2}]
    Submission.objects.filter(pk=submission.pk).update(plan=plan)
    add_remark(submission=submission, text="Тайное.", severity="must", by=first, now=clock())
    Submission.objects.filter(pk=submission.pk).update(claimed_by=expert)
    for which in ("all", "open", "unchanged"):
        for view in ("page", "changes"):
            answer = page_of(client, submission, remarks=which, view=view)
            assert "Тайное." not in answer.content.decode()
            assert answer.context["open_musts"] == 0
    address = reverse("moderation:add_remark", args=[submission.uuid])
    facts = {"place": ":", "severity": "note", "text": "Моё."}
    back = client.post(address, facts, headers={"HX-Request": "true"}).content.decode()
    assert "Моё." in back
    assert "Тайное." not in back
