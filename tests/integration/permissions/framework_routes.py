"""The topic chooser and the methodologist's workbench."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.integration.permissions.routes import SIGNED_IN, Case, Make, closed, signed_in
from tests.integration.permissions.world import World

KEEPERS = frozenset({"methodologist", "administrator"})


def keepers(_world: World) -> Case:
    return Case(read=KEEPERS)


def of_draft(query: str = "", **payload: Any) -> Make:
    """An address of the draft edition of this world."""
    return lambda world: Case(
        {"version": world.extra["draft_edition"]}, read=KEEPERS, query=query, payload=payload
    )


def of_node(**payload: Any) -> Make:
    """An address of a topic in the draft edition."""
    return lambda world: Case(
        {"version": world.extra["draft_edition"], "node": world.extra["topic"]},
        read=KEEPERS,
        payload=payload,
    )


def of_topic(world: World) -> Case:
    """An address of a published topic."""
    return Case({"node": world.extra["topic"]}, read=KEEPERS)


def merge(world: World) -> Case:
    args = {"version": world.extra["draft_edition"]}
    return Case(args, read=KEEPERS, query=f"?node={world.extra['topic']}")


FRAMEWORK: dict[str, Make] = {
    "framework:choose": lambda world: Case(read=SIGNED_IN, query="?q=закон"),
    "framework:children": signed_in,
    "framework:editions": keepers,
    "framework:new_draft": lambda world: Case(
        {"framework": world.extra["framework"]}, read=KEEPERS, payload={"label": "чужая"}
    ),
    "framework:editor": of_draft(),
    "framework:level": of_draft(),
    "framework:add_node": of_draft(kind="subject", title="Чужой предмет"),
    "framework:merge": merge,
    "framework:take_back": of_draft(),
    "framework:change_node": of_node(title="Чужая тема"),
    "framework:move": of_node(place="down"),
    "framework:retire": of_node(),
    "framework:split": of_node(),
    "framework:comment": of_node(text="Чужое слово"),
    # A comment that nobody wrote: the keepers get past the door, and find nothing.
    "framework:settle_comment": lambda world: Case(
        {"version": world.extra["draft_edition"], "uuid": uuid4()}, read=KEEPERS
    ),
    "framework:changes": of_draft(),
    "framework:changes_csv": of_draft(),
    "framework:publish": of_draft(),
    "framework:discard": of_draft(),
    "framework:crosswalks": keepers,
    "framework:node_crosswalks": of_topic,
    "framework:crosswalk": closed(uuid=uuid4()),
    "framework:remove_crosswalk": closed(uuid=uuid4()),
}
