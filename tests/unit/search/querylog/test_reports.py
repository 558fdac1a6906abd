from datetime import date, timedelta

import pytest

from search.models import ChosenDay, QueryDay, SearchDay
from search.querylog.plots import HEIGHT, draw_days
from search.querylog.reports import Bucket, Period, buckets_of, purge_log, whole_of
from tests.factories.searches import make_query_day

pytestmark = pytest.mark.django_db
LAST = date(2026, 11, 30)


def test_silent_days_are_days_too() -> None:
    make_query_day("закон", day=LAST, empty=4)
    found = buckets_of(Period(LAST - timedelta(days=6), LAST))
    assert [bucket.searches for bucket in found] == [0, 0, 0, 0, 0, 0, 10]
    assert found[-1] == Bucket(LAST, 10, 4)
    whole = whole_of(Period(LAST - timedelta(days=6), LAST))
    assert (whole.searches, whole.empty_share) == (10, 40)


def test_a_year_is_drawn_by_weeks_and_loses_no_search() -> None:
    since = LAST - timedelta(days=364)
    for number in (0, 6, 7, 200, 364):
        make_query_day("закон", day=since + timedelta(days=number))
    found = buckets_of(Period(since, LAST))
    assert len(found) == 53
    assert sum(bucket.searches for bucket in found) == 50
    assert found[0].searches == 20


def test_the_plot_keeps_its_scale() -> None:
    plot = draw_days([Bucket(LAST, 10, 5), Bucket(LAST, 0, 0)])
    assert [bar.height for bar in plot.bars] == [HEIGHT, HEIGHT / 2, 0, 0]
    assert draw_days([]).most == 0


def test_old_days_are_removed() -> None:
    make_query_day("закон", day=LAST)
    make_query_day("закон", day=LAST - timedelta(days=500))
    ChosenDay.objects.create(day=LAST - timedelta(days=500), object_uuid="0" * 32, clicks=1)
    assert purge_log(before=LAST - timedelta(days=400)) == 3
    assert (QueryDay.objects.count(), SearchDay.objects.count()) == (1, 1)
