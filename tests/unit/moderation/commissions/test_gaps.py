from __future__ import annotations

from framework.api import get_tree
from learning_objects.data import TopicRef
from moderation.commissions.data import GapFilters
from moderation.commissions.gaps import cover_of, gaps_in, grades_of, own_subjects
from tests.factories.commissions import make_call
from tests.factories.framework import node_titled
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, HEAT, publish_on, topic
from tests.factories.people import make_user


def physics():
    return get_tree().subject_of(topic())


def asked(**filters):
    return gaps_in(GapFilters(**{"subject": physics().uuid, "fewer": None, **filters}))


def titles(gaps):
    return [gap.title for gap in gaps]


def test_empty_topics_come_first_and_the_longer_ones_before():
    publish_on(HEAT)
    found = asked(grade=8)
    numbers = [(gap.number, -(gap.hours or 0)) for gap in found]
    assert numbers == sorted(numbers)
    assert {gap.title: gap.number for gap in found}[HEAT] == 1
    assert titles(found)[-1] == HEAT
    assert found[0].newest is None
    assert found[-1].newest is not None


def test_only_what_has_few_of_the_wanted_kind():
    publish_on(CURRENT)
    draft = make_draft("Таблица", topics=[TopicRef(topic(CURRENT))], length_minutes=45)
    publish(make_object(kind="material", draft=draft))
    row = next(gap for gap in asked(kind="material") if gap.title == CURRENT)
    assert (row.number, row.total) == (1, 2)
    assert CURRENT not in titles(asked(kind="scenario", fewer=1))
    assert CURRENT in titles(asked(kind="scenario", fewer=2))
    assert next(gap for gap in asked(kind="") if gap.title == CURRENT).number == 2


def test_calls_that_stand_for_a_topic_are_shown(now, methodologist):
    call = make_call(by=methodologist, now=now)
    row = next(gap for gap in asked() if gap.title == CURRENT)
    assert [(item.uuid, item.state) for item in row.calls] == [(call.uuid, "open")]
    assert next(gap for gap in asked() if gap.title == HEAT).section == "Тепловые явления"


def test_the_list_costs_the_same_however_much_there_is(django_assert_max_num_queries):
    for number in range(3):
        publish_on(CURRENT, title=f"Урок {number}")
    get_tree()
    with django_assert_max_num_queries(5):
        asked()


def test_an_unknown_subject_has_no_gaps():
    assert gaps_in(GapFilters()) == []
    assert gaps_in(GapFilters(subject=topic("Леса и люди"))) != []
    assert grades_of(physics().uuid) == [8]


def test_grades_are_summed_up_from_memory(django_assert_max_num_queries):
    publish_on(HEAT)
    cover_of([physics()])
    with django_assert_max_num_queries(1):
        (cover,) = cover_of([physics()])
    (grade,) = cover.grades
    topics = [
        node
        for node in get_tree().nodes.values()
        if node.kind == "topic" and not node.title.startswith("Резервное время")
    ]
    own = [node for node in topics if get_tree().subject_of(node.uuid) == physics()]
    assert (grade.grade, cover.topics) == (8, len(own))
    assert (cover.empty, cover.few, cover.covered) == (len(own) - 1, 1, 0)


def test_everybody_sees_their_own_subjects():
    scoped = make_user("methodologist", subject=physics().uuid)
    assert own_subjects(scoped) == [physics()]
    assert len(own_subjects(make_user("methodologist"))) == 2
    assert own_subjects(make_user("author")) == []
    assert node_titled(HEAT)
