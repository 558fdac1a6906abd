"""Shelves, selections and comparison: what is shared, what is public, what is somebody's own.

The shelf is the author's; the teacher of a school may write on it, the head of the school reads.
"""

from __future__ import annotations

from typing import Any

from tests.integration.permissions.routes import (
    ADMINISTRATOR,
    AUTHOR,
    EVERYBODY,
    NOBODY,
    SCHOOL_TEACHER,
    SIGNED_IN,
    Case,
    Make,
    everyone,
    signed_in,
)
from tests.integration.permissions.world import World

WRITERS = AUTHOR | SCHOOL_TEACHER
READERS = WRITERS | {"head"}
METHODOLOGIST = frozenset({"methodologist"})
EDITORS = METHODOLOGIST | ADMINISTRATOR


def on_shelf(
    read: frozenset[str] = READERS, write: frozenset[str] | None = None, **more: Any
) -> Make:
    """The shelf of ``author``, which to strangers does not exist."""
    return lambda world: Case(
        {"uuid": world.extra["shelf"], **more}, read=read, write=write, foreign=True
    )


def owners(**more: Any) -> Make:
    """What only the owner does; those who read the shelf are refused."""
    return lambda world: Case({"uuid": world.extra["shelf"], **more}, read=AUTHOR)


def on_item(verb: str) -> Make:
    return lambda world: Case(
        {"uuid": world.extra["shelf"], "item_uuid": world.extra["shelf_item"], "verb": verb},
        read=WRITERS,
    )


def on_share(world: World) -> Case:
    share = world.extra["shelf_share"]
    return Case({"uuid": world.extra["shelf"], "share_uuid": share, "verb": "read"}, read=AUTHOR)


def linked(read: frozenset[str]) -> Make:
    return lambda world: Case({"key": world.extra["shelf_key"]}, read=read)


def on_desk(**more: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.extra["selection"].uuid, **more}, read=EDITORS, foreign=True
    )


def keep(world: World) -> Case:
    wanted = world.published.uuid
    return Case(query=f"?object={wanted}", read=SIGNED_IN, payload={"object": str(wanted)})


SHELVES: dict[str, Make] = {
    "learning_objects:compare": lambda world: Case(query=f"?a={world.published.uuid}"),
    "learning_objects:shelves": signed_in,
    "learning_objects:add_shelf": signed_in,
    "learning_objects:keep": keep,
    "learning_objects:linked_shelf": linked(EVERYBODY),
    "learning_objects:copy_linked_shelf": linked(SIGNED_IN),
    "learning_objects:shelf": on_shelf(),
    "learning_objects:shelf_csv": on_shelf(),
    "learning_objects:copy_shelf": on_shelf(),
    "learning_objects:leave_shelf": on_shelf(),
    "learning_objects:edit_shelf": owners(),
    "learning_objects:delete_shelf": owners(),
    "learning_objects:restore_shelf": owners(),
    "learning_objects:share_shelf": owners(),
    "learning_objects:shelf_link": owners(),
    "learning_objects:change_share": on_share,
    "learning_objects:shelf_items": lambda world: Case({"uuid": world.extra["shelf"]}, WRITERS),
    "learning_objects:shelf_item": on_item("up"),
    "learning_objects:selections": everyone,
    "learning_objects:selection": lambda world: Case({"name": world.extra["selection"].slug}),
    "learning_objects:own_selections": lambda world: Case(read=METHODOLOGIST),
    "learning_objects:add_selection": lambda world: Case(read=METHODOLOGIST),
    "learning_objects:write_selection": on_desk(),
    "learning_objects:selection_state": on_desk(verb="withdraw"),
    "learning_objects:selection_part": on_desk(verb="section"),
}

SHELVES_REST: dict[str, Make] = {
    "rest:shelves": lambda world: Case(read=SIGNED_IN, payload={"title": "Новая полка"}),
    "rest:shelf": on_shelf(write=NOBODY),
    "rest:shelf_items": lambda world: Case(
        {"uuid": world.extra["shelf"]},
        WRITERS,
        payload={"object_uuid": str(world.published.uuid)},
    ),
    "rest:shelf_item": lambda world: Case(
        {"uuid": world.extra["shelf"], "item": world.extra["shelf_item"]}, WRITERS
    ),
    "rest:selections": everyone,
    "rest:selection": lambda world: Case({"name": world.extra["selection"].slug}),
}
