from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.checks.minhash import (
    BANDS,
    NUMBERS,
    band_keys,
    likeness,
    pack,
    shingles,
    sign,
    unpack,
)

SIGNED = [628850856, 1057004337, 214211613]
ITEMS = st.integers(0, 2**32 - 1)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(ITEMS, min_size=50, max_size=300),
    st.sets(ITEMS, min_size=1, max_size=200),
    st.sets(ITEMS, min_size=1, max_size=200),
)
def test_the_estimate_is_near_the_true_share(common, left, right):
    one, other = common | left, common | right
    true = len(one & other) / len(one | other)
    # Five standard errors of 120 draws: a false alarm once in a million.
    assert abs(likeness(sign(one), sign(other)) - true) <= 5 * 0.5 / NUMBERS**0.5


@settings(max_examples=40, deadline=None)
@given(st.sets(ITEMS, max_size=100))
def test_a_signature_depends_on_the_set_alone_and_survives_storing(items):
    signature = sign(items)
    assert likeness(signature, sign(set(items))) == 1
    assert np.array_equal(unpack(pack(signature)), signature)
    keys = band_keys(signature)
    assert len(keys) == len(set(keys)) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_signatures_are_the_same_on_every_machine():
    # Stored signatures are compared for ever: a change here asks for a new index.
    assert sign({1, 2, 3})[:3].tolist() == SIGNED


def test_bands_find_what_is_alike_and_leave_what_is_not():
    base = set(range(0, 3_000, 3))
    near = {item for item in base if item % 7} | set(range(1, 450, 3))
    far = set(range(1, 3_000, 3))
    assert set(band_keys(sign(base))) & set(band_keys(sign(near)))
    assert not set(band_keys(sign(base))) & set(band_keys(sign(far)))


def test_shingles_are_runs_of_three():
    assert len(list(shingles(["а", "б", "в", "г"]))) == 2
    assert list(shingles(["а", "б"])) == []
