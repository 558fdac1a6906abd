"""What the terminal of ``make run`` is told."""

from __future__ import annotations

import logging

import pytest


def _lowest_level_shown(name: str) -> int:
    """The least level of a record of the logger ``name`` that some handler of ours writes."""
    found: logging.Logger | None = logging.getLogger(name)
    levels = []
    while found is not None:
        levels += [item.level for item in found.handlers if type(item) is logging.StreamHandler]
        found = found.parent if found.propagate else None
    return min(levels)


@pytest.mark.parametrize("name", ["django_tasks", "django_tasks_db"])
def test_tasks_stay_quiet_though_the_worker_sets_its_loggers_to_info(name):
    assert _lowest_level_shown(name) == logging.WARNING


def test_our_own_words_are_shown():
    assert _lowest_level_shown("search.actions.writing") == logging.NOTSET
