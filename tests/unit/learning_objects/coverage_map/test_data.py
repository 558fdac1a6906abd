from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from learning_objects.coverage_map.data import level_of, median_of, steps_of

counts = st.dictionaries(st.integers(24_000, 24_400), st.integers(1, 9), min_size=1).map(Counter)


@given(counts)
def test_half_of_the_objects_are_not_older_than_the_median(months):
    median = median_of(months)
    older = sum(number for month, number in months.items() if month < median)
    newer = sum(number for month, number in months.items() if month > median)
    assert median in months
    assert 2 * older < months.total()
    assert 2 * newer <= months.total()


@given(st.integers(1, 2_000_000))
def test_the_colours_of_a_map_grow_and_the_greatest_number_has_the_last(most):
    steps = steps_of(most)
    assert steps[0] == 1
    assert list(steps) == sorted(set(steps))
    assert len(steps) == min(most, 4)
    assert level_of(most, steps) == len(steps)
    assert level_of(0, steps) == 0


def test_an_empty_map_has_no_colours():
    assert steps_of(0) == ()
    assert median_of(Counter()) == 0
