"""Calls for authors: writers see them, methodologists manage them, parts are between the two."""

from __future__ import annotations

from typing import Any

from tests.integration.permissions.routes import AUTHOR, WRITERS, Case, Make, writers
from tests.integration.permissions.world import World

METHODOLOGIST = frozenset({"methodologist"})
AUTHORS = frozenset({"author", "other_author"})


def methodologists(**more: Any) -> Make:
    return lambda world: Case(read=METHODOLOGIST, **more)


def call(read: frozenset[str] = METHODOLOGIST, **more: Any) -> Make:
    extra = {name: more.pop(name) for name in ("verb",) if name in more}
    return lambda world: Case({"uuid": world.call.uuid, **extra}, read=read, **more)


def part(**extra: Any) -> Make:
    """The author's part: for the author and the methodologist; to others it does not exist."""
    return lambda world: Case(
        {"uuid": world.taking.uuid, **extra},
        read=AUTHOR | METHODOLOGIST,
        write=AUTHOR | METHODOLOGIST,
        foreign=True,
    )


def new_call(world: World) -> Case:
    """One address: writers read the list, methodologists write a new call."""
    words = {"title": "Сценарий", "wanted": "Урок с опытом", "kind": "scenario"}
    place = {"node_uuid": str(world.extra["topic"]), "deadline": "2100-01-01"}
    return Case(read=WRITERS, write=METHODOLOGIST, payload={**words, **place})


CALLS: dict[str, Make] = {
    "calls:list": writers,
    "calls:mine": writers,
    "calls:follow": writers,
    "calls:board": methodologists(),
    "calls:board_csv": methodologists(),
    "calls:gaps": methodologists(),
    "calls:gaps_csv": lambda world: Case(
        read=METHODOLOGIST, query=f"?subject={world.call.subject_uuid}"
    ),
    "calls:create": methodologists(),
    "calls:begin": part(),
    "calls:link": part(),
    "calls:part": part(verb="accept"),
    "calls:call": call(WRITERS),
    "calls:apply": call(WRITERS, write=AUTHORS),
    "calls:edit": call(),
    "calls:prolong": call(),
    "calls:cancel": call(),
    "calls:turn": call(verb="close"),
}

CALLS_REST: dict[str, Make] = {
    "rest:get_calls": new_call,
    "rest:post_call": new_call,
    "rest:get_gaps": lambda world: Case(
        read=METHODOLOGIST, query=f"?subject={world.call.subject_uuid}"
    ),
    "rest:get_call": call(WRITERS, foreign=True),
    "rest:post_apply": call(WRITERS, write=AUTHORS, payload={"plan": "План"}, foreign=True),
    "rest:post_cancel": call(WRITERS, write=METHODOLOGIST, payload={"reason": ""}, foreign=True),
    "rest:post_turn": call(WRITERS, write=METHODOLOGIST, verb="open", foreign=True),
    "rest:post_part": part(verb="accept"),
}
