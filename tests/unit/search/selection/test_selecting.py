from __future__ import annotations

from decimal import Decimal

import pytest

from accounts.data import METHODOLOGIST
from core.api import now
from framework.actions.crosswalks import Pair
from framework.api import link_nodes
from framework.data import NARROWER
from learning_objects.data import NEXT, TopicRef
from learning_objects.data import PREREQUISITE as BEFORE
from search.api import suggest
from search.data import (
    AT_HOME,
    CHECK,
    COUNTERPART_TOPIC,
    FITS_PURPOSE,
    LEADS_HERE,
    LONGER,
    NEIGHBOUR,
    PREREQUISITE_TOPIC,
    SAME_TOPIC,
    LessonProfile,
)
from tests.factories.editions import make_other_framework
from tests.factories.framework import load_programmes, node_titled
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NEAR = "Тепловые процессы"


@pytest.fixture(autouse=True)
def _programmes(tmp_path):
    load_programmes(tmp_path / "programmes")


def chosen(node=CURRENT, purpose="", **profile):
    found = suggest([topic(node)], 8, purpose, LessonProfile(**profile), now=now())
    return {one.card.title: [reason.code for reason in one.why] for one in found.fresh}


def publish_material(title, node=CURRENT, **fields):
    draft = make_draft(title, topics=[TopicRef(topic(node))], **fields)
    return publish(make_object(kind="material", draft=draft))


def test_material_is_found_wherever_it_stands_and_says_how():
    publish_on(NEAR, title="Соседний")
    links = [TopicRef(topic(HEAT)), TopicRef(topic(CURRENT), BEFORE)]
    publish(make_object(draft=make_draft("О теме", topics=links)))
    publish_on(CURRENT, title="Нужно раньше")
    links = [TopicRef(topic(FORESTS)), TopicRef(topic(HEAT), NEXT)]
    publish(make_object(draft=make_draft("Ведёт сюда", topics=links)))
    found = chosen(HEAT)
    assert list(found) == ["О теме", "Нужно раньше", "Ведёт сюда", "Соседний"]
    assert [codes[0] for codes in found.values()] == [
        SAME_TOPIC,
        PREREQUISITE_TOPIC,
        LEADS_HERE,
        NEIGHBOUR,
    ]


def test_counterparts_of_other_frameworks_are_offered():
    make_other_framework()
    code = node_titled("Тепловое равновесие").uuid
    pair = Pair(topic(CURRENT), code, NARROWER, Decimal("0.9"))
    link_nodes(pair=pair, by=make_user(METHODOLOGIST), now=now())
    publish(make_object(draft=make_draft("По кодификатору", topics=[TopicRef(code)])))
    (found,) = suggest([topic(CURRENT)], 8, now=now()).fresh
    assert found.why[0].code == COUNTERPART_TOPIC
    assert found.match == pytest.approx(0.8 * 0.75 * 0.9)


def test_the_purpose_decides_among_what_is_on_the_topic():
    publish_on(title="Закон Ома")
    publish_material("Проверочная работа: ток")
    publish_material("Таблица", homework="<p>Прочитать</p>", length_minutes=20)
    assert next(iter(chosen(purpose=CHECK))) == "Проверочная работа: ток"
    at_home = chosen(purpose=AT_HOME)
    assert next(iter(at_home)) == "Таблица"
    assert FITS_PURPOSE in at_home["Таблица"]
    assert FITS_PURPOSE not in at_home["Закон Ома"]


def test_what_the_class_had_stands_apart_and_what_is_taken_is_left_out():
    had, taken, fresh = (publish_on(title=name) for name in ("Было", "Взято", "Новое"))
    profile = LessonProfile(had=frozenset({had.object_uuid}), taken=frozenset({taken.object_uuid}))
    found = suggest([topic()], 8, "", profile, now=now())
    assert [one.card.object_uuid for one in found.fresh] == [fresh.object_uuid]
    assert [one.card.title for one in found.had] == ["Было"]


def test_licences_languages_and_length():
    publish_on(title="Открытый", licence="CC-BY-4.0")
    publish_on(title="Иной", licence="CC-BY-SA-4.0", length_minutes=90)
    publish_on(title="Law", language="en")
    assert set(chosen(languages=("ru",))) == {"Открытый", "Иной"}
    assert set(chosen(licences=("CC-BY-SA-4.0",))) == {"Иной"}
    assert LONGER in chosen()["Иной"]
    assert list(chosen(kinds=("scenario",), minutes=90)) != []


def test_without_nodes_or_with_unknown_ones_nothing_is_offered():
    publish_on()
    assert suggest([], now=now()).fresh == ()
    assert suggest([make_user().uuid], now=now()).fresh == ()


@pytest.mark.parametrize("number", [1, 8])
def test_the_cost_does_not_grow_with_the_library(number, django_assert_max_num_queries):
    for place in range(number):
        draft = make_draft(
            f"О теме {place}", topics=[TopicRef(topic()), TopicRef(topic(HEAT), BEFORE)]
        )
        publish(make_object(draft=draft))
        publish_on(HEAT, title=f"До {place}")
    with django_assert_max_num_queries(10):
        assert suggest([topic()], 8, CHECK, now=now()).fresh
