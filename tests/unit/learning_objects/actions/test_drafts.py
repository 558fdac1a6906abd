"""Writing drafts."""

from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from learning_objects.actions.drafts import InvalidDraft
from learning_objects.api import draft_content, get_object, save_draft, start_review
from learning_objects.data import TopicRef
from learning_objects.models import TopicLink
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_image
from tests.factories.offers import join
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_everything_written_is_read_back(now):
    author = make_user("author")
    made = make_object(by=author)
    draft = make_draft(
        "Плотность вещества",
        misconceptions=[{"misconception": "Тяжёлое тонет.", "response": "Сравните плотности."}],
        keywords=[{"term": "плотность", "definition": "масса единицы объёма"}],
        planned_results=["Различать массу и плотность."],
        equipment="Весы, мензурка",
        safety="Стекло бьётся.",
        support="<p>Опорная таблица</p>",
        extension="<p>Задача о сплаве</p>",
        homework="<p>§ 22</p>",
        licence="CC0-1.0",
        length_minutes=40,
    )
    save_draft(learning_object=made, draft=draft, by=author, now=now)
    content = draft_content(get_object(uuid=made.uuid))
    for name in (
        "title",
        "summary",
        "outcome",
        "key_points",
        "misconceptions",
        "keywords",
        "equipment",
        "planned_results",
        "safety",
        "support",
        "extension",
        "homework",
        "licence",
        "tags",
        "length_minutes",
        "language",
    ):
        assert content[name] == getattr(draft, name), name


def test_every_block_gets_an_id_that_stays(now):
    author = make_user("author")
    made = make_object(by=author)
    first = draft_content(get_object(uuid=made.uuid))["body"]
    inner = first[0]["value"]["board"][0]
    assert first[0]["id"]
    assert inner["id"]
    save_draft(learning_object=made, draft=make_draft(body=first), by=author, now=now)
    again = draft_content(get_object(uuid=made.uuid))["body"]
    assert again[0]["id"] == first[0]["id"]
    assert again[0]["value"]["board"][0]["id"] == inner["id"]


@pytest.mark.parametrize(
    "body",
    [
        [{"type": "poem", "value": "…"}],
        [make_stage(board=[{"type": "stage", "value": {}}])],
        [{"type": "stage", "value": "не словарь"}],
    ],
)
def test_unknown_blocks_are_refused_with_their_place(body, now):
    author = make_user("author")
    made = make_object(by=author)
    before = draft_content(get_object(uuid=made.uuid))
    with pytest.raises(InvalidDraft, match=r"body\[1\]"):
        save_draft(learning_object=made, draft=make_draft(body=body), by=author, now=now)
    assert draft_content(get_object(uuid=made.uuid)) == before


def test_a_too_long_outcome_is_refused(now):
    author = make_user("author")
    made = make_object(by=author)
    with pytest.raises(InvalidDraft, match="outcome"):
        save_draft(learning_object=made, draft=make_draft(outcome="я" * 191), by=author, now=now)


def test_strangers_do_not_write_and_coauthors_do(now):
    author, colleague = make_user("author"), make_user("author")
    made = make_object(by=author)
    with pytest.raises(NotAllowed):
        save_draft(learning_object=made, draft=make_draft(), by=colleague, now=now)
    join(made, colleague, by=author)
    fresh = get_object(uuid=made.uuid)
    save_draft(learning_object=fresh, draft=make_draft("Вместе"), by=colleague, now=now)
    assert get_object(uuid=made.uuid).draft_title == "Вместе"


def test_nobody_writes_while_it_is_in_review(now):
    author = make_user("author")
    made = make_object(by=author)
    start_review(learning_object=made, by=author, now=now)
    with pytest.raises(NotAllowed):
        save_draft(learning_object=made, draft=make_draft(), by=author, now=now)


def test_the_cabinet_column_follows_the_draft(now):
    author = make_user("author")
    made = make_object(by=author)
    save_draft(learning_object=made, draft=make_draft("Ёмкость конденсатора"), by=author, now=now)
    stored = get_object(uuid=made.uuid)
    assert stored.search_text == "емкость конденсатора"
    assert stored.title == "Закон Ома для участка цепи"  # the live columns wait for publication


def test_a_topic_chosen_twice_counts_once_and_publishes(now):
    author = make_user("author")
    made = make_object(by=author)
    topic = TopicRef(uuid4())
    save_draft(learning_object=made, draft=make_draft(topics=[topic, topic]), by=author, now=now)
    current = get_object(uuid=made.uuid).get_latest_revision_as_object()
    current.topic_links = [TopicLink(node_uuid=topic.node_uuid) for _number in range(2)]
    current.save_revision(clean=False)
    assert [link.node_uuid for link in publish(get_object(uuid=made.uuid)).topics] == [
        topic.node_uuid
    ]


def test_the_order_of_topics_is_kept(now):
    author = make_user("author")
    made = make_object(by=author)
    topics = [TopicRef(uuid4()), TopicRef(uuid4(), "next"), TopicRef(uuid4(), "prerequisite")]
    save_draft(learning_object=made, draft=make_draft(topics=topics), by=author, now=now)
    stored = draft_content(get_object(uuid=made.uuid))["topics"]
    assert [(row["node_uuid"], row["relation"]) for row in stored] == [
        (str(topic.node_uuid), topic.relation) for topic in topics
    ]


def test_a_draft_is_dated_with_the_given_moment(now):
    author = make_user("author")
    made = make_object(by=author)
    save_draft(learning_object=made, draft=make_draft(), by=author, now=now)
    stored = get_object(uuid=made.uuid)
    assert stored.changed_at == now
    assert stored.latest_revision.created_at == now


def test_anothers_file_is_refused_and_a_coauthors_stays(now):
    author, colleague = make_user("author"), make_user("author")
    made = make_object(by=author)
    picture = make_image(by=colleague)
    block = {"type": "image", "value": {"image": picture.pk, "alt": "Схема"}}
    draft = make_draft(body=[make_stage(board=[block])])
    with pytest.raises(InvalidDraft, match="somebody else"):
        save_draft(learning_object=made, draft=draft, by=author, now=now)
    join(made, colleague, by=author)
    save_draft(learning_object=get_object(uuid=made.uuid), draft=draft, by=colleague, now=now)
    again = make_draft("Правка владельца", body=draft.body)
    save_draft(learning_object=get_object(uuid=made.uuid), draft=again, by=author, now=now)
