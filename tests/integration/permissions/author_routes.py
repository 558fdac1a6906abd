"""Offers, suggestions and publishers: their pages and their REST."""

from __future__ import annotations

from typing import Any

from tests.integration.permissions.routes import (
    ADMINISTRATOR,
    AUTHOR,
    NOBODY,
    WRITERS,
    Case,
    Make,
    everyone,
    own_draft,
    public_object,
    signed_in,
)
from tests.integration.permissions.world import World

SUGGESTERS = frozenset({"other_author", "methodologist"})


def offer(**payload: Any) -> Make:
    """Of the author to ``other_author``: for the two of them."""
    return lambda world: Case(
        {"uuid": world.extra["offer"]},
        read=AUTHOR | {"other_author"},
        payload=payload,
        foreign=True,
    )


def publisher(read: frozenset[str] | None = None) -> Make:
    def make(world: World) -> Case:
        args = {"uuid": world.extra["publisher"]}
        return Case(args) if read is None else Case(args, read=read)

    return make


def rest_answer(name: str, read: frozenset[str], verb: str) -> Make:
    return lambda world: Case(
        {"uuid": world.extra[name], "verb": verb}, read=read, payload={}, foreign=True
    )


def rest_published(read: frozenset[str], **payload: Any) -> Make:
    return lambda world: Case({"uuid": world.published.uuid}, read=read, payload=payload)


def rest_publishers(_world: World) -> Case:
    """One address: everybody reads, administrators write a publisher down."""
    return Case(write=ADMINISTRATOR, payload={"title": "Издательство"})


def rest_publisher(world: World) -> Case:
    args = {"uuid": world.extra["publisher"]}
    return Case(args, write=ADMINISTRATOR, payload={"title": "Издательство"})


def own_draft_rest(**payload: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.draft.uuid}, read=AUTHOR, payload=payload, foreign=True
    )


OFFERS: dict[str, Make] = {
    "cabinet:offers": signed_in,
    "cabinet:offer": offer(),
    "cabinet:answer_offer": offer(verb="nothing"),
    "cabinet:offer_part": own_draft(),
    # The owner does not leave: a co-author's way out is tried in the cabinet's tests.
    "cabinet:leave": lambda world: Case({"uuid": world.draft.uuid}, read=NOBODY),
    "cabinet:set_publisher": own_draft(),
}

PUBLISHERS: dict[str, Make] = {
    "learning_objects:publishers": everyone,
    "learning_objects:publisher": publisher(),
    "learning_objects:add_publisher": lambda world: Case(read=ADMINISTRATOR),
    "learning_objects:change_publisher": publisher(ADMINISTRATOR),
}

AUTHORS_REST: dict[str, Make] = {
    "rest:object_derivatives": public_object(),
    "rest:offers": signed_in,
    "rest:post_offer": lambda world: Case(
        {"uuid": world.draft.uuid},
        read=AUTHOR,
        payload={"kind": "invite", "login": "nobody-at-all"},
        foreign=True,
    ),
    "rest:answer_offer": rest_answer("offer", AUTHOR | {"other_author"}, "accept"),
    "rest:pieces": rest_published(SUGGESTERS),
    "rest:suggestions": signed_in,
    "rest:post_suggestion": rest_published(
        SUGGESTERS, key="outcome", new="Найду ток.", reason="Короче"
    ),
    "rest:answer_suggestion": rest_answer("suggestion", AUTHOR | {"methodologist"}, "accept"),
    "rest:post_fork": rest_published(WRITERS, title="Моя копия"),
    "rest:publishers": rest_publishers,
    "rest:post_publisher": rest_publishers,
    "rest:publisher": rest_publisher,
    "rest:change_publisher": rest_publisher,
    "rest:publisher_objects": publisher(),
    "rest:own_publishers": signed_in,
    "rest:choose_publisher": own_draft_rest(publisher=None),
}

AUTHORS: dict[str, Make] = {**OFFERS, **PUBLISHERS, **AUTHORS_REST}
