"""The figures of docs/benchmarks.md as floors, on the printed plans of the federal programmes."""

import random
from statistics import mean

import pytest

from bench.placing import rank_by_plan, rank_by_topic
from bench.placing_plans import (
    hits,
    perturbed_hours,
    rank_by_bm25,
    read_plans,
    right_with_reserve_in_place,
)
from framework.api import get_tree, import_frp

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]

DRAWS = 2


@pytest.fixture
def plans(shared_data, now):
    import_frp(path=shared_data / "framework" / "frp-2025", by=None, now=now)
    return read_plans(shared_data, get_tree())


def test_placing_is_as_good_as_it_was_measured(plans):
    ranks = {id(plan): rank_by_topic(plan) for plan in plans}

    def share(within: int, chosen=lambda plan: True, right=lambda plan: plan.right) -> float:
        found = [hits(ranks[id(plan)], right(plan), within) for plan in plans if chosen(plan)]
        return mean(hit for one in found for hit in one)

    assert sum(len(plan.lessons) for plan in plans) == 1964
    assert share(1) >= 0.505
    assert share(5) >= 0.88
    assert share(1, chosen=lambda plan: plan.in_order) >= 0.78
    assert share(1, lambda plan: plan.in_order, right_with_reserve_in_place) >= 0.85
    bm25 = [hit for plan in plans for hit in hits(rank_by_bm25(plan), plan.right, 1)]
    assert share(1) > mean(bm25)

    laid = {"as given": [], "reserve in place": []}
    for draw in range(DRAWS):
        dice = random.Random(draw)
        for plan in plans:
            found = rank_by_plan(plan, perturbed_hours(plan, dice))
            laid["as given"] += hits(found, plan.right, 1)
            if plan.in_order:
                laid["reserve in place"] += hits(found, right_with_reserve_in_place(plan), 1)
    assert mean(laid["as given"]) >= 0.90
    assert mean(laid["reserve in place"]) >= 0.96
