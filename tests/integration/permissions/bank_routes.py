"""The item bank: one's own items, those shared by name, and the learner's side of them.

The item is the author's, ready, and shared by name with the methodologist alone, who reads it.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.integration.permissions.routes import (
    ADMINISTRATOR,
    AUTHOR,
    EXPERTS,
    NOBODY,
    WRITERS,
    Case,
    Make,
)
from tests.integration.permissions.world import World

METHODOLOGIST = frozenset({"methodologist"})
READERS = AUTHOR | METHODOLOGIST | ADMINISTRATOR
COLLEAGUES = WRITERS | EXPERTS | ADMINISTRATOR
COPIERS = AUTHOR | METHODOLOGIST


def on_item(write: frozenset[str] | None = None, **more: Any) -> Make:
    """An item which to strangers does not exist."""
    return lambda world: Case(
        {"uuid": world.extra["bank_item"], **more}, read=READERS, write=write, foreign=True
    )


def owners(**more: Any) -> Make:
    """What only the owner does; those who see the item are refused."""
    return lambda world: Case({"uuid": world.extra["bank_item"], **more}, read=AUTHOR)


def end_share(world: World) -> Case:
    args = {"uuid": world.extra["bank_item"], "share": world.extra["bank_share"]}
    return Case(args, read=AUTHOR)


def copied(world: World) -> Case:
    return Case({"uuid": world.extra["bank_item"]}, read=COPIERS, write=COPIERS)


BANK: dict[str, Make] = {
    "assessment:items": lambda world: Case(read=COLLEAGUES),
    "assessment:import": lambda world: Case(read=COPIERS | {"other_author"}),
    "assessment:sample": lambda world: Case({"name": "text"}, read=COPIERS | {"other_author"}),
    "assessment:write_import": lambda world: Case({"uuid": uuid4()}, read=NOBODY),
    # To those who see none of the items nothing is given.
    "assessment:export": lambda world: Case(read=COLLEAGUES),
    "assessment:download": lambda world: Case(
        {"form": "gift"}, read=READERS, query=f"?item={world.extra['bank_item']}"
    ),
    "assessment:item": on_item(),
    "assessment:file": lambda world: Case(
        {"uuid": world.extra["bank_item"], "name": world.extra["bank_file"]},
        read=READERS,
        foreign=True,
    ),
    "assessment:versions": on_item(),
    "assessment:difference": on_item(number=2),
    "assessment:copy": copied,
    "assessment:facts": owners(),
    "assessment:sharing": owners(),
    "assessment:end_share": end_share,
    "assessment:restore": owners(number=1),
    "assessment:move": owners(verb="retire"),
}

BANK_REST: dict[str, Make] = {
    "rest:items": lambda world: Case(read=COLLEAGUES),
    "rest:item": on_item(),
    "rest:item_question": on_item(),
    "rest:item_versions": on_item(),
    "rest:score_item": lambda world: Case(
        {"uuid": world.extra["bank_item"]}, read=READERS, foreign=True, payload={"answers": {}}
    ),
}
