"""Figures: for insiders only, under names and not addresses, of all processes together."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.tasks import send_password_reset
from cms.operations import probes
from cms.operations.insiders import is_insider
from cms.operations.middleware import OperationsMiddleware
from core.api import emit
from core.api import now as clock
from tools.house import HOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _look_anew(settings, tmp_path):
    settings.METRICS_TOKEN = "sesame"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    probes.forget_readiness()


def figures(client):
    answer = client.get("/metrics", headers={"Authorization": "Bearer sesame"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=")
    return dict(
        line.rsplit(" ", 1)
        for line in answer.content.decode().splitlines()
        if not line.startswith("#")
    )


def test_strangers_find_nothing(client):
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}):
        assert client.get("/metrics", headers=headers).status_code == 404


def test_requests_are_counted_under_the_name_of_the_address(client):
    before = float(figures(client).get(COUNTED, 0))
    client.get("/about/")
    client.get("/topics/11111111-1111-4111-8111-111111111111/")
    after = figures(client)
    assert float(after[COUNTED]) == before + 1
    assert float(after['mesh_request_seconds_count{route="about"}']) >= 1
    assert float(after[MISSING]) >= 1
    assert not any("11111111" in name for name in after)
    assert not any("healthz" in name for name in after)


COUNTED = 'mesh_requests_total{method="GET",route="about",status="200"}'
MISSING = 'mesh_requests_total{method="GET",route="learning_objects:topic",status="404"}'


def test_an_odd_method_makes_no_new_row(rf):
    request = rf.generic("BREW", "/nowhere/")
    OperationsMiddleware(lambda _request: HttpResponse("tea", status=418))(request)
    from cms.operations.metrics import text

    assert b'method="other",route="none",status="418"' in text()
    assert b"BREW" not in text()


def test_what_waits_is_told(client):
    with transaction.atomic():
        emit(topic="learning_object.published", key="x", now=clock())
    send_password_reset.enqueue(0, "ru")
    found = figures(client)
    assert float(found['mesh_outbox_waiting{consumer="search"}']) == 1
    assert 0 <= float(found['mesh_outbox_lag_seconds{consumer="search"}']) < 60
    assert float(found['mesh_tasks{queue="default",status="ready"}']) == 1
    assert 0 <= float(found['mesh_tasks_oldest_seconds{queue="default"}']) < 60
    assert found['mesh_part_up{part="database"}'] == "1.0"
    assert found['mesh_part_up{part="search"}'] == "0.0"  # no index has been built


@pytest.mark.parametrize(
    ("address", "more", "inside"),
    [
        ("10.1.2.3", {}, True),
        ("::1", {}, True),
        ("192.168.0.1", {}, False),
        ("10.1.2.3", {"HTTP_X_FORWARDED_FOR": "8.8.8.8"}, False),
        ("10.1.2.3", {"HTTP_FORWARDED": "for=8.8.8.8"}, False),
        ("", {}, False),
    ],
)
def test_inside_is_who_comes_straight_from_a_named_network(settings, address, more, inside):
    settings.INTERNAL_NETWORKS = ["10.0.0.0/8", "::1"]
    assert is_insider(RequestFactory().get("/", REMOTE_ADDR=address, **more)) is inside


def test_without_token_and_networks_nobody_is_inside(settings):
    settings.METRICS_TOKEN, settings.INTERNAL_NETWORKS = "", []
    asked = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_AUTHORIZATION="Bearer ")
    assert not is_insider(asked)


COUNT_ONE = """
import django; django.setup()
from cms.operations.metrics import count_request
count_request(method="GET", route="home", status=200, seconds=0.1)
"""
TELL = "import django; django.setup()\nfrom cms.operations import metrics\n" + (
    "print(metrics._counted().decode())"
)


def test_processes_of_one_machine_count_together(tmp_path):
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"

    def run(program):
        command = [sys.executable, "-W", "ignore", "-c", program]
        done = subprocess.run(
            command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    run(COUNT_ONE)
    run(COUNT_ONE)
    assert 'mesh_requests_total{method="GET",route="home",status="200"} 2.0' in run(TELL)
