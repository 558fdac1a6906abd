from __future__ import annotations

import pytest

from accounts.data import METHODOLOGIST
from core.api import now
from framework.api import merge_nodes, publish_version
from journal.api import offers_for, remove_material
from journal.data import (
    LEADS_HERE,
    NEIGHBOUR,
    PREREQUISITE,
    SAME_TOPIC,
    TWIN_TOPIC,
    USED_HERE,
)
from learning_objects.data import NEXT, TopicRef
from learning_objects.data import PREREQUISITE as BEFORE
from tests.factories.editions import make_draft_edition
from tests.factories.framework import load_programmes, programme
from tests.factories.journal import make_classroom, next_lesson, put_on, withdraw, write_topic
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, HEAT, publish_on, topic
from tests.factories.people import make_user

RESERVE = "Тепловые процессы"


def fresh(lesson, wanted=""):
    return list(offers_for(lesson, now=now(), wanted=wanted).fresh)


def offered(lesson) -> dict[str, str]:
    return {offer.card.title: offer.reason for offer in fresh(lesson)}


def publish_links(title, *links, kind="scenario"):
    return publish(make_object(kind=kind, draft=make_draft(title, topics=list(links))))


def test_every_reason_is_told_and_the_best_comes_first(room):
    write_topic(room.lesson, HEAT)
    publish_on(RESERVE, title="Соседний")
    publish_links("О теме", TopicRef(topic(HEAT)), TopicRef(topic(CURRENT), BEFORE))
    publish_on(CURRENT, title="Предпосылка")
    publish_links("Ведёт сюда", TopicRef(topic(RESERVE), BEFORE), TopicRef(topic(HEAT), NEXT))
    found = fresh(room.lesson)
    assert [(offer.card.title, offer.reason) for offer in found] == [
        ("О теме", SAME_TOPIC),
        ("Предпосылка", PREREQUISITE),
        ("Ведёт сюда", LEADS_HERE),
        ("Соседний", NEIGHBOUR),
    ]
    assert [offer.words[0] for offer in found] == [
        "тема урока",
        "предпосылка темы",
        "ведёт к этой теме",
        "соседняя тема того же раздела",
    ]


def test_nothing_is_offered_without_a_topic_or_twice(room):
    version = publish_on()
    assert fresh(room.lesson) == []
    write_topic(room.lesson)
    assert offered(room.lesson) == {"Закон Ома": SAME_TOPIC}
    material = put_on(room.lesson, version)
    assert fresh(room.lesson) == []
    remove_material(material=material, by=room.teacher, now=now())
    assert offered(room.lesson) == {"Закон Ома": SAME_TOPIC}
    withdraw(version)
    assert fresh(room.lesson) == []


def test_what_is_used_comes_first_and_lessons_of_the_school_count_more(room):
    elsewhere = make_classroom()
    names = ("Новый", "Чужие любят", "Свои любят")
    quiet, theirs, ours = (publish_on(title=name) for name in names)
    for days in (1, 2):
        put_on(next_lesson(elsewhere, days=days), theirs)
    put_on(elsewhere.lesson, theirs)
    put_on(next_lesson(room), ours)
    write_topic(room.lesson)
    found = fresh(room.lesson)
    assert [offer.card.title for offer in found] == ["Свои любят", "Чужие любят", "Новый"]
    assert found[0].words == ("тема урока", "на 1 уроке вашей школы")
    assert found[1].words == ("тема урока", "всего на 3 уроках")
    assert quiet.title == found[2].card.title


def test_what_colleagues_took_for_the_topic_is_offered_wherever_it_stands(room):
    far = publish_on(HEAT, title="О молекулах")
    other = next_lesson(room)
    write_topic(other, CURRENT)
    put_on(other, far)
    write_topic(room.lesson, CURRENT)
    assert offered(room.lesson) == {"О молекулах": USED_HERE}


def test_kinds_take_turns(room):
    for number in range(3):
        publish_links(f"Сценарий {number}", TopicRef(topic(CURRENT)))
    publish_links("Материал", TopicRef(topic(CURRENT)), kind="material")
    write_topic(room.lesson)
    kinds = [offer.card.kind for offer in fresh(room.lesson)]
    assert kinds[:2] in (["scenario", "material"], ["material", "scenario"])


def test_the_other_programme_has_the_same_topic(room, tmp_path):
    advanced = programme(variant="углублённый")
    load_programmes(tmp_path / "two", programme(), advanced)
    nodes = [node for node in _nodes() if node.title == CURRENT]
    basic = next(node for node in nodes if node.variant == "базовый")
    other = next(node for node in nodes if node.variant == "углублённый")
    publish_links("Углублённо", TopicRef(other.uuid))
    publish_links("Базово", TopicRef(basic.uuid))
    write_by_uuid(room.lesson, basic.uuid)
    assert offered(room.lesson) == {"Базово": SAME_TOPIC, "Углублённо": TWIN_TOPIC}


def _nodes():
    from framework.api import get_tree

    return list(get_tree().nodes.values())


def write_by_uuid(lesson, uuid):
    from journal.api import set_topic

    set_topic(lesson=lesson, topic_uuid=uuid, theme="", by=lesson.teacher, now=now())


@pytest.mark.parametrize("number", [1, 12])
def test_offers_cost_the_same_for_any_library(room, number, django_assert_max_num_queries):
    write_topic(room.lesson)
    for place in range(number):
        publish_links(f"О теме {place}", TopicRef(topic(CURRENT)), TopicRef(topic(HEAT), BEFORE))
        put_on(next_lesson(room, days=place + 1), publish_on(HEAT, title=f"До {place}"))
    with django_assert_max_num_queries(15):
        assert fresh(room.lesson)


def test_a_topic_that_an_edition_ended_is_offered_what_it_goes_on_as(room):
    write_topic(room.lesson, CURRENT)
    publish_on(CURRENT, title="Не перенесён")
    publish_on(HEAT, title="На новой теме")
    by = make_user(METHODOLOGIST)
    draft = make_draft_edition(now=now(), by=by)
    merge_nodes(version=draft.uuid, into=topic(HEAT), gone=[topic(CURRENT)], by=by, now=now())
    publish_version(version=draft, by=by, now=now())
    assert offered(room.lesson) == {"Не перенесён": SAME_TOPIC, "На новой теме": SAME_TOPIC}
