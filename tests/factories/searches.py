"""What was looked for, saved searches and wishes, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from accounts.api import User
from core.api import now
from search.actions.saving import save_search
from search.actions.wishing import ask_for_material
from search.data import SearchRequest
from search.models import QueryDay, SavedSearch, SearchDay
from search.querylog import writing

_numbers = count(1)


def make_query_day(text: str, *, day: date | None = None, **fields: Any) -> QueryDay:
    """A question of one day, by ten people unless said otherwise."""
    facts = {"searches": 10, "askers": 10, "digest": f"{next(_numbers):032d}", **fields}
    on = day or now().date()
    whole, _made = SearchDay.objects.get_or_create(day=on)
    whole.searches += facts["searches"]
    whole.empty += facts.get("empty", 0)
    whole.save()
    return QueryDay.objects.create(day=on, text=text, **facts)


def make_saved(text: str, *, by: User, name: str = "", **filters: Any) -> SavedSearch:
    """A saved search."""
    request = SearchRequest(text=text, **filters)
    return save_search(request=request, name=name, by=by, now=now())


def make_wish(text: str, *, by: User, node: UUID | None = None, **filters: Any) -> SavedSearch:
    """A wish, as the saved search of the one who asks."""
    request = SearchRequest(text=text, **filters)
    return ask_for_material(request=request, node=node, by=by, now=now())


@contextmanager
def clean_buffer() -> Iterator[Any]:
    """The counters of this process, empty before and after."""
    writing.buffer.take()
    writing.buffer._seen.clear()
    yield writing.buffer
    writing.buffer.take()
