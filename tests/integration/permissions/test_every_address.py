"""Every address × every role × another's object, taken from the resolver."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from assessment.models import BankItem, BankItemShare
from cms import urls as root_urls
from cms.rest import api
from cms.studio import CLOSED_NAMES, OPEN_NAMES, OPEN_NAMESPACES, PUBLIC_NAMES, REDIRECTS
from core.api import now
from framework.models import FrameworkVersion, NodeComment
from journal.models import LessonEntry, LessonMaterial, LessonPlan
from learning_objects.models import (
    Authorship,
    LearningObject,
    Organisation,
    Selection,
    SelectionSection,
    Shelf,
    ShelfItem,
    ShelfShare,
    Usage,
)
from learning_objects.studio.viewset import OPEN as OPEN_OBJECT_PAGES
from media_pipeline.models import MediaDocument, MediaImage
from moderation.models import (
    Affiliation,
    CallInterest,
    Commission,
    Decision,
    Institute,
    Referral,
    Remark,
    ReviewRule,
    Rubric,
    Submission,
    Taking,
)
from moderation.models import Membership as Expert
from notices.models import Notice
from schedule.models import Bell, Lesson
from school.models import Group, Guardianship, Membership, School
from search.api import rebuild
from tests.integration.permissions.open_routes import ROUTES
from tests.integration.permissions.routes import Case, random_arguments
from tests.integration.permissions.world import ROLES, World, make_world

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"


def walk(
    resolver: URLResolver, space: str = "", prefix: str = ""
) -> Iterator[tuple[str, str, Any]]:
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
    if space == "studio_objects":
        return plain not in OPEN_OBJECT_PAGES
    if space:
        return space not in OPEN_NAMESPACES or plain in CLOSED_NAMES
    return plain not in OPEN_NAMES | PUBLIC_NAMES | set(REDIRECTS)


ADDRESSES = sorted({name: (route, conv) for name, route, conv in walk(get_resolver())}.items())
OWNERS = {"author", "moderator", "administrator"}
CLOSED = [(name, conv) for name, (route, conv) in ADDRESSES if is_closed_in_studio(name, route)]
OPEN = [name for name, (route, _conv) in ADDRESSES if not is_closed_in_studio(name, route)]


@pytest.fixture(autouse=True)
def bare_refusals(monkeypatch) -> None:
    """Answer refusals without drawing their pages, which is most of the time otherwise.

    How those pages look is asked elsewhere; here tens of thousands of refusals are counted.
    """
    for status in (403, 404):
        bare = partial(bare_refusal, status=status)
        monkeypatch.setattr(root_urls, f"handler{status}", bare, raising=False)
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


def bare_refusal(_request: HttpRequest, exception: Exception, *, status: int) -> HttpResponse:
    return HttpResponse(str(exception)[:80], status=status, content_type="text/plain")


@pytest.fixture
def world(settings, tmp_path) -> World:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    made = make_world()
    rebuild(now=now())
    return made


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
    # The first version of a rubric is the shipped one, written when somebody first looks at it.
    revised = Rubric.objects.filter(number__gt=1).order_by("pk")
    return [
        list(revised.values_list("pk", "stage", "kind", "number")),
        *_rows(),
    ]


def _rows() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values_list(*fields))
        for model, fields in (
            (LearningObject, ("pk", "state", "draft_title", "latest_revision_id", "title")),
            (Authorship, ("learning_object_id", "user_id", "role")),
            (Submission, ("pk", "state", "claimed_by_id", "round")),
            (Remark, ("pk", "state", "text")),
            (Decision, ("pk", "verdict")),
            (Institute, ("pk", "title", "time_zone", "subjects", "is_open")),
            (Expert, ("pk", "institute_id", "person_id", "capacity")),
            (Affiliation, ("pk", "institute_id", "person_id")),
            (ReviewRule, ("pk", "kind", "panel", "days")),
            (Referral, ("pk", "state", "note")),
            (FrameworkVersion, ("pk", "label", "status", "digest")),
            (NodeComment, ("pk", "text", "settled_at")),
            (Organisation, ("pk", "title", "has_contract", "contract")),
            (Commission, ("pk", "state", "taken", "places", "deadline", "title")),
            (Taking, ("pk", "state", "learning_object_id")),
            (CallInterest, ("pk", "user_id")),
            (MediaImage, ("pk", "title")),
            (MediaDocument, ("pk", "title")),
            (School, ("pk", "title", "time_zone")),
            (Group, ("pk", "title")),
            (Membership, ("pk", "role", "since", "until", "group_id", "person_id")),
            (Guardianship, ("pk", "relation", "since", "until")),
            (Bell, ("number", "starts", "ends")),
            (LessonEntry, ("pk", "topic_uuid", "theme", "homework")),
            (LessonPlan, ("pk", "state", "lines", "columns")),
            (LessonMaterial, ("pk", "number", "purpose", "note", "position", "removed_at")),
            (Shelf, ("pk", "owner_id", "title", "link_key", "removed_at")),
            (ShelfItem, ("pk", "shelf_id", "number", "note", "position", "removed_at")),
            (ShelfShare, ("pk", "user_id", "may_write")),
            (Selection, ("pk", "title", "state", "serial")),
            (SelectionSection, ("pk", "title", "position")),
            (BankItem, ("pk", "owner_id", "status", "number", "audience", "difficulty")),
            (BankItemShare, ("pk", "user_id", "may_write")),
            (Usage, ("pk", "object_uuid", "number", "place_uuid")),
            (Notice, ("pk", "recipient_id", "read_at")),
            (Lesson, ("pk", "date", "slot", "teacher_id", "room", "status")),
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


def test_reading(world, clients):
    wrong = []
    for name in OPEN:
        case = ROUTES[name](world)
        url = address(name, case)
        for role, client in clients.items():
            response = client.get(url)
            if response.streaming:
                b"".join(response)  # closes the file that is sent
            if role not in case.read:
                wrong += refusal(response, role, case, name)
            elif response.status_code >= 400 and response.status_code != 405:
                wrong.append((name, role, response.status_code, "should get in"))
    assert wrong == [], "\n".join(map(str, wrong))


def test_writing(world, clients):
    wrong = []
    before = snapshot()
    for name in OPEN:
        case = ROUTES[name](world)
        url = address(name, case)
        for role, client in clients.items():
            if role in case.writers or (role in case.read and role in OWNERS):
                continue  # what the rightful do is tried in the tests of the package
            response = send(client, url, case)
            if role not in case.read:
                wrong += refusal(response, role, case, name)
    assert wrong == [], "\n".join(map(str, wrong))
    assert snapshot() == before


def send(client: Client, url: str, case: Case) -> Any:
    """POST what the address expects: REST takes JSON, pages take forms."""
    if url.startswith("/api/"):
        return client.post(url, case.payload, content_type="application/json")
    return client.post(url, case.payload)


def address(name: str, case: Case) -> str:
    if isinstance(case.args, tuple):
        return reverse(name, args=case.args) + case.query
    return reverse(name, kwargs=case.args) + case.query


def refusal(response: Any, role: str, case: Case, name: str) -> list[tuple[Any, ...]]:
    """Return a complaint when somebody outside was let in."""
    if is_refused(response, role):
        return []
    return [(name, role, response.status_code, response.get("Location"), "must be refused")]


def nowhere(name: str, case: Case) -> str:
    """Return the same address about a thing that does not exist."""
    strange = {UUID: uuid4(), int: 987654, str: "nowhere"}
    kept = {"revision_id", "revision_id_a", "revision_id_b", "mode", "verb", "filter_spec", "form"}
    args = {key: value if key in kept else strange[type(value)] for key, value in case.args.items()}
    return reverse(name, kwargs=args) + case.query


def test_foreign_things_answer_as_if_they_did_not_exist(world, clients):
    wrong = []
    for name in OPEN:
        case = ROUTES[name](world)
        if not case.foreign:
            continue
        for role in set(ROLES) - case.read:
            client = clients[role]
            for method in (client.get, partial(send, client, case=case)):
                real, none = method(address(name, case)), method(nowhere(name, case))
                if real.status_code != none.status_code:
                    wrong.append((name, role, real.status_code, none.status_code))
    assert wrong == [], "\n".join(map(str, wrong))


def test_every_operation_of_the_rest_schema_is_described():
    samples = {"{uuid}": str(uuid4()), "{item}": str(uuid4()), "{number}": "1", "{name}": "nowhere"}
    paths = list(api.get_openapi_schema()["paths"])
    assert len(paths) > 10
    for path in paths:
        url = path
        for placeholder, value in samples.items():
            url = url.replace(placeholder, value)
        assert resolve(url).view_name in ROUTES, path
