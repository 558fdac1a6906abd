"""The addresses of ``notices``: a person's own, tried with the author's notice."""

from __future__ import annotations

from tests.integration.permissions.routes import AUTHOR, SIGNED_IN, Case, Make, closed, signed_in


def own_notice(**payload: object) -> Make:
    """The author's notice, which exists for nobody else."""
    return lambda world: Case(
        {"uuid": world.notice.uuid}, read=AUTHOR, payload=payload, foreign=True
    )


NOTICES: dict[str, Make] = {
    "notices:list": signed_in,
    "notices:settings": signed_in,
    "notices:stop": closed(token="abc"),  # a signed one: the package's tests
    "notices:read_all": signed_in,
    "notices:undo": signed_in,
    "notices:follow": own_notice(),
    "notices:read": own_notice(),
    "notices:unread": own_notice(),
}

NOTICES_REST: dict[str, Make] = {
    "rest:notices": signed_in,
    "rest:notices_read_all": signed_in,
    "rest:notices_undo": lambda world: Case(
        read=SIGNED_IN, payload={"moment": "2026-09-01T09:00:00Z"}
    ),
    "rest:notice_read": own_notice(),
    "rest:notice_unread": own_notice(),
}
