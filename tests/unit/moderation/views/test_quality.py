from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now as clock
from moderation import api
from moderation.models import Control, Institute
from tests.factories.moderation import make_submission, return_submission
from tests.factories.people import make_user
from tests.factories.queues import fill

pytestmark = pytest.mark.django_db
CODES = (
    *("flow", "queues", "kinds", "reasons", "overturned", "oldest", "experts"),
    *("pairs", "criteria", "results"),
)
PAGES = ("quality", "quality_experts", "quality_agreement", "controls")


def address(name, *args):
    return reverse(f"moderation:{name}", args=args)


@pytest.fixture
def expert():
    return make_user("moderator")


@pytest.fixture
def worked(expert):
    """One returned work and one that waits, counted."""
    done = make_submission(now=clock(), claimed_by=expert)
    make_submission(now=clock(), title="=Опасное название")
    decision = return_submission(submission=done, letter="Исправьте.", by=expert, now=clock())
    api.refresh_quality(now=clock())
    return decision


@pytest.fixture(params=["chief_moderator", "administrator"])
def watcher(client, request):
    person = make_user(request.param)
    client.force_login(person)
    return person


@pytest.mark.parametrize("name", PAGES)
def test_pages_without_anything(client, watcher, name):
    assert client.get(address(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_pages_with_figures(client, watcher, worked, name):
    for length in ("30", "90", "365", "7"):
        answer = client.get(address(name), {"length": length, "kind": "scenario"})
        assert answer.status_code == 200


def test_the_filter_shows_the_days_that_are_counted(client, watcher, worked):
    text = client.get(address("quality")).content.decode()
    assert '<option value="90" selected>' in text


def test_the_dashboard_says_what_waits_and_why_works_were_returned(client, watcher, worked):
    context = client.get(address("quality")).context
    assert (context["waiting"], context["facts"].inflow, context["facts"].decided) == (1, 2, 1)
    text = client.get(address("quality")).content.decode()
    assert "Результат урока нельзя проверить" in text
    assert "=Опасное название" in text


@pytest.mark.parametrize("code", CODES)
def test_each_table_is_a_file(client, watcher, worked, code):
    answer = client.get(address("quality_export", code))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    if code == "oldest":
        assert "'=Опасное название;" in answer.content.decode()


def test_a_file_that_does_not_exist(client, watcher):
    assert client.get(address("quality_export", "secrets")).status_code == 404


def test_counting_at_once(client, watcher):
    make_submission(now=clock())
    assert client.get(address("quality")).context["waiting"] is None
    assert client.post(address("quality_count")).status_code == 302
    assert client.get(address("quality")).context["waiting"] == 1


def test_an_expert_sees_only_their_own_figures(client, expert, worked):
    client.force_login(expert)
    assert client.get(address("quality_expert", expert.uuid)).context["mine"].votes == 1
    other = make_user("moderator")
    assert client.get(address("quality_expert", other.uuid)).status_code == 404
    for page in PAGES:
        assert client.get(address(page)).status_code == 403
    for code in CODES:
        assert client.get(address("quality_export", code)).status_code == 403
    assert client.post(address("quality_count")).status_code == 403
    assert client.get(address("new_control")).status_code == 403


def test_a_chief_sees_everybody_of_their_institute_only(client, expert, worked):
    other = Institute.objects.create(key="north", title="Северный", level="regional")
    chief = make_user("chief_moderator")
    client.force_login(chief)
    answer = client.get(address("quality"), {"institute": other.uuid})
    assert answer.context["asked"].institute.key == "central"
    assert client.get(address("quality_expert", expert.uuid)).status_code == 200
    administrator = make_user("administrator")
    client.force_login(administrator)
    answer = client.get(address("quality"), {"institute": other.uuid})
    assert answer.context["asked"].institute == other


@pytest.mark.parametrize(("name", "most"), [("quality", 13), ("quality_experts", 14)])
def test_pages_cost_the_same_however_much_there_is(client, name, most):
    chief = make_user("chief_moderator")
    client.force_login(chief)
    numbers = []
    for size in (20, 500):
        fill(waiting=size, closed=size, now=clock())
        expert = make_user("moderator")
        done = make_submission(now=clock(), claimed_by=expert)
        return_submission(submission=done, letter="Исправьте.", by=expert, now=clock())
        api.refresh_quality(now=clock())
        client.get(address(name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(name)).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= most


def test_a_control_item_from_an_address(client, worked):
    chief = make_user("chief_moderator")
    client.force_login(chief)
    page = address("new_control")
    assert "error" not in client.get(page).context
    assert client.get(page, {"object": "https://x.ru/objects/"}).context["error"]
    where = f"{page}?object=/objects/{worked.submission.object_uuid}/"
    form = client.get(where).context["form"]
    assert form["verdict"].initial == "return"
    assert form["failed"].initial == ["outcome"]
    given = {"decision": worked.pk, "verdict": "approve", "failed": ["outcome"], "wanted": 1}
    refused = client.post(where, given)
    assert refused.context["form"].errors["failed"]
    given["verdict"] = "return"
    assert client.post(where, given).url == address("controls")
    control = Control.objects.get()
    shown = client.get(address("control", control.uuid))
    assert "Результат урока нельзя проверить" in shown.content.decode()
    assert client.post(address("end_control", control.uuid)).status_code == 302
    assert Control.objects.get().ended_at


def test_control_items_of_another_institute_do_not_exist(client, worked):
    chief = make_user("chief_moderator")
    control = api.make_control(
        decision=worked, verdict="return", failed=["outcome"], wanted=1, by=chief, now=clock()
    )
    other = Institute.objects.create(key="north", title="Северный", level="regional")
    Control.objects.update(institute=other)
    client.force_login(chief)
    assert client.get(address("control", control.uuid)).status_code == 404
    assert client.post(address("end_control", control.uuid)).status_code == 404


def test_an_administrator_reads_controls_and_makes_none(client, worked):
    chief = make_user("chief_moderator")
    control = api.make_control(
        decision=worked, verdict="return", failed=["outcome"], wanted=1, by=chief, now=clock()
    )
    client.force_login(make_user("administrator"))
    assert client.get(address("control", control.uuid)).status_code == 200
    assert client.post(address("end_control", control.uuid)).status_code == 403
    assert client.get(address("new_control")).status_code == 403
