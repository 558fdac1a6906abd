from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from framework.api import get_tree
from moderation.api import (
    accept_taking,
    close_commission,
    follow_subject,
    managed_calls,
    open_calls,
)
from moderation.commissions.data import CallFilters, Progress
from moderation.commissions.queries import (
    calls_of,
    choices_of,
    count_managed,
    count_own,
    own_takings,
    progress_of,
    takings_of,
)
from tests.factories.commissions import make_call, make_taking
from tests.factories.framework import node_titled
from tests.factories.library import FORESTS, topic
from tests.factories.people import make_user


def titles(found):
    return [call.title for call in found]


def test_authors_find_what_is_open_by_deadline(now, methodologist, author):
    make_call(by=methodologist, now=now, title="Поздний", deadline=(now + timedelta(days=9)).date())
    make_call(by=methodologist, now=now, title="Ранний", deadline=(now + timedelta(days=2)).date())
    make_call(by=methodologist, now=now, title="Черновик", is_open=False)
    full = make_call(by=methodologist, now=now, title="Полный", first_come=True)
    make_taking(full, now=now)
    closed = make_call(by=methodologist, now=now, title="Закрытый")
    close_commission(commission=closed, by=methodologist, now=now)
    free = CallFilters(state="places")
    assert titles(open_calls(author, free, now=now)) == ["Ранний", "Поздний"]
    assert titles(open_calls(author, free, now=now + timedelta(days=5))) == ["Поздний"]
    everything = titles(open_calls(author, CallFilters(), now=now))
    assert sorted(everything) == ["Закрытый", "Поздний", "Полный", "Ранний"]


def test_filters_in_any_case_and_with_yo(now, methodologist, author):
    forests = node_titled(FORESTS).uuid
    make_call(by=methodologist, now=now, title="Ёлки зимой", node=forests)
    make_call(by=methodologist, now=now, title="Ток", kind="material")
    physics = get_tree().subject_of(topic()).uuid
    for filters, wanted in (
        (CallFilters(text="елки ЗИМОЙ"), ["Ёлки зимой"]),
        (CallFilters(text="леса и люди"), ["Ёлки зимой"]),
        (CallFilters(subject=physics), ["Ток"]),
        (CallFilters(kind="material"), ["Ток"]),
        (CallFilters(grade=8), ["Ток"]),
        (CallFilters(text="опера"), []),
        (CallFilters(subject=uuid4()), []),
    ):
        assert titles(open_calls(author, filters, now=now)) == wanted
    follow_subject(subject_uuid=physics, by=author)
    assert titles(open_calls(author, CallFilters(mine=True), now=now)) == ["Ток"]


def test_methodologists_find_their_subjects_with_drafts(now):
    physics = get_tree().subject_of(topic()).uuid
    scoped, everywhere = make_user("methodologist", subject=physics), make_user("methodologist")
    make_call(by=scoped, now=now, title="Ток", is_open=False)
    make_call(by=everywhere, now=now, title="Леса", node=node_titled(FORESTS).uuid)
    assert titles(managed_calls(scoped, CallFilters(), now=now)) == ["Ток"]
    assert sorted(titles(managed_calls(everywhere, CallFilters(), now=now))) == ["Леса", "Ток"]
    assert titles(managed_calls(everywhere, CallFilters(mine=True), now=now)) == ["Леса"]
    assert count_managed(scoped) == {"draft": 1, "open": 0, "closed": 0, "cancelled": 0}
    assert titles(managed_calls(make_user("author"), CallFilters(), now=now)) == []


def test_progress_counts_every_state_and_who_is_late(now, methodologist):
    call = make_call(by=methodologist, now=now, places=3)
    make_taking(call, now=now)
    make_taking(call, now=now, accepted=True)
    assert progress_of([call], now=now) == {call.pk: Progress(applied=1, working=1)}
    late = progress_of([call], now=now + timedelta(days=15))[call.pk]
    assert late.late == 1
    assert progress_of([], now=now) == {}


def test_plans_are_seen_by_their_authors_and_methodologists(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    own, other = make_taking(call, by=author, now=now), make_taking(call, now=now)
    assert takings_of(call, by=author) == [own]
    assert takings_of(call, by=methodologist) == [own, other]
    assert takings_of(call, by=make_user("administrator")) == []


def test_ones_own_parts_now_and_before(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    taking = make_taking(call, by=author, now=now)
    make_taking(call, now=now)
    assert list(own_takings(author)) == [taking]
    accept_taking(taking=taking, by=methodologist, now=now)
    assert count_own(author) == {"now": 1, "before": 0}
    assert list(own_takings(author, finished=True)) == []


def test_calls_of_objects_in_one_query(now, methodologist, django_assert_num_queries):
    parts = [
        make_taking(make_call(by=methodologist, now=now), now=now, begun=True) for _ in range(3)
    ]
    uuids = [part.learning_object.uuid for part in parts]
    with django_assert_num_queries(1):
        found = calls_of([*uuids, uuid4()])
    assert found == {part.learning_object.uuid: part.commission for part in parts}


def test_choices_are_what_occurs(now, methodologist, author):
    make_call(by=methodologist, now=now)
    found = choices_of(open_calls(author, CallFilters(), now=now))
    assert found == {"subjects": [get_tree().subject_of(topic()).uuid], "grades": [8]}


def test_a_page_costs_one_query_however_long_the_list(now, methodologist, author):
    for number in range(3):
        make_call(by=methodologist, now=now, title=f"Вызов {number}")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows = list(open_calls(author, CallFilters(), now=now))
        assert [(row.created_by.pk, row.institute.key) for row in rows]
    assert len(queries) == 1
