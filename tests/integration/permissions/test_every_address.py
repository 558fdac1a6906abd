"""Every address × every role × another's object, taken from the resolver."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cms.studio import OPEN_NAMES, OPEN_NAMESPACES, PUBLIC_NAMES, REDIRECTS
from learning_objects.models import Authorship, LearningObject
from media_pipeline.models import MediaDocument, MediaImage
from moderation.models import Decision, Remark, Submission
from tests.integration.permissions.open_routes import ROUTES
from tests.integration.permissions.routes import Case, random_arguments
from tests.integration.permissions.world import ROLES, World, make_world

pytestmark = pytest.mark.django_db

DENIED = {302, 401, 403, 404, 405}
LOGIN = "/account/login/"


def walk(resolver: URLResolver, space: str = "", prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield (name with namespace, route, converters) of every address."""
    for item in resolver.url_patterns:
        route = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from walk(item, f"{space}{item.namespace}:" if item.namespace else space, route)
        elif isinstance(item, URLPattern):
            yield f"{space}{item.name}", route, item.pattern.converters


def is_closed_in_studio(name: str, route: str) -> bool:
    """Say whether the gate must answer 404 here whatever the arguments."""
    if not route.startswith("studio/"):
        return False
    space, _colon, plain = name.rpartition(":")
    if space:
        return space not in OPEN_NAMESPACES
    return plain not in OPEN_NAMES | PUBLIC_NAMES | set(REDIRECTS)


ADDRESSES = sorted({name: (route, conv) for name, route, conv in walk(get_resolver())}.items())
CLOSED = [(name, conv) for name, (route, conv) in ADDRESSES if is_closed_in_studio(name, route)]
OPEN = [name for name, (route, _conv) in ADDRESSES if not is_closed_in_studio(name, route)]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def clients(world) -> dict[str, Client]:
    made = {}
    for role in ROLES:
        made[role] = Client(raise_request_exception=True)
        if world.people[role] is not None:
            made[role].force_login(world.people[role])
    return made


def snapshot() -> list[Any]:
    """Return everything that a stranger might have changed."""
    return [
        list(model.objects.order_by("pk").values_list(*fields))
        for model, fields in (
            (LearningObject, ("pk", "state", "draft_title", "latest_revision_id", "title")),
            (Authorship, ("learning_object_id", "user_id", "role")),
            (Submission, ("pk", "state", "claimed_by_id", "round")),
            (Remark, ("pk", "state", "text")),
            (Decision, ("pk", "verdict")),
            (MediaImage, ("pk", "title")),
            (MediaDocument, ("pk", "title")),
        )
    ]


def test_every_open_address_is_described():
    missing = [name for name in OPEN if name not in ROUTES and not name.endswith(":None")]
    assert missing == [], f"describe these addresses in open_routes.py: {missing}"
    gone = [name for name in ROUTES if name not in OPEN]
    assert gone == [], f"these addresses no longer exist: {gone}"


def test_the_rest_of_wagtail_is_closed_to_everybody(clients):
    assert len(CLOSED) > 60
    for name, converters in CLOSED:
        url = reverse_or_none(name, converters)
        if url is None:
            continue
        for role, client in clients.items():
            for method in ("get", "post"):
                response = getattr(client, method)(url)
                assert is_refused(response, role), (name, role, method, response.status_code)


def reverse_or_none(name: str, converters: dict[str, Any]) -> str | None:
    from django.urls import NoReverseMatch

    try:
        return reverse(name, kwargs=random_arguments(converters))
    except NoReverseMatch:
        return None  # an old-style pattern with unnamed groups; it lies behind the same gate


def is_refused(response: Any, role: str) -> bool:
    if response.status_code == 302:
        return LOGIN in response["Location"] and role == "anonymous"
    return response.status_code in {401, 403, 404, 405}


@pytest.mark.parametrize("name", OPEN)
def test_reading(name, world, clients):
    case: Case = ROUTES[name](world)
    url = address(name, case)
    for role, client in clients.items():
        response = client.get(url)
        if role in case.read:
            assert response.status_code < 400 or response.status_code == 405, (role, url)
        else:
            check_refusal(response, role, case, url)


@pytest.mark.parametrize("name", OPEN)
def test_writing(name, world, clients):
    case: Case = ROUTES[name](world)
    url = address(name, case)
    before = snapshot()
    for role, client in clients.items():
        if role in case.read | case.writers:
            continue
        check_refusal(client.post(url, case.payload), role, case, url)
    assert snapshot() == before


def address(name: str, case: Case) -> str:
    if isinstance(case.args, tuple):
        return reverse(name, args=case.args) + case.query
    return reverse(name, kwargs=case.args) + case.query


def check_refusal(response: Any, role: str, case: Case, url: str) -> None:
    assert is_refused(response, role), (role, url, response.status_code)
    if case.foreign and role != "anonymous":
        assert response.status_code in {404, 405}, (role, url, response.status_code)
