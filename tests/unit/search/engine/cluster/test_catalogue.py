"""Names of indices, and which of them are ours to drop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engine.cluster.catalogue import Names

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def test_an_index_has_its_schema_and_moment_in_its_name() -> None:
    names = Names("mesh")
    assert names.new_index(NOW).startswith(f"{names.current}-20260901-090000-")
    assert names.new_index(NOW) != names.new_index(NOW)


@pytest.mark.parametrize("upgraded", [False, True])
def test_only_what_nobody_reads_is_a_leftover(upgraded: bool) -> None:
    names = Names("mesh")
    own = names.new_index(NOW)
    assert names.is_leftover(own, [], upgraded=upgraded)
    assert names.is_leftover(own, [names.building], upgraded=upgraded)
    assert not names.is_leftover(own, [names.current], upgraded=upgraded)
    assert not names.is_leftover("mesh-g999-20260901-090000-a1b2c3", [], upgraded=upgraded)
    for stranger in ("mesh-gamma-20260901-090000-a1b2c3", "mesh-leases", "other-g1"):
        assert not names.is_leftover(stranger, [], upgraded=upgraded)


def test_older_code_keeps_its_index_during_an_upgrade() -> None:
    names, old = Names("mesh"), "mesh-g1-20260901-090000-a1b2c3"
    assert not names.is_leftover(old, ["mesh-g1"], upgraded=False)
    assert names.is_leftover(old, ["mesh-g1"], upgraded=True)
    assert names.is_leftover(old, ["mesh-g1-building"], upgraded=False)


@pytest.mark.parametrize("prefix", ["", "Mesh", "a*", "-a", "a,b", "a/b"])
def test_a_prefix_is_plain(prefix: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SEARCH_PREFIX"):
        Names(prefix)
