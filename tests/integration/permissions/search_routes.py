"""Searches: everybody finds, people keep their own, methodologists read what is looked for."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from accounts.api import User
from search.models import SavedSearch
from tests.factories.searches import make_saved
from tests.integration.permissions.coverage_routes import keepers
from tests.integration.permissions.routes import (
    AUTHOR,
    EVERYBODY,
    SIGNED_IN,
    Case,
    Make,
    everyone,
    signed_in,
)
from tests.integration.permissions.world import World

# Teachers, those for whom a school vouches among them, and those who write or commission.
WISHING = frozenset(
    {"author", "other_author", "methodologist", "school_teacher", "class_teacher",
     "teacher_of_other_school"}
)  # fmt: skip


def own_saved(**payload: Any) -> Make:
    """The author's saved search, which exists for nobody else."""
    return lambda world: Case(
        {"uuid": _saved(world).uuid}, read=AUTHOR, payload=payload, foreign=True
    )


def _saved(world: World) -> SavedSearch:
    author = world.people["author"]
    assert isinstance(author, User)
    known = SavedSearch.objects.filter(user=author).first()
    return known or make_saved("закон ома", by=author)


def chosen(_world: World) -> Case:
    """Only counted: whoever reads results may open them."""
    return Case(read=EVERYBODY, query=f"?q=закон&object={uuid4()}&place=1")


def wish(_world: World) -> Case:
    """Whoever is signed in reads the page: who may not ask is told why."""
    return Case(read=SIGNED_IN, write=WISHING, query="?q=опыты+с+магнитами")


SEARCH: dict[str, Make] = {
    "search:results": everyone,
    "search:suggest": lambda world: Case(query="?q=закон"),
    "search:opensearch": everyone,
    "search:chosen": chosen,
    "search:saved": signed_in,
    "search:save": lambda world: Case(read=SIGNED_IN, query="?q=закон"),
    "search:change_saved": own_saved(verb="pause"),
    "search:wish": wish,
    "search:report": keepers,
    "search:report_csv": keepers,
    "search:call": keepers,
}

SEARCH_REST: dict[str, Make] = {
    "rest:saved_searches": lambda world: Case(
        read=SIGNED_IN, payload={"query": "q=закон+сохранения"}
    ),
    "rest:saved_search": own_saved(),
}
